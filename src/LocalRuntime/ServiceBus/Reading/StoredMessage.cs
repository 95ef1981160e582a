namespace LocalRuntime.ServiceBus;

/// <summary>A message of a topic, as a subscriber would receive it.</summary>
internal sealed class StoredMessage(long sequence, DateTimeOffset enqueued, MessageHeader header, byte[] body)
{
    /// <summary>Its place in the topic, from 1.</summary>
    public long Sequence { get; } = sequence;

    /// <summary>When it was stored.</summary>
    public DateTimeOffset EnqueuedTime { get; } = enqueued;

    /// <summary>What names it; null for none.</summary>
    public string? MessageId => header.MessageId;

    /// <summary>Its session; null for none.</summary>
    public string? SessionId => header.SessionId;

    /// <summary>What it is about.</summary>
    public string? Subject => header.Subject;

    /// <summary>The media type of the body.</summary>
    public string? ContentType => header.ContentType;

    /// <summary>What it belongs to.</summary>
    public string? CorrelationId => header.CorrelationId;

    /// <summary>Whom it is for.</summary>
    public string? To => header.To;

    /// <summary>Where answers go.</summary>
    public string? ReplyTo => header.ReplyTo;

    /// <summary>What is said.</summary>
    public BinaryData Body { get; } = new(body);

    /// <summary>More words about it, with the types they were sent with.</summary>
    public IReadOnlyDictionary<string, object?> ApplicationProperties { get; } = header.Properties is null
        ? new Dictionary<string, object?>()
        : header.Properties.ToDictionary(pair => pair.Key, pair => pair.Value.ToValue());
}
