using System.Globalization;
using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Segmentation.Engine.Tracking;

namespace Segmentation.Functions.Messages;

/// <summary>
/// Makes messages of events that are JSON on one line, in one pass over its bytes. Id and session are the event's own,
/// so that an event that is sent twice is the same message, and those of one customer stay in order.
/// </summary>
internal static class EventMessage
{
    private const string ContentType = "application/cloudevents+json; charset=utf-8";
    private const int LongestSession = 128;

    // A filter has at most 1,024 characters: no filter could name a longer value.
    private const int LongestProperty = 1024;

    private const int AttributeDepth = 1;
    private const int DataDepth = 2;

    /// <summary>The message of an event.</summary>
    /// <param name="line">The event without a time, as written by this program: <c>data</c> is its only object.</param>
    /// <param name="time">The time that it is given, as events have it.</param>
    public static ServiceBusMessage Of(ReadOnlySpan<byte> line, ReadOnlySpan<byte> time)
    {
        var message = new ServiceBusMessage(Timed(line, time)) { ContentType = ContentType };
        var reader = new Utf8JsonReader(line);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
                continue;
            if (reader.CurrentDepth == AttributeDepth)
                ReadAttribute(ref reader, message);
            else if (reader.CurrentDepth == DataDepth)
                ReadProperty(ref reader, message);
        }

        return message;
    }

    /// <summary>A time as events have it: UTC, ISO 8601.</summary>
    public static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    private static byte[] Timed(ReadOnlySpan<byte> line, ReadOnlySpan<byte> time) =>
        [.. line[..^1], .. ",\"time\":\""u8, .. time, .. "\"}"u8];

    private static void ReadAttribute(ref Utf8JsonReader reader, ServiceBusMessage message)
    {
        if (reader.ValueTextEquals("id"u8))
            message.MessageId = Text(ref reader)!;
        else if (reader.ValueTextEquals("type"u8))
            message.Subject = Text(ref reader)!;
        else if (reader.ValueTextEquals("subject"u8))
            message.SessionId = SessionOf(Text(ref reader)!);
    }

    /// <summary>What can be filtered by; its type never depends on its value, since filters compare by type.</summary>
    private static void ReadProperty(ref Utf8JsonReader reader, ServiceBusMessage message)
    {
        var name = FilterName(ref reader);
        if (name is null || !reader.Read())
            return;
        object? value = (name, reader.TokenType) switch
        {
            ("value", JsonTokenType.Number) => reader.GetDouble(),
            ("run" or "sequence", JsonTokenType.Number) => reader.GetInt64(),
            ("value" or "run" or "sequence", _) => null,
            (_, JsonTokenType.String) => reader.GetString() is { Length: <= LongestProperty } text ? text : null,
            _ => null,
        };
        if (value is not null)
            message.ApplicationProperties[name] = value;
    }

    private static string? FilterName(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("scheme"u8) ? "scheme"
        : reader.ValueTextEquals("from"u8) ? "from"
        : reader.ValueTextEquals("to"u8) ? "to"
        : reader.ValueTextEquals("cause"u8) ? "cause"
        : reader.ValueTextEquals("direction"u8) ? "direction"
        : reader.ValueTextEquals("owner"u8) ? "owner"
        : reader.ValueTextEquals("reason"u8) ? "reason"
        : reader.ValueTextEquals("value"u8) ? "value"
        : reader.ValueTextEquals("run"u8) ? "run"
        : reader.ValueTextEquals("sequence"u8) ? "sequence"
        : null;

    /// <summary>The subject, or a hash of it: the events of one customer stay in one session.</summary>
    internal static string SessionOf(string subject) =>
        subject.Length <= LongestSession ? subject : MessageId.Of(subject);

    private static string? Text(ref Utf8JsonReader reader) => reader.Read() ? reader.GetString() : null;
}
