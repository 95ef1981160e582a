using LocalRuntime.Worker.Http;
using Microsoft.AspNetCore.Http;

namespace LocalRuntime.ServiceBus;

/// <summary>
/// Shows what was sent to the local topics, a JSON per line or as server-sent events:
/// <c>GET messages?topic=&amp;after=&amp;filter=&amp;follow=</c>. It stands in for a subscription, and belongs to the
/// local runtime: in Azure, subscribe to the topic.
/// </summary>
/// <param name="topics">The topics.</param>
/// <param name="stopping">Ends answers that would go on.</param>
internal sealed class MessagesEndpoint(LocalTopic topics, CancellationToken stopping)
{
    /// <summary>After how long without a message a comment tells that the connection is alive.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    private const string Lines = "application/x-ndjson; charset=utf-8";

    /// <summary>The endpoint.</summary>
    public LocalEndpoint Endpoint => new("GET", "messages", AsksForKey: true, AnswerAsync);

    private async Task AnswerAsync(HttpContext context)
    {
        MessageQuery query;
        try
        {
            query = MessageQuery.Of(context.Request);
        }
        catch (QueryException fault)
        {
            await Problem.WriteAsync(context, StatusCodes.Status400BadRequest, fault.Code, fault.Message);
            return;
        }

        context.Response.ContentType = query.AsEvents ? MessageQuery.Events : Lines;
        context.Response.Headers.CacheControl = "no-store";
        if (HttpMethods.IsHead(context.Request.Method))
            return;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            await WriteAsync(context.Response, query, ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The client went away, or the app ends.
        }
    }

    private async Task WriteAsync(HttpResponse response, MessageQuery query, CancellationToken cancel)
    {
        var feed = new MessageFeed(topics, query.Topic, query.After, query.Filter);
        while (true)
        {
            await foreach (var message in feed.NextAsync(cancel))
            {
                var text = query.AsEvents ? MessageText.Event(message) : MessageText.Line(message) + "\n";
                await response.WriteAsync(text, cancel);
            }

            // The client sees at once that it is connected, and what there is.
            await response.Body.FlushAsync(cancel);
            if (!query.Follow)
                return;
            await WaitAsync(response, feed.WaitAsync(cancel), query.AsEvents, cancel);
        }
    }

    private async Task WaitAsync(HttpResponse response, Task change, bool asEvents, CancellationToken cancel)
    {
        while (asEvents && !change.IsCompleted)
        {
            await change.WaitAsync(Heartbeat, topics.Clock, cancel)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (change.IsCompleted)
                break;
            await response.WriteAsync(": no message for a while\n\n", cancel);
            await response.Body.FlushAsync(cancel);
        }

        await change;
    }
}
