using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Segmentation.Functions.Feedback;
using Segmentation.Functions.OpenApi;
using Segmentation.Functions.Reads;
using Segmentation.Functions.Reviews;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Lookup;

/// <summary>Shows the schemes of the published run, with a card of each segment, best first.</summary>
public sealed class ListSchemes(
    PublishedRuns runs, SegmentCards cards, RunStore files, ReviewBook reviews, SchemeReads use, StandingVotes votes,
    ReadCounter reads, TimeProvider time)
{
    /// <summary>All schemes.</summary>
    [Function("ListSchemes")]
    [Operation("What schemes are for, with a card of each segment, best first")]
    [Answers(200, typeof(SchemeList), "the schemes of the published run; none before the first", HasETag = true)]
    [Answers(304, null, "the answer to this ETag has not changed")]
    public async Task<IActionResult> AllAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "schemes")] HttpRequest request,
        CancellationToken cancel)
    {
        var published = (await runs.PointerAsync(cancel)).Published;
        if (published == 0)
            return Answers.Ok(new SchemeList([], null));
        var (items, etag) = await CardsAsync(published, cancel);
        return Answers.Ok(request, etag, new SchemeList(items, null));
    }

    /// <summary>One scheme.</summary>
    [Function("ShowScheme")]
    [Operation("What a scheme is for, with a card of each segment, best first")]
    [Answers(200, typeof(SchemeCard), "the scheme in the published run", HasETag = true)]
    [Answers(304, null, "the answer to this ETag has not changed")]
    [Fails(404, "unknown-scheme")]
    public async Task<IActionResult> OneAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "schemes/{scheme}")] HttpRequest request,
        string scheme, CancellationToken cancel)
    {
        var published = (await runs.PointerAsync(cancel)).Published;
        if (published == 0 || !(await runs.GetAsync(published, cancel)).Schemes.Contains(scheme))
            return UnknownScheme();
        reads.Count(request, scheme);
        var (all, etag) = await CardsAsync(published, cancel);
        return Answers.Ok(request, etag, all.Single(card => card.Scheme == scheme));
    }

    /// <summary>
    /// The cards, with when each scheme is looked at again, who asks for it, and how people judge its segments; and
    /// their ETag: the run, behind it how many reviews were recorded, when there are any, the day, when reads are
    /// counted, and the last vote, when people voted.
    /// </summary>
    private async Task<(IReadOnlyList<SchemeCard> Cards, string ETag)> CardsAsync(int run, CancellationToken cancel)
    {
        var (all, workspace, recorded) = (await cards.OfAsync(run, cancel), files.Workspace(run), reviews.All);
        var (plan, now, uses) = (new ReviewPlan(recorded), time.GetUtcNow(), await use.AllAsync(cancel));
        var today = Days.At(now, workspace.TimeZone);
        var tag = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{run}");
        if (recorded.Count > 0)
            tag.Append(CultureInfo.InvariantCulture, $".{recorded.Count}");
        if (uses.Count > 0)
            tag.Append(CultureInfo.InvariantCulture, $".{now.UtcDateTime:yyyy-MM-dd}");
        var said = await votes.InAsync(run, cancel);
        if (said.Count > 0)
            tag.Append(CultureInfo.InvariantCulture, $".{said.Count}-{said.Max(vote => vote.Row.At).UtcTicks:x}");
        return (
            [
                .. all.Select(card => card.With(said) with
                {
                    Review = plan.Of(workspace, card.Scheme, today),
                    Reads = uses.GetValueOrDefault(card.Scheme),
                }),
            ],
            $"\"{tag}\"");
    }

    /// <summary>The problem of a scheme that the published run does not have.</summary>
    internal static IActionResult UnknownScheme() =>
        Answers.NotFound("unknown-scheme", "the published run has no scheme of this name");
}

/// <summary>The schemes of the published run.</summary>
/// <param name="Items">The schemes, by name.</param>
/// <param name="Next">Always null: all are on one page.</param>
internal sealed record SchemeList(IReadOnlyList<SchemeCard> Items, string? Next);
