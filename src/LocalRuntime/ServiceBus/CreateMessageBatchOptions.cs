namespace Azure.Messaging.ServiceBus;

/// <summary>What a batch may be.</summary>
public class CreateMessageBatchOptions
{
    private long? _maxSizeInBytes;

    /// <summary>The largest size of the batch in bytes; null for the largest that may be sent, 256 KiB.</summary>
    public long? MaxSizeInBytes
    {
        get => _maxSizeInBytes;
        set
        {
            if (value is { } size)
                ArgumentOutOfRangeException.ThrowIfNegative(size, nameof(value));
            _maxSizeInBytes = value;
        }
    }
}
