using System.Text.Json.Serialization;

namespace LocalRuntime.ServiceBus;

/// <summary>What is stored of a message beside its body. The names are on disk: append only.</summary>
internal sealed record MessageHeader(
    string? MessageId,
    string? SessionId,
    string? Subject,
    string? ContentType,
    string? CorrelationId,
    string? To,
    string? ReplyTo,
    Dictionary<string, TypedText>? Properties);

/// <summary>Writes and reads headers without reflection.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MessageHeader))]
internal sealed partial class MessageJson : JsonSerializerContext;
