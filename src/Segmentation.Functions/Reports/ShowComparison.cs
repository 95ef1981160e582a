using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Segmentation.Functions.Lookup;
using Segmentation.Functions.OpenApi;

namespace Segmentation.Functions.Reports;

/// <summary>Compares two published runs.</summary>
public sealed class ShowComparison(CompareRuns runs)
{
    /// <summary>The comparison of <c>?from=&amp;to=</c>, each the number of a run or a day.</summary>
    [Function(nameof(ShowComparison))]
    [Operation("Two published runs beside each other: sizes, value, who went where and why, what was kept")]
    [Query(
        "from", typeof(string), "The earlier run: its number, or a day for the latest run up to it", IsRequired = true)]
    [Query("to", typeof(string), "The later run in the same form; the newest without it")]
    [Answers(200, typeof(RunComparison), "The comparison")]
    [Fails(400, "bad-run")]
    [Fails(404, "unknown-run", "no-run")]
    [Fails(410, "run-not-kept")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "compare")] HttpRequest request,
        CancellationToken cancel)
    {
        if (SearchCustomers.Asked(request, "from") is not { } from)
            return Answers.BadRequest("bad-run", "from: found none; expected the number of a run, or a day");
        try
        {
            return Answers.Ok(await runs.OfAsync(from, SearchCustomers.Asked(request, "to"), cancel));
        }
        catch (RefusedException refused)
        {
            return refused.ToAnswer();
        }
    }
}
