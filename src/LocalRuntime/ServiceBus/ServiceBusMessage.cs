using System.Globalization;

namespace Azure.Messaging.ServiceBus;

/// <summary>A message to send. Times to live and scheduled times are not part of the local runtime.</summary>
public class ServiceBusMessage
{
    private const int MostCharacters = 128;
    private readonly Dictionary<string, object> _applicationProperties = [];
    private string? _messageId;
    private string? _sessionId;

    /// <summary>Makes a message without a body.</summary>
    public ServiceBusMessage()
        : this(default(ReadOnlyMemory<byte>))
    {
    }

    /// <summary>Makes a message out of text, as UTF-8.</summary>
    public ServiceBusMessage(string body)
        : this(new BinaryData(body))
    {
    }

    /// <summary>Makes a message out of bytes.</summary>
    public ServiceBusMessage(ReadOnlyMemory<byte> body)
        : this(BinaryData.FromBytes(body))
    {
    }

    /// <summary>Makes a message out of data.</summary>
    public ServiceBusMessage(BinaryData body)
    {
        ArgumentNullException.ThrowIfNull(body);
        Body = body;
    }

    /// <summary>What is said.</summary>
    public BinaryData Body { get; set; }

    /// <summary>What names the message for duplicate detection: 1 to 128 characters.</summary>
    public string? MessageId
    {
        get => _messageId;
        set => _messageId = value is { Length: > 0 and <= MostCharacters } ? value : throw Wrong("MessageId", 1, value);
    }

    /// <summary>The session, whose messages stay in order: at most 128 characters.</summary>
    public string? SessionId
    {
        get => _sessionId;
        set => _sessionId = value is null or { Length: <= MostCharacters } ? value : throw Wrong("SessionId", 0, value);
    }

    /// <summary>What the message is about, for subscriptions to filter by.</summary>
    public string? Subject { get; set; }

    /// <summary>The media type of the body.</summary>
    public string? ContentType { get; set; }

    /// <summary>What the message belongs to.</summary>
    public string? CorrelationId { get; set; }

    /// <summary>Whom it is for.</summary>
    public string? To { get; set; }

    /// <summary>Where answers go.</summary>
    public string? ReplyTo { get; set; }

    /// <summary>
    /// More words about the message. Values are strings, booleans, numbers, characters, GUIDs, URIs, instants or spans.
    /// </summary>
    public IDictionary<string, object> ApplicationProperties => _applicationProperties;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{{MessageId:{MessageId}}}");

    private static ArgumentException Wrong(string name, int least, string? value) => new(
        $"{name}: found {value?.Length ?? 0} characters; expected {least} to {MostCharacters}.", nameof(value));
}
