using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Imports;
using Segmentation.Functions.Lookup;
using Segmentation.Functions.Reports;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Results;

/// <summary>
/// Writes the files that people and programs take away, from the files of a run alone; large ones were made before,
/// mostly.
/// </summary>
public sealed class WriteOutput(
    BlobStore data, RunLedger ledger, RunStore runs, RunWork work, OutputFiles files, Stages stages)
{
    /// <summary>
    /// Writes customers.csv, transitions.ndjson, rejects.csv, report.json and report.html, when they were asked for.
    /// </summary>
    [Function(nameof(WriteOutput))]
    public async Task RunAsync([ActivityTrigger] int run, CancellationToken cancel)
    {
        var row = await ledger.GetAsync(run, cancel);
        if (row.Asked.Output is { } folder)
            Write(run, new DataFolder(folder));
    }

    private void Write(int run, DataFolder output)
    {
        output.DeleteUnfinished(everywhere: false);
        using (stages.Begin("format"))
        {
            files.GiveTo(output, run);
            output.Write("rejects.csv", data.Read(Receipts.Name(work.Inputs(run).Import, "rejects.csv")));
        }

        var report = Json.Read<RunReport>(data, RunStore.Name(run, RunReport.File)) with { Stages = stages.Done };
        output.Write(RunReport.File, JsonSerializer.SerializeToUtf8Bytes(report, Json.Indented));
        output.Write(RunPage.File, ShowReport.Page(runs, run, new RunNames(data, run)));
    }
}
