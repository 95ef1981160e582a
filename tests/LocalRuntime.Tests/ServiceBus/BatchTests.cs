using Azure.Messaging.ServiceBus;
using LocalRuntime.ServiceBus;
using LocalRuntime.Tests.Tables;

namespace LocalRuntime.Tests.ServiceBus;

public sealed class BatchTests : IAsyncDisposable
{
    private const int Most = 256 * 1024;
    private readonly TemporaryFolder _folder = new();
    private readonly ServiceBusClient _client;
    private readonly ServiceBusSender _sender;

    public BatchTests()
    {
        _client = new ServiceBusClient(_folder.ConnectionString);
        _sender = _client.CreateSender("t");
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_batch_takes_messages_until_it_is_full_and_is_sent_whole()
    {
        using var batch = await _sender.CreateMessageBatchAsync();
        var before = batch.SizeInBytes;
        var added = 0;
        while (batch.TryAddMessage(new ServiceBusMessage(new byte[10_000]) { MessageId = $"{added}" }))
            added++;

        Assert.Equal(Most, batch.MaxSizeInBytes);
        Assert.Equal((added, 25), (batch.Count, added));
        Assert.InRange(batch.SizeInBytes, before + (added * 10_000), Most);
        Assert.True(batch.SizeInBytes + 10_000 > Most - 1000);
        await _sender.SendMessagesAsync(batch);
        Assert.Equal(added, (await ReadAsync()).Count);
    }

    [Fact]
    public async Task A_message_that_no_batch_can_take_is_not_added_to_an_empty_one()
    {
        using var batch = await _sender.CreateMessageBatchAsync();

        Assert.False(batch.TryAddMessage(new ServiceBusMessage(new byte[Most])));
        Assert.Equal(0, batch.Count);
    }

    [Fact]
    public async Task A_batch_may_be_smaller_but_not_larger_than_256_kibibytes()
    {
        var options = new CreateMessageBatchOptions { MaxSizeInBytes = 1000 };
        using var small = await _sender.CreateMessageBatchAsync(options);

        Assert.True(small.TryAddMessage(new ServiceBusMessage(new byte[500])));
        Assert.False(small.TryAddMessage(new ServiceBusMessage(new byte[500])));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () =>
            await _sender.CreateMessageBatchAsync(new CreateMessageBatchOptions { MaxSizeInBytes = Most + 1 }));
    }

    [Fact]
    public async Task A_batch_keeps_messages_as_they_were_when_added()
    {
        var body = new byte[] { 1 };
        var message = new ServiceBusMessage(body) { Subject = "old" };
        using var batch = await _sender.CreateMessageBatchAsync();
        batch.TryAddMessage(message);
        (message.Subject, body[0]) = ("new", 2);

        await _sender.SendMessagesAsync(batch);

        var read = Assert.Single(await ReadAsync());
        Assert.Equal(("old", (byte)1), (read.Subject, read.Body.ToArray()[0]));
    }

    [Fact]
    public async Task Disposing_a_batch_empties_it()
    {
        var batch = await _sender.CreateMessageBatchAsync();
        var empty = batch.SizeInBytes;
        batch.TryAddMessage(new ServiceBusMessage("x"));

        batch.Dispose();

        Assert.Equal((0, empty), (batch.Count, batch.SizeInBytes));
    }

    [Fact]
    public async Task Nothing_is_sent_for_no_messages()
    {
        using var batch = await _sender.CreateMessageBatchAsync();

        await _sender.SendMessagesAsync(batch);
        await _sender.SendMessagesAsync([]);

        Assert.Empty(await ReadAsync());
    }

    [Fact]
    public async Task A_message_larger_than_256_kibibytes_is_refused()
    {
        var refusal = await Assert.ThrowsAsync<ServiceBusException>(
            () => _sender.SendMessageAsync(new ServiceBusMessage(new byte[Most])));

        Assert.Equal(ServiceBusFailureReason.MessageSizeExceeded, refusal.Reason);
        Assert.Equal("t", refusal.EntityPath);
        Assert.False(refusal.IsTransient);
        await _sender.SendMessageAsync(new ServiceBusMessage(new byte[Most - 1000]));
    }

    [Fact]
    public async Task Messages_that_are_too_large_together_are_all_refused()
    {
        await Assert.ThrowsAsync<ServiceBusException>(() => _sender.SendMessagesAsync(
            [new ServiceBusMessage(new byte[Most / 2]), new ServiceBusMessage(new byte[Most / 2])]));

        Assert.Empty(await ReadAsync());
    }

    private async Task<List<StoredMessage>> ReadAsync() =>
        await new LocalTopic(_folder.ConnectionString).ReadAsync("t", 0).ToListAsync();
}
