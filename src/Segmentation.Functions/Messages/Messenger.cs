using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Messaging.ServiceBus;
using Segmentation.Functions.Hosting;

namespace Segmentation.Functions.Messages;

/// <summary>
/// Sends CloudEvents in structured JSON to the topic. Id and session are the event's own, so that a message that is
/// sent
/// twice is the same message, and those of one customer stay in order.
/// </summary>
/// <param name="client">The topic's namespace.</param>
public sealed class Messenger(ServiceBusClient client)
{
    /// <summary>The topic.</summary>
    public const string Topic = "segment-transitions";

    private const string ContentType = "application/cloudevents+json; charset=utf-8";

    private const int LongestSession = 128;

    private static readonly string[] Filters =
        ["scheme", "from", "to", "cause", "direction", "owner", "value", "run", "sequence"];

    private readonly ServiceBusSender _sender = client.CreateSender(Topic);

    /// <summary>Sends events in their order.</summary>
    /// <param name="events">The events as JSON, without a time.</param>
    /// <param name="time">The time that they are given.</param>
    /// <param name="cancel">Ends the work between two batches.</param>
    public async Task SendAsync(IReadOnlyList<byte[]> events, DateTimeOffset time, CancellationToken cancel)
    {
        var batch = await _sender.CreateMessageBatchAsync(cancel);
        try
        {
            foreach (var message in events.Select(line => Message(line, time)))
            {
                if (batch.TryAddMessage(message))
                    continue;
                await _sender.SendMessagesAsync(batch, cancel);
                batch.Dispose();
                batch = await _sender.CreateMessageBatchAsync(cancel);
                if (!batch.TryAddMessage(message))
                    await _sender.SendMessageAsync(message, cancel);
            }

            if (batch.Count > 0)
                await _sender.SendMessagesAsync(batch, cancel);
        }
        finally
        {
            batch.Dispose();
        }
    }

    /// <summary>A time as events have it: UTC, ISO 8601.</summary>
    internal static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    private static ServiceBusMessage Message(byte[] line, DateTimeOffset time)
    {
        var cloudEvent = JsonNode.Parse(line)!.AsObject();
        cloudEvent["time"] = Time(time);
        var subject = (string)cloudEvent["subject"]!;
        var message = new ServiceBusMessage(JsonSerializer.SerializeToUtf8Bytes(cloudEvent, Json.Options))
        {
            MessageId = (string)cloudEvent["id"]!,
            SessionId = subject.Length <= LongestSession ? subject : (string)cloudEvent["id"]!,
            Subject = (string)cloudEvent["type"]!,
            ContentType = ContentType,
        };
        var data = cloudEvent["data"]!.AsObject();
        foreach (var name in Filters)
        {
            if (Property(data[name]) is { } value)
                message.ApplicationProperties[name] = value;
        }

        return message;
    }

    private static object? Property(JsonNode? node) => node?.GetValueKind() switch
    {
        JsonValueKind.String => (string)node!,
        JsonValueKind.Number => node.AsValue().TryGetValue<long>(out var whole)
            ? (object)whole
            : (double)node.AsValue(),
        _ => null,
    };
}
