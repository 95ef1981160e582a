using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Segmentation.Functions.Messages;

namespace Segmentation.Functions.Tests.Messages;

public sealed class MessengerTests : IDisposable
{
    private static readonly DateTimeOffset Time = new(2026, 6, 1, 8, 0, 12, TimeSpan.FromHours(2));

    private const string Parking = "runs/6/parked";

    private readonly TempFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

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

    [Fact]
    public async Task Types_of_properties_do_not_depend_on_their_values()
    {
        await using var topic = Topic();
        await SendAsync(
            topic,
            Event("m1", "C-1", """{"value":5,"run":1,"sequence":2,"to":"a","reasons":[{"value":"x","to":{"run":"y"}}]}"""),
            Event("m2", "C-1", """{"value":null,"run":"6","scheme":3,"owner":false,"to":null,"from":["a"]}"""));
        var messages = await topic.ReadAsync();
        Assert.Equal(
            [("run", 1L), ("sequence", 2L), ("to", "a"), ("value", 5.0)],
            messages[0].ApplicationProperties.OrderBy(p => p.Key, StringComparer.Ordinal)
                .Select(p => (p.Key, p.Value!)));
        Assert.Empty(messages[1].ApplicationProperties);
    }

    [Fact]
    public async Task A_value_that_no_filter_can_name_is_no_property()
    {
        await using var topic = Topic();
        var (fits, tooLong) = (new string('o', 1024), new string('o', 40_000));
        await SendAsync(
            topic, Event("m1", "C-1", $$"""{"owner":"{{fits}}"}"""), Event("m2", "C-1", $$"""{"owner":"{{tooLong}}"}"""));
        var messages = await topic.ReadAsync();
        Assert.Equal(fits, messages[0].ApplicationProperties["owner"]);
        Assert.Empty(messages[1].ApplicationProperties);
        Assert.Contains(tooLong, messages[1].Body.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_customer_with_a_long_id_has_one_session_too_and_not_that_of_another()
    {
        await using var topic = Topic();
        var (fits, longer, other) = (new string('x', 128), new string('x', 129), new string('x', 130));
        await SendAsync(
            topic, Event("m1", fits, "{}"), Event("m2", longer, "{}"), Event("m3", longer, "{}"), Event("m4", other, "{}"));
        var sessions = (await topic.ReadAsync()).Select(message => message.SessionId!).ToArray();
        Assert.Equal(fits, sessions[0]);
        Assert.Equal(sessions[1], sessions[2]);
        Assert.Equal(3, sessions.Distinct().Count());
        Assert.All(sessions, session => Assert.InRange(session.Length, 1, 128));
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
    public async Task An_event_too_large_for_the_topic_is_parked_and_the_others_go_on()
    {
        await using var topic = Topic(4000);
        var large = Event("large", "C-1", $$"""{"note":"{{new string('x', 5000)}}"}""");
        for (var time = 0; time < 2; time++)
        {
            await SendAsync(topic, Event("m1", "C-1", "{}"), large, Event("m2", "C-1", "{}"));
            var parked = Assert.Single(_folder.Data.Files(Parking));
            Assert.Equal("large.json", parked);
            Assert.Equal(
                Encoding.UTF8.GetString(large)[..^1] + ",\"time\":\"2026-06-01T06:00:12Z\"}",
                Encoding.UTF8.GetString(_folder.Data.Read($"{Parking}/{parked}")));
        }

        Assert.Equal([1, 1, 1, 1], topic.Sends);
        Assert.Equal(["m1", "m2"], (await topic.ReadAsync()).Select(m => m.MessageId));
    }

    [Fact]
    public async Task What_is_logged_of_a_parked_event_names_no_customer()
    {
        await using var topic = Topic(4000);
        var log = new ListLogger();
        var large = Event("large", "C-1", $$"""{"customer":"C-1","note":"{{new string('x', 5000)}}"}""");
        await new Messenger(topic, _folder.Data, log).SendAsync([large], Time, Parking, Cancel);
        var line = Assert.Single(log.Lines);
        Assert.Equal(
            $"event large: {large.Length + 30} bytes are too large to send; parked as runs/6/parked/large.json", line);
    }

    [Fact]
    public async Task Nothing_but_large_events_sends_nothing()
    {
        await using var topic = Topic();
        await SendAsync(topic, Event("m1", "C-1", $$"""{"note":"{{new string('x', 300_000)}}"}"""));
        Assert.Empty(topic.Sends);
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

    private Task SendAsync(LimitedTopic topic, params byte[][] events) =>
        new Messenger(topic, _folder.Data, NullLogger<Messenger>.Instance).SendAsync(events, Time, Parking, Cancel);

    private sealed class ListLogger : ILogger<Messenger>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) => Lines.Add(formatter(state, exception));
    }
}
