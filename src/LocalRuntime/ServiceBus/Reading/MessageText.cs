using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalRuntime.ServiceBus;

/// <summary>Messages as text.</summary>
internal static class MessageText
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>
    /// The body on one line, with its place in the topic when it is a JSON object; as a JSON string when it is no JSON.
    /// </summary>
    public static string Line(StoredMessage message)
    {
        var body = Body(message);
        if (body is JsonObject known)
            known["topicsequence"] = message.Sequence;
        return JsonSerializer.Serialize(body, Json);
    }

    /// <summary>A server-sent event: its id is the place in the topic, and its type the subject.</summary>
    public static string Event(StoredMessage message)
    {
        var type = message.Subject is { Length: > 0 } subject && !subject.Any(char.IsControl)
            ? $"event: {subject}\n"
            : "";
        return string.Create(CultureInfo.InvariantCulture, $"id: {message.Sequence}\n{type}data: {Line(message)}\n\n");
    }

    private static JsonNode? Body(StoredMessage message)
    {
        try
        {
            return JsonNode.Parse(message.Body.ToMemory().Span);
        }
        catch (JsonException)
        {
            return JsonValue.Create(message.Body.ToString());
        }
    }
}
