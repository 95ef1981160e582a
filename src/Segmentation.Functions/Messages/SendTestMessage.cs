using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Segmentation.Functions.Lookup;
using Segmentation.Functions.OpenApi;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Messages;

/// <summary>What a test message may say.</summary>
/// <param name="Author">Who sends it; null when not said. At most 200 characters.</param>
/// <param name="Note">What for; null when not said. At most 1,000 characters.</param>
public sealed record TestMessageBody(string? Author, string? Note);

/// <summary>A test message that was sent.</summary>
/// <param name="Id">Its id, by which a subscriber finds it.</param>
/// <param name="Type">Its type.</param>
/// <param name="Session">Its session.</param>
/// <param name="SentAt">When it was sent.</param>
public sealed record SentTestMessage(string Id, string Type, string Session, DateTimeOffset SentAt);

/// <summary>Sends a message about nothing, so that a team can try its subscription without touching data.</summary>
public sealed class SendTestMessage(WorkspaceStore workspaces, Messenger messenger, TestMessagePace pace)
{
    /// <summary>The subject of test messages, and so their session.</summary>
    public const string Subject = "test";

    private const int LongestAuthor = 200;
    private const int LongestNote = 1_000;

    /// <summary>Sends one: <c>{"author": "ana@example.com", "note": "new subscription"}</c>, or an empty body.
    /// </summary>
    [Function(nameof(SendTestMessage))]
    [Operation("Sends one test message to the topic")]
    [Body(typeof(TestMessageBody), IsOptional = true)]
    [Answers(202, typeof(SentTestMessage), "It was sent")]
    [Fails(400, "malformed-json", "too-long")]
    [Fails(409, "no-workspace")]
    [Fails(429, "too-many-tests")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "messages/test")] HttpRequest request,
        CancellationToken cancel)
    {
        if (await ReadAsync(request, cancel) is not { } body)
            return Answers.BadRequest(
                "malformed-json", """body: expected nothing, or {"author": "ana@example.com", "note": "..."}""");
        if (body.Author?.Length > LongestAuthor || body.Note?.Length > LongestNote)
            return Answers.BadRequest("too-long", string.Create(
                CultureInfo.InvariantCulture,
                $"body: expected at most {LongestAuthor} characters of author and {LongestNote} of note"));
        if (workspaces.Live is not { } workspace)
            return Answers.Conflict("no-workspace", "there are no current definitions, whose name messages have");
        if (pace.Next() is not { } now)
            return Answers.TooMany(
                request, TestMessagePace.Least, "too-many-tests", "one test message a second is sent; try again");
        // Two instances of the app may send in the same moment: these are two messages.
        var version = Path.GetRandomFileName();
        var told = CloudEvent.Of(
            workspace.Name, "test", Subject, version, new { SentBy = body.Author, body.Note });
        await messenger.SendAsync([told], now, ParkedEvents.OfNoRun, cancel);
        using var sent = JsonDocument.Parse(told);
        return Answers.Accepted(new SentTestMessage(
            sent.RootElement.GetProperty("id").GetString()!, sent.RootElement.GetProperty("type").GetString()!, Subject,
            now));
    }

    private static async Task<TestMessageBody?> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        using var reader = new StreamReader(request.Body);
        var text = await reader.ReadToEndAsync(cancel);
        return string.IsNullOrWhiteSpace(text)
            ? new TestMessageBody(null, null)
            : StrictBody.Parse<TestMessageBody>(text);
    }
}

/// <summary>Lets an instance of the app send one test message a second.</summary>
/// <param name="time">The clock.</param>
public sealed class TestMessagePace(TimeProvider time)
{
    /// <summary>The least time between two.</summary>
    public static readonly TimeSpan Least = TimeSpan.FromSeconds(1);

    private long _last;

    /// <summary>The time, when a message may be sent now; else null.</summary>
    public DateTimeOffset? Next()
    {
        var (now, last) = (time.GetUtcNow(), Interlocked.Read(ref _last));
        return now.UtcTicks - last >= Least.Ticks
            ? Interlocked.CompareExchange(ref _last, now.UtcTicks, last) == last ? now : null
            : null;
    }
}
