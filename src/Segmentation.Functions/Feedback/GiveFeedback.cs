using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Segmentation.Engine.Tracking;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Lookup;
using Segmentation.Functions.OpenApi;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Feedback;

/// <summary>What a vote came to.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="Scheme">The scheme.</param>
/// <param name="Segment">The customer's segment, which was voted on.</param>
/// <param name="Votes">The votes on it that stand, one for each author.</param>
/// <param name="Wrong">Those of them that say wrong.</param>
/// <param name="Precision">The share of the others, from 0 to 1.</param>
/// <param name="NeedsAttention">Whether so many say wrong that the customer needs attention.</param>
public sealed record FeedbackAnswer(
    string Customer, string Scheme, string Segment, long Votes, long Wrong, decimal? Precision, bool NeedsAttention);

/// <summary>The votes on a customer.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="Items">The votes, by scheme and author.</param>
/// <param name="Next">Always null: all are in one page.</param>
public sealed record FeedbackList(string Customer, IReadOnlyList<FeedbackItem> Items, string? Next);

/// <summary>A vote.</summary>
/// <param name="Scheme">The scheme.</param>
/// <param name="Segment">The segment that was voted on.</param>
/// <param name="Verdict"><c>wrong-segment</c> or <c>right-segment</c>.</param>
/// <param name="Suggested">The segment that would be right; null when not said.</param>
/// <param name="Author">Who said so.</param>
/// <param name="Comment">Why; null when not said.</param>
/// <param name="At">When.</param>
/// <param name="Stands">Whether the customer has stayed there since; else the vote does not count any more.</param>
public sealed record FeedbackItem(
    string Scheme, string Segment, string Verdict, string? Suggested, string Author, string? Comment,
    DateTimeOffset At, bool Stands);

/// <summary>Takes what people say about the segments of customers, and shows it.</summary>
public sealed partial class GiveFeedback(
    AskedCustomers customers, PublishedRuns published, FeedbackLedger ledger, StandingVotes votes,
    FeedbackWatch watch, TimeProvider time, ILogger<GiveFeedback> logger)
{
    private const string Route = "customers/{id}/feedback";

    /// <summary>Takes a vote: <c>{"scheme", "verdict", "suggested", "author", "comment"}</c>.</summary>
    [Function("GiveFeedback")]
    [Operation("Says whether a customer is in the right segment; the last vote of an author counts")]
    [Body(typeof(FeedbackBody))]
    [Answers(StatusCodes.Status201Created, typeof(FeedbackAnswer), "The author's first vote on it")]
    [Answers(StatusCodes.Status200OK, typeof(FeedbackAnswer), "It takes the place of the author's last vote")]
    [Fails(
        StatusCodes.Status400BadRequest, "malformed-json", "bad-verdict", "unknown-segment", "no-author",
        "long-author", "long-comment")]
    [Fails(StatusCodes.Status404NotFound, "unknown-customer", "unknown-scheme")]
    [Fails(StatusCodes.Status409Conflict, "awaiting-first-run", "ambiguous-customer")]
    public async Task<IActionResult> GiveAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = Route)] HttpRequest request, string id,
        CancellationToken cancel)
    {
        var (asked, problem) = await customers.OfAsync(request, id, cancel);
        if (asked is null)
            return problem!;
        var (body, malformed) = await FeedbackBody.ReadAsync(request.Body, cancel);
        if (body is null)
            return malformed!;
        if (body.Scheme is null || customers.Scheme(asked.Run, body.Scheme) is not { } scheme)
            return ListSchemes.UnknownScheme();
        if (body.Problem(scheme) is { } wrong)
            return wrong;
        var segment = SegmentOf(asked, scheme.Name);
        var isNew = await ledger.SetAsync(new FeedbackRow
        {
            Customer = asked.Customer,
            Scheme = scheme.Name,
            Segment = segment,
            Run = asked.Run.Run,
            IsWrong = body.Verdict == FeedbackBody.Wrong,
            Suggested = body.Suggested,
            Author = body.Author!.Trim(),
            Comment = string.IsNullOrWhiteSpace(body.Comment) ? null : body.Comment.Trim(),
            At = time.GetUtcNow(),
        }, cancel);
        var counts = FeedbackCounts.Of((await votes.InAsync(asked.Run.Run, cancel))
            .Where(vote => vote.Customer == asked.Customer && vote.Row.Scheme == scheme.Name));
        if (counts.IsRaised)
            await AnnounceAsync(cancel);
        var answer = new FeedbackAnswer(
            asked.Customer, scheme.Name, segment, counts.Votes, counts.Wrong, counts.Precision, counts.IsRaised);
        return isNew ? Answers.Created(answer) : Answers.Ok(answer);
    }

    /// <summary>The votes on a customer, those that do not stand any more too.</summary>
    [Function("ListFeedback")]
    [Operation("Lists what people said about the segments of a customer")]
    [Answers(StatusCodes.Status200OK, typeof(FeedbackList), "The votes")]
    [Fails(StatusCodes.Status404NotFound, "unknown-customer")]
    [Fails(StatusCodes.Status409Conflict, "awaiting-first-run", "ambiguous-customer")]
    public async Task<IActionResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = Route)] HttpRequest request, string id,
        CancellationToken cancel)
    {
        var (asked, problem) = await customers.OfAsync(request, id, cancel);
        if (asked is null)
            return problem!;
        var own = (await ledger.AllAsync(cancel))
            .Where(row => row.Customer == asked.Customer || asked.Aliases.Contains(row.Customer));
        return Answers.Ok(new FeedbackList(
            asked.Customer,
            [
                .. own.OrderBy(row => row.Scheme, StringComparer.Ordinal)
                    .ThenBy(row => row.Author, StringComparer.Ordinal)
                    .Select(row => Item(row, votes.In(asked.Run.Run, row) is not null)),
            ],
            Next: null));
    }

    /// <summary>The vote is stored: when the topic is away, <c>Reconcile</c> announces it later.</summary>
    private async Task AnnounceAsync(CancellationToken cancel)
    {
        try
        {
            await watch.LookAsync(cancel);
        }
        catch (Exception fault) when (StorageAway.Is(fault))
        {
            Log.NotTold(
                logger,
                fault is ServiceBusException ? Fault.OfTopic(fault.Message) : Fault.OfStorage(fault.Message));
        }
    }

    private string SegmentOf(AskedCustomer asked, string scheme)
    {
        var (shard, row) = published.Find(asked.Run.Run, asked.Customer)!.Value;
        return (string)CellValue.Of(shard.Find(ScoredShard.SegmentName(scheme)), row)!;
    }

    private static FeedbackItem Item(FeedbackRow row, bool stands) => new(
        row.Scheme, row.Segment, row.IsWrong ? FeedbackBody.Wrong : FeedbackBody.Right, row.Suggested, row.Author,
        row.Comment, row.At, stands);

    private static partial class Log
    {
        [LoggerMessage(4001, LogLevel.Warning, "feedback is stored, and announced later: {Problem}")]
        public static partial void NotTold(ILogger logger, string problem);
    }
}
