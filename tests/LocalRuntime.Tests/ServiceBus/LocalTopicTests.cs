using Azure.Messaging.ServiceBus;
using LocalRuntime.ServiceBus;
using LocalRuntime.Sqlite;
using LocalRuntime.Tests.Tables;
using Microsoft.Extensions.Time.Testing;

namespace LocalRuntime.Tests.ServiceBus;

public sealed class LocalTopicTests : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly ServiceBusClient _client;
    private readonly LocalTopic _topic;

    public LocalTopicTests()
    {
        _client = new ServiceBusClient(_folder.ConnectionString);
        _topic = new LocalTopic(_folder.ConnectionString, _clock);
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_topic_that_is_not_there_is_empty()
    {
        Assert.Equal(0, _topic.LastSequence("t"));
        Assert.Empty(await _topic.ReadAsync("t", 0).ToListAsync());
    }

    [Fact]
    public async Task Reading_goes_on_after_a_sequence_number_and_ends_at_the_most()
    {
        await SendAsync(Enumerable.Range(1, 700));

        Assert.Equal(700, _topic.LastSequence("t"));
        Assert.Equal(Enumerable.Range(1, 700), await SequencesAsync(0, int.MaxValue));
        Assert.Equal(Enumerable.Range(11, 512), await SequencesAsync(10, 512));
        Assert.Equal(Enumerable.Range(695, 6), await SequencesAsync(694, 100));
        Assert.Empty(await SequencesAsync(700, 100));
        Assert.Empty(await SequencesAsync(0, 0));
    }

    [Fact]
    public async Task Sequence_numbers_go_on_after_the_file_was_closed()
    {
        await SendAsync([1, 2]);
        Database.Close(_folder.File);
        await SendAsync([3]);

        Assert.Equal([1, 2, 3], await SequencesAsync(0, 10));
    }

    [Fact]
    public async Task Waiting_ends_at_once_when_there_is_a_newer_message()
    {
        await SendAsync([1]);

        await _topic.WaitAsync("t", 0);
    }

    [Fact]
    public async Task Waiting_ends_when_this_process_sends()
    {
        var wait = _topic.WaitAsync("t", 0);
        Assert.False(wait.IsCompleted);

        // The clock stands still, so only the sender can wake the waiter.
        await SendAsync([1]);

        await wait.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Waiting_finds_what_another_process_sent_when_the_time_comes()
    {
        await SendAsync([1]);
        var wait = _topic.WaitAsync("t", 1);
        SendElsewhere("t");
        Assert.False(wait.IsCompleted);

        _clock.Advance(LocalTopic.PollInterval);

        await wait.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(2, _topic.LastSequence("t"));
    }

    [Fact]
    public async Task Waiting_goes_on_when_another_topic_changes()
    {
        var wait = _topic.WaitAsync("t", 0);

        await _client.CreateSender("other").SendMessageAsync(new ServiceBusMessage("x"));

        Assert.False(wait.IsCompleted);
        await SendAsync([1]);
        await wait.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Waiting_can_be_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        var wait = _topic.WaitAsync("t", 0, cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
    }

    [Fact]
    public async Task Tables_and_topics_may_share_a_file()
    {
        await new Azure.Data.Tables.TableClient(_folder.ConnectionString, "messages").CreateAsync();
        await SendAsync([1]);

        var table = Assert.Single(
            await new Azure.Data.Tables.TableServiceClient(_folder.ConnectionString).QueryAsync().ToListAsync());
        Assert.Equal("messages", table.Name);
        Assert.Equal([1], await SequencesAsync(0, 10));
    }

    private void SendElsewhere(string topic)
    {
        using var writer = new Writer(_folder.File);
        var send = new SendWrite(topic, [EncodedMessage.Of(new ServiceBusMessage("x"))], TopicStore.DefaultWindow)
        {
            Clock = TimeProvider.System,
        };
        writer.Add(send);
        Assert.True(send.Done.IsCompletedSuccessfully);
    }

    private Task SendAsync(IEnumerable<int> bodies) => _client.CreateSender("t")
        .SendMessagesAsync(bodies.Select(body => new ServiceBusMessage($"{body}")));

    private async Task<List<int>> SequencesAsync(long after, int most) =>
        await _topic.ReadAsync("t", after, most).Select(message => (int)message.Sequence).ToListAsync();
}
