using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Segmentation.Functions.Health;
using Segmentation.Functions.OpenApi;
using Segmentation.Functions.Reviews;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Lookup;

/// <summary>Shows how the segmentation of the published run is.</summary>
public sealed class ShowSegmentationHealth(
    PublishedRuns runs, RunStore files, RunHealth health, ReviewBook reviews, TimeProvider time)
{
    /// <summary>Verdicts and figures, with the moves and the worth of segments, and when reviews are due.</summary>
    [Function(nameof(ShowSegmentationHealth))]
    [Operation("Whether the segmentation of the published run still fits")]
    [Answers(200, typeof(SegmentationHealthAnswer), "verdicts and figures, and when reviews are due")]
    [Fails(404, "awaiting-first-run")]
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
        return Answers.Ok(request, ETag(run, recorded.Count), new SegmentationHealthAnswer(
            run, report.AsOf, report.Customers, report.Currency)
        {
            Verdict = found.Verdict,
            Reason = found.Reason,
            Summary = found.Summary,
            Schemes =
            [
                .. found.Schemes.Select(scheme => scheme with
                {
                    Review = scheme.Review is null ? null : plan.Of(workspace, scheme.Scheme, today),
                }),
            ],
            Objectives = found.Objectives,
            Migration = record.Schemes.ToDictionary(scheme => scheme.Scheme, scheme => scheme.Migration),
            Values = record.Schemes.ToDictionary(scheme => scheme.Scheme, scheme => scheme.Values),
        });
    }

    /// <summary>A publish changes the answer, and a review that is recorded.</summary>
    private static string ETag(int run, int reviews) => reviews == 0
        ? Answers.ETag(run)
        : string.Create(CultureInfo.InvariantCulture, $"\"{run}.{reviews}\"");
}

/// <summary>How the segmentation of the published run is.</summary>
/// <param name="Run">The run.</param>
/// <param name="AsOf">Its as-of day.</param>
/// <param name="Customers">Its customers.</param>
/// <param name="Currency">The currency of money; null when the workspace names none.</param>
internal sealed record SegmentationHealthAnswer(int Run, DateOnly AsOf, long Customers, string? Currency)
{
    /// <summary>The worst of its schemes: stable, watch or refit.</summary>
    public required string Verdict { get; init; }

    /// <summary>Why, in a sentence with the figures.</summary>
    public required string Reason { get; init; }

    /// <summary>The same for everybody, without figures of statistics.</summary>
    public required string Summary { get; init; }

    /// <summary>Each scheme, by name.</summary>
    public required IReadOnlyList<SchemeHealth> Schemes { get; init; }

    /// <summary>How far objectives that name a metric are.</summary>
    public required IReadOnlyList<ObjectiveProgress> Objectives { get; init; }

    /// <summary>Per scheme the moves of the run; none for its first result.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<MigrationCell>> Migration { get; init; }

    /// <summary>Per scheme what customers of each segment were worth, run by run.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<SegmentSeries>> Values { get; init; }
}
