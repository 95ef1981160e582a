using System.Runtime.Serialization;
using System.Text.Json;
using Azure.Messaging.ServiceBus;

namespace LocalRuntime.ServiceBus;

/// <summary>A message as it is stored.</summary>
/// <param name="MessageId">What names it; null for none.</param>
/// <param name="SessionId">Its session; null for none.</param>
/// <param name="Header">Its properties as JSON.</param>
/// <param name="Body">Its body.</param>
internal sealed record EncodedMessage(string? MessageId, string? SessionId, byte[] Header, ReadOnlyMemory<byte> Body)
{
    /// <summary>The most that may be sent at once, in bytes.</summary>
    public const int MostBytes = 256 * 1024;

    /// <summary>What a batch counts by itself, in bytes.</summary>
    public const int BatchBytes = 88;

    // What AMQP adds to the values of a message, roughly.
    private const int FrameBytes = 64;
    private const int MostPropertyBytes = 32 * 1024;
    private const int MostPropertiesBytes = 64 * 1024;

    /// <summary>How many bytes it counts; close to, and not below, what AMQP would need.</summary>
    public long Size => FrameBytes + Header.Length + Body.Length;

    /// <summary>A message as it is now.</summary>
    /// <exception cref="SerializationException">A property has a type or a size that no property may have.</exception>
    public static EncodedMessage Of(ServiceBusMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var header = new MessageHeader(
            message.MessageId,
            message.SessionId,
            message.Subject,
            message.ContentType,
            message.CorrelationId,
            message.To,
            message.ReplyTo,
            Properties(message.ApplicationProperties));
        var bytes = JsonSerializer.SerializeToUtf8Bytes(header, MessageJson.Default.MessageHeader);
        // The caller may use its buffer again.
        var body = message.Body?.ToArray() ?? [];
        return new EncodedMessage(message.MessageId, message.SessionId, bytes, body);
    }

    /// <summary>The refusal of too many bytes.</summary>
    public static ServiceBusException TooLarge(string topic, long size) => new(
        $"message: {size} bytes; expected at most {MostBytes}. Send less at once.",
        ServiceBusFailureReason.MessageSizeExceeded,
        topic);

    private static Dictionary<string, TypedText>? Properties(IDictionary<string, object> properties)
    {
        if (properties.Count == 0)
            return null;
        var typed = new Dictionary<string, TypedText>(properties.Count, StringComparer.Ordinal);
        long total = 0;
        foreach (var (name, value) in properties)
        {
            var text = TypedText.Of(name, value);
            var size = (name.Length + text.Text.Length) * 2L;
            total += size;
            if (size > MostPropertyBytes || total > MostPropertiesBytes)
                throw new SerializationException(
                    $"property '{name}': {size} bytes, {total} with those before; expected at most 32 and 64 KiB.");
            typed.Add(name, text);
        }

        return typed;
    }
}
