using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Segmentation.Functions.Health;
using Segmentation.Functions.Reviews;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Lookup;

/// <summary>Shows how the segmentation of the published run is.</summary>
public sealed class ShowSegmentationHealth(
    PublishedRuns runs, RunStore files, RunHealth health, ReviewBook reviews, TimeProvider time)
{
    /// <summary>Verdicts and figures, with the moves and the worth of segments, and when reviews are due.</summary>
    [Function(nameof(ShowSegmentationHealth))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "health/segmentation")] HttpRequest request,
        CancellationToken cancel)
    {
        var run = (await runs.PointerAsync(cancel)).Published;
        if (run == 0 || health.Find(run) is not { } record || files.Report(run) is not { Health: { } found } report)
            return Answers.NotFound(
                "awaiting-first-run", "no run is published whose health is known; import dumps, or ask for a run");
        var (workspace, recorded) = (files.Workspace(run), reviews.All);
        var (plan, today) = (new ReviewPlan(recorded), Days.At(time.GetUtcNow(), workspace.TimeZone));
        return Answers.Ok(request, ETag(run, recorded.Count), new
        {
            Run = run,
            report.AsOf,
            report.Customers,
            report.Currency,
            found.Verdict,
            found.Reason,
            found.Summary,
            Schemes = found.Schemes.Select(scheme => scheme with
            {
                Review = scheme.Review is null ? null : plan.Of(workspace, scheme.Scheme, today),
            }),
            found.Objectives,
            Migration = record.Schemes.ToDictionary(scheme => scheme.Scheme, scheme => scheme.Migration),
            Values = record.Schemes.ToDictionary(scheme => scheme.Scheme, scheme => scheme.Values),
        });
    }

    /// <summary>A publish changes the answer, and a review that is recorded.</summary>
    private static string ETag(int run, int reviews) => reviews == 0
        ? Answers.ETag(run)
        : string.Create(CultureInfo.InvariantCulture, $"\"{run}.{reviews}\"");
}
