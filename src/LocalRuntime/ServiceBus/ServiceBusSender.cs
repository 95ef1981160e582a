using LocalRuntime.ServiceBus;

namespace Azure.Messaging.ServiceBus;

/// <summary>Sends messages to one topic. Senders may be used by several threads at once.</summary>
public class ServiceBusSender : IAsyncDisposable
{
    private readonly ServiceBusClient _client;
    private bool _isClosed;

    /// <summary>For a test double, which overrides what it is asked for.</summary>
    protected ServiceBusSender()
    {
        _client = null!;
        EntityPath = "";
    }

    /// <summary>Opens a topic.</summary>
    protected internal ServiceBusSender(ServiceBusClient client, string queueOrTopicName)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentException.ThrowIfNullOrWhiteSpace(queueOrTopicName);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(queueOrTopicName.Length, 260, nameof(queueOrTopicName));
        _client = client;
        EntityPath = queueOrTopicName;
    }

    /// <summary>The topic.</summary>
    public virtual string EntityPath { get; }

    /// <summary>Whether the sender was closed.</summary>
    public virtual bool IsClosed => _isClosed || _client.IsClosed;

    /// <summary>Makes an empty batch of at most 256 KiB.</summary>
    public virtual ValueTask<ServiceBusMessageBatch> CreateMessageBatchAsync(
        CancellationToken cancellationToken = default) => CreateMessageBatchAsync(new(), cancellationToken);

    /// <summary>Makes an empty batch.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It would be larger than may be sent.</exception>
    public virtual ValueTask<ServiceBusMessageBatch> CreateMessageBatchAsync(
        CreateMessageBatchOptions options, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(IsClosed, this);
        cancellationToken.ThrowIfCancellationRequested();
        var size = options?.MaxSizeInBytes ?? EncodedMessage.MostBytes;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, EncodedMessage.MostBytes, nameof(options));
        return ValueTask.FromResult(new ServiceBusMessageBatch(size));
    }

    /// <summary>Sends a message.</summary>
    /// <exception cref="ServiceBusException">It is larger than 256 KiB.</exception>
    public virtual Task SendMessageAsync(ServiceBusMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        return SendMessagesAsync([message], cancellationToken);
    }

    /// <summary>Sends messages, all or none.</summary>
    /// <exception cref="ServiceBusException">Together they are larger than 256 KiB.</exception>
    public virtual async Task SendMessagesAsync(
        IEnumerable<ServiceBusMessage> messages, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var encoded = messages.Select(EncodedMessage.Of).ToArray();
        if (encoded.Sum(message => message.Size) > EncodedMessage.MostBytes)
            throw EncodedMessage.TooLarge(EntityPath, encoded.Sum(message => message.Size));
        await SendAsync(encoded, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends a batch, all or nothing.</summary>
    public virtual async Task SendMessagesAsync(
        ServiceBusMessageBatch messageBatch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messageBatch);
        try
        {
            await SendAsync(messageBatch.StartSending(), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            messageBatch.EndSending();
        }
    }

    /// <summary>Closes the sender.</summary>
    public virtual Task CloseAsync(CancellationToken cancellationToken = default)
    {
        _isClosed = true;
        return Task.CompletedTask;
    }

    /// <summary>Closes the sender.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        await CloseAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    private async Task SendAsync(EncodedMessage[] messages, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(IsClosed, this);
        cancellationToken.ThrowIfCancellationRequested();
        if (messages.Length > 0)
            await _client.Store.SendAsync(EntityPath, messages).ConfigureAwait(false);
    }
}
