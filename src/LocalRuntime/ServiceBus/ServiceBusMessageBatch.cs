using LocalRuntime.ServiceBus;

namespace Azure.Messaging.ServiceBus;

/// <summary>Messages that are sent together: all or none.</summary>
public sealed class ServiceBusMessageBatch : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<EncodedMessage> _messages = [];
    private bool _isSending;

    /// <summary>Makes an empty batch.</summary>
    internal ServiceBusMessageBatch(long maxSizeInBytes) => MaxSizeInBytes = maxSizeInBytes;

    /// <summary>How many messages it has.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _messages.Count;
        }
    }

    /// <summary>The largest size it may have, in bytes.</summary>
    public long MaxSizeInBytes { get; }

    /// <summary>The size it has, in bytes.</summary>
    public long SizeInBytes { get; private set; } = EncodedMessage.BatchBytes;

    /// <summary>Adds a message as it is now; false when the batch would be too large.</summary>
    public bool TryAddMessage(ServiceBusMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var encoded = EncodedMessage.Of(message);
        lock (_gate)
        {
            if (_isSending)
                throw new InvalidOperationException("batch: it is being sent; expected no change until it is.");
            if (SizeInBytes + encoded.Size > MaxSizeInBytes)
                return false;
            _messages.Add(encoded);
            SizeInBytes += encoded.Size;
            return true;
        }
    }

    /// <summary>Empties the batch.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_isSending)
                throw new InvalidOperationException("batch: it is being sent; expected no change until it is.");
            _messages.Clear();
            SizeInBytes = EncodedMessage.BatchBytes;
        }
    }

    /// <summary>Keeps the batch as it is while it is sent, and gives its messages.</summary>
    internal EncodedMessage[] StartSending()
    {
        lock (_gate)
        {
            _isSending = true;
            return [.. _messages];
        }
    }

    /// <summary>Lets the batch change again.</summary>
    internal void EndSending()
    {
        lock (_gate)
            _isSending = false;
    }
}
