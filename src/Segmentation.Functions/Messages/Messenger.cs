using System.Text;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Logging;
using Segmentation.Functions.Blobs;

namespace Segmentation.Functions.Messages;

/// <summary>
/// Sends CloudEvents in structured JSON to the topic. An event that is too large for the topic becomes a file instead.
/// </summary>
/// <param name="client">The topic's namespace.</param>
/// <param name="data">Where events that are too large are parked.</param>
/// <param name="logger">The log.</param>
public sealed partial class Messenger(ServiceBusClient client, BlobStore data, ILogger<Messenger> logger)
{
    /// <summary>The topic.</summary>
    public const string Topic = "segment-transitions";

    private readonly ServiceBusSender _sender = client.CreateSender(Topic);

    /// <summary>Sends events in their order.</summary>
    /// <param name="events">The events as JSON, without a time.</param>
    /// <param name="time">The time that they are given.</param>
    /// <param name="parking">The folder of events that are too large: a file each, named by the event's id.</param>
    /// <param name="cancel">Ends the work between two batches.</param>
    public async Task SendAsync(
        IReadOnlyList<byte[]> events, DateTimeOffset time, string parking, CancellationToken cancel)
    {
        var stamp = Encoding.UTF8.GetBytes(EventMessage.Time(time));
        var batch = await _sender.CreateMessageBatchAsync(cancel);
        try
        {
            foreach (var line in events)
            {
                var message = EventMessage.Of(line, stamp);
                if (batch.TryAddMessage(message))
                    continue;
                if (batch.Count > 0)
                {
                    await _sender.SendMessagesAsync(batch, cancel);
                    batch.Dispose();
                    batch = await _sender.CreateMessageBatchAsync(cancel);
                }

                if (!batch.TryAddMessage(message))
                    Park(message, parking);
            }

            if (batch.Count > 0)
                await _sender.SendMessagesAsync(batch, cancel);
        }
        finally
        {
            batch.Dispose();
        }
    }

    private void Park(ServiceBusMessage message, string parking)
    {
        var (name, body) = ($"{parking}/{message.MessageId}.json", message.Body.ToMemory());
        data.Write(name, body);
        Log.Parked(logger, message.MessageId!, body.Length, name);
    }

    private static partial class Log
    {
        [LoggerMessage(4000, LogLevel.Warning, "event {Event}: {Bytes} bytes are too large to send; parked as {Name}")]
        public static partial void Parked(ILogger logger, string @event, int bytes, string name);
    }
}
