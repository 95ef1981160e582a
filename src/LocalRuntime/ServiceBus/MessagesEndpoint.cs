using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LocalRuntime.Worker.Http;
using Microsoft.AspNetCore.Http;

namespace LocalRuntime.ServiceBus;

/// <summary>
/// Shows what was sent to the local topics, a JSON per line: <c>GET messages?topic=&amp;after=</c>. It stands in for a
/// subscription, and belongs to the local runtime: in Azure, subscribe to the topic.
/// </summary>
/// <param name="topics">The topics.</param>
internal sealed class MessagesEndpoint(LocalTopic topics)
{
    private const string Newlines = "application/x-ndjson; charset=utf-8";

    /// <summary>The endpoint.</summary>
    public LocalEndpoint Endpoint => new("GET", "messages", AsksForKey: true, AnswerAsync);

    private async Task AnswerAsync(HttpContext context)
    {
        var query = context.Request.Query;
        long after = 0;
        if (query["after"].FirstOrDefault() is { Length: > 0 } text
            && !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out after))
        {
            await Problem.WriteAsync(
                context, StatusCodes.Status400BadRequest, "bad-after",
                "after: expected the topicsequence of a message, such as 118");
            return;
        }

        context.Response.ContentType = Newlines;
        foreach (var topic in query["topic"].FirstOrDefault() is { Length: > 0 } named ? [named] : topics.Names())
            await WriteAsync(context, topic, after);
    }

    private async Task WriteAsync(HttpContext context, string topic, long after)
    {
        await foreach (var message in topics.ReadAsync(topic, after, cancellation: context.RequestAborted))
        {
            await context.Response.Body.WriteAsync(Line(message), context.RequestAborted);
            await context.Response.Body.WriteAsync("\n"u8.ToArray(), context.RequestAborted);
        }
    }

    /// <summary>A message as it was sent, with its place in the topic when it is a JSON object.</summary>
    private static byte[] Line(StoredMessage message)
    {
        if (JsonNode.Parse(message.Body.ToMemory().Span) is not JsonObject body)
            return message.Body.ToArray();
        body["topicsequence"] = message.Sequence;
        return JsonSerializer.SerializeToUtf8Bytes(body, Json);
    }

    private static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
