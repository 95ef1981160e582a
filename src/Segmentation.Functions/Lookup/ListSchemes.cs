using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Segmentation.Functions.Lookup;

/// <summary>Shows the schemes of the published run, with a card of each segment, best first.</summary>
public sealed class ListSchemes(PublishedRuns runs, SegmentCards cards)
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
        return Answers.Ok(
            request, published, new { Items = await cards.OfAsync(published, cancel), Next = (string?)null });
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
        var all = await cards.OfAsync(published, cancel);
        return Answers.Ok(request, published, all.Single(card => card.Scheme == scheme));
    }

    /// <summary>The problem of a scheme that the published run does not have.</summary>
    internal static IActionResult UnknownScheme() =>
        Answers.NotFound("unknown-scheme", "the published run has no scheme of this name");
}
