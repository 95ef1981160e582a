using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Segmentation.Functions.Reviews;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Lookup;

/// <summary>Shows the schemes of the published run, with a card of each segment, best first.</summary>
public sealed class ListSchemes(
    PublishedRuns runs, SegmentCards cards, RunStore files, WorkspaceStore workspaces, ReviewBook reviews,
    TimeProvider time)
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
        var items = await CardsAsync(published, cancel);
        return Answers.Ok(request, ETag(published), new { Items = items, Next = (string?)null });
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
        var all = await CardsAsync(published, cancel);
        return Answers.Ok(request, ETag(published), all.Single(card => card.Scheme == scheme));
    }

    /// <summary>The cards, with when each scheme is looked at by the definitions that are live.</summary>
    private async Task<IReadOnlyList<SchemeCard>> CardsAsync(int run, CancellationToken cancel)
    {
        var (all, published, live) = (await cards.OfAsync(run, cancel), files.Workspace(run), workspaces.Live);
        var plan = new ReviewPlan(reviews.All);
        return
        [
            .. all.Select(card =>
            {
                var known = live?.Schemes.Any(scheme => scheme.Name == card.Scheme) == true ? live : published;
                return card with
                {
                    Review = plan.Of(known, card.Scheme, Days.At(time.GetUtcNow(), known.TimeZone)),
                };
            }),
        ];
    }

    /// <summary>The published run; since one was recorded also the number of reviews, which change the answer too.
    /// </summary>
    private string ETag(int run) => reviews.All.Count is > 0 and var recorded
        ? string.Create(CultureInfo.InvariantCulture, $"\"{run}.{recorded}\"")
        : Answers.ETag(run);

    /// <summary>The problem of a scheme that the published run does not have.</summary>
    internal static IActionResult UnknownScheme() =>
        Answers.NotFound("unknown-scheme", "the published run has no scheme of this name");
}
