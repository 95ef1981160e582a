using Azure.Messaging.ServiceBus;
using LocalRuntime.ServiceBus;
using Segmentation.Functions.Messages;

namespace Segmentation.Functions.Tests.Messages;

/// <summary>A topic of one test whose batches have a limit, and whose sends are counted and may fail.</summary>
/// <param name="connection">Where its messages are.</param>
/// <param name="mostBytes">The most bytes of a batch, at first.</param>
internal sealed class LimitedTopic(string connection, long mostBytes = 256 * 1024) : ServiceBusClient(connection)
{
    private readonly string _connection = connection;

    /// <summary>The most bytes of a batch.</summary>
    public long MostBytes { get; set; } = mostBytes;

    /// <summary>How many messages each send had, in order.</summary>
    public List<int> Sends { get; } = [];

    /// <summary>How many more sends succeed; null when all do.</summary>
    public int? Left { get; set; }

    public override ServiceBusSender CreateSender(string queueOrTopicName) =>
        new Sender(this, queueOrTopicName);

    /// <summary>All messages, in order.</summary>
    public async Task<IReadOnlyList<StoredMessage>> ReadAsync()
    {
        var all = new List<StoredMessage>();
        var cancel = TestContext.Current.CancellationToken;
        await foreach (var message in new LocalTopic(_connection).ReadAsync(Messenger.Topic, 0, cancellation: cancel))
            all.Add(message);
        return all;
    }

    private void Count(int messages)
    {
        if (Left is <= 0)
            throw new ServiceBusException("unreachable", ServiceBusFailureReason.ServiceCommunicationProblem);
        Left--;
        Sends.Add(messages);
    }

    private sealed class Sender(LimitedTopic topic, string name) : ServiceBusSender(topic, name)
    {
        public override ValueTask<ServiceBusMessageBatch> CreateMessageBatchAsync(
            CancellationToken cancellationToken = default) => CreateMessageBatchAsync(
                new CreateMessageBatchOptions { MaxSizeInBytes = topic.MostBytes }, cancellationToken);

        public override Task SendMessagesAsync(
            ServiceBusMessageBatch messageBatch, CancellationToken cancellationToken = default)
        {
            topic.Count(messageBatch.Count);
            return base.SendMessagesAsync(messageBatch, cancellationToken);
        }
    }
}
