using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Lookup;
using Segmentation.Functions.OpenApi;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Reports;

/// <summary>Shows what a run found as a page.</summary>
public sealed class ShowReport(BlobStore data, RunLedger ledger, RunStore runs, CustomerNames names)
{
    private const string HtmlType = "text/html; charset=utf-8";

    /// <summary>The page of a published or held run whose files are kept.</summary>
    [Function(nameof(ShowReport))]
    [Operation("The report of a run as a self-contained page")]
    [Answers(200, null, "The page", ContentType = "text/html")]
    [Fails(404, "unknown-run")]
    [Fails(410, "run-not-kept")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "runs/{number}/report")] HttpRequest request,
        string number, CancellationToken cancel)
    {
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var run)
            || await ledger.FindAsync(run, cancel) is not { } row)
            return RunAnswers.UnknownRun();
        var pointer = await ledger.PointerAsync(cancel);
        if (!pointer.Shows(run) && row.State != RunState.Held)
            return Answers.NotFound("unknown-run", "this run is not published, so that there is nothing to show");
        if (!runs.Has(run) || !data.Has(RunStore.Name(run, RunReport.File)))
            return KeptRuns.NotKept("run", run).ToAnswer();
        return new ContentResult
        {
            StatusCode = StatusCodes.Status200OK,
            ContentType = HtmlType,
            Content = Encoding.UTF8.GetString(Page(runs, run, names.In(run))),
        };
    }

    /// <summary>The page of a run whose files are kept, as a file has it.</summary>
    internal static byte[] Page(RunStore runs, int run, RunNames names)
    {
        var report = runs.Report(run);
        return RunPage.Html(report, names.NamesOf(report.Attention.Select(line => line.Customer)));
    }
}
