using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Segmentation.Functions.Feedback;
using Segmentation.Functions.Reviews;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Lookup;

/// <summary>Shows the schemes of the published run, with a card of each segment, best first.</summary>
public sealed class ListSchemes(
    PublishedRuns runs, SegmentCards cards, RunStore files, ReviewBook reviews, StandingVotes votes, TimeProvider time)
{
    /// <summary>All schemes.</summary>
    [Function("ListSchemes")]
    public async Task<IActionResult> AllAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "schemes")] HttpRequest request,
        CancellationToken cancel)
    {
        var published = (await runs.PointerAsync(cancel)).Published;
        if (published == 0)
            return Answers.Ok(new { Items = Array.Empty<object>(), Next = (string?)null });
        var (items, etag) = await CardsAsync(published, cancel);
        return Answers.Ok(request, etag, new { Items = items, Next = (string?)null });
    }

    /// <summary>One scheme.</summary>
    [Function("ShowScheme")]
    public async Task<IActionResult> OneAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "schemes/{scheme}")] HttpRequest request,
        string scheme, CancellationToken cancel)
    {
        var published = (await runs.PointerAsync(cancel)).Published;
        if (published == 0 || !(await runs.GetAsync(published, cancel)).Schemes.Contains(scheme))
            return UnknownScheme();
        var (all, etag) = await CardsAsync(published, cancel);
        return Answers.Ok(request, etag, all.Single(card => card.Scheme == scheme));
    }

    /// <summary>The cards, with when each scheme is looked at again and how people judge segments; and their ETag: the
    /// run, and behind it what was recorded and said since, when there is any.</summary>
    private async Task<(IReadOnlyList<SchemeCard> Cards, string ETag)> CardsAsync(int run, CancellationToken cancel)
    {
        var (all, workspace, recorded) = (await cards.OfAsync(run, cancel), files.Workspace(run), reviews.All);
        var (plan, today) = (new ReviewPlan(recorded), Days.At(time.GetUtcNow(), workspace.TimeZone));
        var said = await votes.InAsync(run, cancel);
        return (
            [.. all.Select(card => card.With(said) with { Review = plan.Of(workspace, card.Scheme, today) })],
            ETag(run, recorded.Count, said));
    }

    private static string ETag(int run, int reviews, IReadOnlyList<StandingVote> said)
    {
        var recorded = reviews == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $".{reviews}");
        var voted = said.Count == 0 ? "" : string.Create(
            CultureInfo.InvariantCulture, $".{said.Count}-{said.Max(vote => vote.Row.At).UtcTicks:x}");
        return string.Create(CultureInfo.InvariantCulture, $"\"{run}{recorded}{voted}\"");
    }

    /// <summary>The problem of a scheme that the published run does not have.</summary>
    internal static IActionResult UnknownScheme() =>
        Answers.NotFound("unknown-scheme", "the published run has no scheme of this name");
}
