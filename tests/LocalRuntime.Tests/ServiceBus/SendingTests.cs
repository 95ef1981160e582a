using System.Runtime.Serialization;
using Azure.Messaging.ServiceBus;
using LocalRuntime.ServiceBus;
using LocalRuntime.Tests.Tables;
using Microsoft.Extensions.Time.Testing;

namespace LocalRuntime.Tests.ServiceBus;

public sealed class SendingTests : IAsyncDisposable
{
    private const string Topic = "segment-transitions";
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 25, 12, 0, 0, TimeSpan.Zero));
    private readonly ServiceBusClient _client;
    private readonly ServiceBusSender _sender;
    private readonly LocalTopic _topic;

    public SendingTests()
    {
        _client = new ServiceBusClient(_folder.ConnectionString, _clock);
        _sender = _client.CreateSender(Topic);
        _topic = new LocalTopic(_folder.ConnectionString, _clock);
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_message_is_read_as_it_was_sent()
    {
        var message = new ServiceBusMessage("{\"é\":1}")
        {
            MessageId = "m",
            SessionId = "s",
            Subject = "j",
            ContentType = "application/json",
            CorrelationId = "c",
            To = "t",
            ReplyTo = "r",
        };
        await _sender.SendMessageAsync(message);

        var read = Assert.Single(await ReadAsync());

        Assert.Equal("{\"é\":1}", read.Body.ToString());
        Assert.Equal(("m", "s", "j"), (read.MessageId, read.SessionId, read.Subject));
        Assert.Equal(("application/json", "c"), (read.ContentType, read.CorrelationId));
        Assert.Equal(("t", "r"), (read.To, read.ReplyTo));
        Assert.Equal((1, _clock.GetUtcNow()), (read.Sequence, read.EnqueuedTime));
    }

    [Fact]
    public async Task Application_properties_keep_their_types()
    {
        object[] values =
        [
            "text", true, (byte)1, (sbyte)-1, (short)-2, (ushort)2, -3, 3u, -4L, 4ul, 0.1f, 0.1, 1.10m, 'x',
            new Guid("00112233-4455-6677-8899-aabbccddeeff"), new Uri("https://example.com/a?b"),
            new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc),
            new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(1)),
            TimeSpan.FromTicks(123456789),
        ];
        var message = new ServiceBusMessage("b");
        for (var i = 0; i < values.Length; i++)
            message.ApplicationProperties[$"p{i}"] = values[i];
        message.ApplicationProperties["null"] = null!;
        await _sender.SendMessageAsync(message);

        var read = Assert.Single(await ReadAsync()).ApplicationProperties;

        Assert.Equal(values, Enumerable.Range(0, values.Length).Select(i => read[$"p{i}"]));
        Assert.Null(read["null"]);
    }

    [Fact]
    public async Task A_property_of_a_type_that_amqp_lacks_is_refused()
    {
        var message = new ServiceBusMessage("b") { ApplicationProperties = { ["list"] = new List<int>() } };

        await Assert.ThrowsAsync<SerializationException>(() => _sender.SendMessageAsync(message));
        Assert.Empty(await ReadAsync());
    }

    [Fact]
    public async Task Properties_have_at_most_32_kibibytes_each()
    {
        var message = new ServiceBusMessage("b") { ApplicationProperties = { ["p"] = new string('a', 32 * 1024) } };

        await Assert.ThrowsAsync<SerializationException>(() => _sender.SendMessageAsync(message));
    }

    [Fact]
    public async Task A_message_id_sent_again_within_the_window_is_dropped()
    {
        await _sender.SendMessageAsync(Message("m", "first"));
        _clock.Advance(TopicStore.DefaultWindow - TimeSpan.FromSeconds(1));

        await _sender.SendMessagesAsync([Message("m", "second"), Message("n", "third"), Message("n", "fourth")]);

        Assert.Equal(["first", "third"], (await ReadAsync()).Select(m => m.Body.ToString()));
    }

    [Fact]
    public async Task A_message_id_sent_again_after_the_window_is_stored()
    {
        await _sender.SendMessageAsync(Message("m", "first"));
        _clock.Advance(TopicStore.DefaultWindow);

        await _sender.SendMessageAsync(Message("m", "second"));

        Assert.Equal(["first", "second"], (await ReadAsync()).Select(m => m.Body.ToString()));
    }

    [Theory]
    [InlineData(20)]
    [InlineData(7 * 24 * 60 * 60)]
    public async Task The_window_may_be_another(int seconds)
    {
        _client.Store.DuplicateWindow = TimeSpan.FromSeconds(seconds);
        await _sender.SendMessageAsync(Message("m", "first"));
        _clock.Advance(TimeSpan.FromSeconds(seconds - 1));
        await _sender.SendMessageAsync(Message("m", "dropped"));
        _clock.Advance(TimeSpan.FromSeconds(1));
        await _sender.SendMessageAsync(Message("m", "second"));

        Assert.Equal(["first", "second"], (await ReadAsync()).Select(m => m.Body.ToString()));
    }

    [Fact]
    public async Task A_dropped_message_does_not_lengthen_the_window()
    {
        await _sender.SendMessageAsync(Message("m", "first"));
        _clock.Advance(TimeSpan.FromMinutes(6));
        await _sender.SendMessageAsync(Message("m", "dropped"));
        _clock.Advance(TimeSpan.FromMinutes(6));

        await _sender.SendMessageAsync(Message("m", "second"));

        Assert.Equal(["first", "second"], (await ReadAsync()).Select(m => m.Body.ToString()));
    }

    [Fact]
    public async Task Messages_without_an_id_are_never_duplicates_and_topics_do_not_share_ids()
    {
        await _sender.SendMessagesAsync([new ServiceBusMessage("x"), new ServiceBusMessage("x"), Message("m", "x")]);
        await _client.CreateSender("other").SendMessageAsync(Message("m", "y"));

        Assert.Equal(3, (await ReadAsync()).Count);
        Assert.Equal("y", Assert.Single(await _topic.ReadAsync("OTHER", 0).ToListAsync()).Body.ToString());
    }

    [Fact]
    public async Task The_order_within_a_session_is_the_order_of_sending()
    {
        await Task.WhenAll(Enumerable.Range(0, 6).Select(session => Task.Run(async () =>
        {
            for (var batch = 0; batch < 10; batch++)
            {
                await _sender.SendMessagesAsync(Enumerable.Range(0, 10).Select(i =>
                    new ServiceBusMessage($"{(batch * 10) + i}") { SessionId = $"{session}" }));
            }
        })));

        var read = await ReadAsync();

        Assert.Equal(Enumerable.Range(1, 600).Select(i => (long)i), read.Select(message => message.Sequence));
        foreach (var session in read.GroupBy(message => message.SessionId))
            Assert.Equal(Enumerable.Range(0, 100).Select(i => $"{i}"), session.Select(m => m.Body.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public void A_message_id_has_1_to_128_characters(string? wrong)
    {
        var message = new ServiceBusMessage("b") { MessageId = new string('m', 128), SessionId = new string('s', 128) };

        Assert.Throws<ArgumentException>(() => message.MessageId = wrong);
        Assert.Throws<ArgumentException>(() => message.MessageId = new string('m', 129));
        Assert.Throws<ArgumentException>(() => message.SessionId = new string('s', 129));
    }

    [Fact]
    public async Task A_closed_client_or_sender_sends_no_more()
    {
        var other = _client.CreateSender("other");
        await other.CloseAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => other.SendMessageAsync(Message("m", "x")));

        await _client.DisposeAsync();

        Assert.True(_client.IsClosed && _sender.IsClosed);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => _sender.SendMessageAsync(Message("m", "x")));
        Assert.Throws<ObjectDisposedException>(() => _client.CreateSender("third"));
    }

    private static ServiceBusMessage Message(string id, string body) => new(body) { MessageId = id };

    private async Task<List<StoredMessage>> ReadAsync() => await _topic.ReadAsync(Topic, 0).ToListAsync();
}
