using System.Text;
using Azure.Messaging.ServiceBus;
using Segmentation.Functions.Messages;

namespace Segmentation.Functions.Tests.Messages;

public sealed class MessengerTests : IDisposable
{
    private static readonly DateTimeOffset Time = new(2026, 6, 1, 8, 0, 12, TimeSpan.FromHours(2));

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_message_has_the_id_and_session_of_its_event_and_the_time_of_its_run()
    {
        await using var topic = Topic();
        await SendAsync(topic, Event("m1", "C-1", """{"scheme":"rfm"}"""));
        var message = Assert.Single(await topic.ReadAsync());
        Assert.Equal(
            ("m1", "C-1", "moved", "application/cloudevents+json; charset=utf-8"),
            (message.MessageId, message.SessionId, message.Subject, message.ContentType));
        Assert.Equal(
            """{"id":"m1","type":"moved","subject":"C-1","data":{"scheme":"rfm"},"time":"2026-06-01T06:00:12Z"}""",
            message.Body.ToString());
    }

    [Fact]
    public async Task What_can_be_filtered_by_is_a_property_with_its_type_and_nothing_else_is()
    {
        await using var topic = Topic();
        await SendAsync(topic, Event(
            "m1", "C-1", """
            {"customer":"C-1","scheme":"rfm","schemeVersion":3,"from":null,"to":"best","cause":"first-seen",
            "direction":"new","owner":"é","value":20900.5,"run":6,"sequence":118,"reasons":[],"causes":["x"]}
            """));
        var properties = Assert.Single(await topic.ReadAsync()).ApplicationProperties;
        Assert.Equal(
            [
                ("cause", "first-seen"), ("direction", "new"), ("owner", "é"), ("run", 6L), ("scheme", "rfm"),
                ("sequence", 118L), ("to", "best"), ("value", 20900.5),
            ],
            properties.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => (p.Key, p.Value!)));
    }

    [Theory]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public async Task A_subject_too_long_for_a_session_has_the_id_for_one(int length, bool fits)
    {
        await using var topic = Topic();
        var subject = new string('x', length);
        await SendAsync(topic, Event("m1", subject, "{}"));
        Assert.Equal(fits ? subject : "m1", Assert.Single(await topic.ReadAsync()).SessionId);
    }

    [Fact]
    public async Task Without_events_nothing_is_sent()
    {
        await using var topic = Topic();
        await SendAsync(topic);
        Assert.Empty(topic.Sends);
    }

    [Fact]
    public async Task Events_go_in_as_few_batches_as_hold_them_and_stay_in_order()
    {
        await using var topic = Topic(4000);
        await SendAsync(topic, [.. Enumerable.Range(0, 40).Select(i => Event($"m{i}", "C-1", "{}"))]);
        Assert.Equal(40, topic.Sends.Sum());
        Assert.InRange(topic.Sends.Count, 2, 39);
        Assert.All(topic.Sends, count => Assert.InRange(count, 1, 39));
        Assert.Equal(
            Enumerable.Range(0, 40).Select(i => $"m{i}"), (await topic.ReadAsync()).Select(m => m.MessageId));
    }

    [Fact]
    public async Task An_event_too_large_for_a_batch_goes_alone_and_in_its_place()
    {
        await using var topic = Topic(4000);
        var large = Event("large", "C-1", $$"""{"note":"{{new string('x', 5000)}}"}""");
        await SendAsync(topic, Event("m1", "C-1", "{}"), large, Event("m2", "C-1", "{}"));
        Assert.Equal([1, -1, 1], topic.Sends);
        Assert.Equal(["m1", "large", "m2"], (await topic.ReadAsync()).Select(m => m.MessageId));
    }

    [Fact]
    public async Task An_event_that_nobody_can_send_is_a_fault()
    {
        await using var topic = Topic();
        var fault = await Assert.ThrowsAsync<ServiceBusException>(() => SendAsync(
            topic, Event("m1", "C-1", $$"""{"note":"{{new string('x', 300_000)}}"}""")));
        Assert.Equal(ServiceBusFailureReason.MessageSizeExceeded, fault.Reason);
    }

    [Fact]
    public async Task An_event_that_is_sent_twice_is_the_same_message()
    {
        await using var topic = Topic();
        for (var time = 0; time < 2; time++)
            await SendAsync(topic, Event("m1", "C-1", "{}"));
        Assert.Equal([1, 1], topic.Sends);
        Assert.Single(await topic.ReadAsync());
    }

    private LimitedTopic Topic(long mostBytes = 256 * 1024) => new($"Data Source={_folder["topic.db"]}", mostBytes);

    private static byte[] Event(string id, string subject, string data) => Encoding.UTF8.GetBytes(
        $$"""{"id":"{{id}}","type":"moved","subject":"{{subject}}","data":{{data}}}""");

    private static Task SendAsync(LimitedTopic topic, params byte[][] events) =>
        new Messenger(topic).SendAsync(events, Time, TestContext.Current.CancellationToken);
}
