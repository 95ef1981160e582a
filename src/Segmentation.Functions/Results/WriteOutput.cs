using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Imports;
using Segmentation.Functions.Lookup;
using Segmentation.Functions.Reports;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Results;

/// <summary>Writes the files that people and programs take away, from the files of a run alone.</summary>
public sealed class WriteOutput(
    BlobStore data, RunLedger ledger, RunStore runs, RunWork work, ShardSummaries summaries, Settings settings,
    Stages stages)
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
            WriteCustomers(run, output);
            output.Write("transitions.ndjson", stream => WriteTransitions(run, stream));
            output.Write("rejects.csv", data.Read(Receipts.Name(work.Inputs(run).Import, "rejects.csv")));
        }

        var report = Json.Read<RunReport>(data, RunStore.Name(run, RunReport.File)) with { Stages = stages.Done };
        output.Write(RunReport.File, JsonSerializer.SerializeToUtf8Bytes(report, Json.Indented));
        output.Write(RunPage.File, ShowReport.Page(runs, run, new RunNames(data, run)));
    }

    private void WriteCustomers(int run, DataFolder output)
    {
        var csv = new CustomersCsv(work.Plans(run));
        var shards = work.Base(run).Shards;
        using var lines = new ShardLines(data, RunStore.Name(run, "csv"), shards);
        InParallel.For(shards, settings.Parallelism, shard =>
        {
            var (scored, written) = (runs.Shard(run, shard), new CsvLines(isForSpreadsheets: false));
            lines.Write(shard, scored.Ids.Count, written, csv.Into(written, scored));
        });
        output.Write("customers.csv", stream =>
        {
            stream.Write(csv.Header());
            lines.Read(summaries.Order(run), line => stream.Write(line));
        });
    }

    private void WriteTransitions(int run, Stream stream)
    {
        stream.Write(data.Read(TransitionFile.Summary(run)));
        foreach (var (_, line) in TransitionFile.InOrder(data, run, work.Base(run).Shards))
        {
            stream.Write(line);
            stream.WriteByte((byte)'\n');
        }
    }
}
