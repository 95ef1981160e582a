using System.Globalization;
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
            WriteCustomers(run, output, Format(run));
            output.Write("transitions.ndjson", stream => WriteTransitions(run, stream));
            output.Write("rejects.csv", data.Read(Receipts.Name(work.Inputs(run).Import, "rejects.csv")));
        }

        data.DeleteFolder(RunStore.Name(run, "csv"));
        var report = Json.Read<RunReport>(data, RunStore.Name(run, RunReport.File)) with { Stages = stages.Done };
        output.Write(RunReport.File, JsonSerializer.SerializeToUtf8Bytes(report, Json.Indented));
        output.Write(RunPage.File, ShowReport.Page(runs, run, new RunNames(data, run)));
    }

    /// <summary>Writes the lines of each shard to a file, and tells where each line ends.</summary>
    private long[][] Format(int run)
    {
        var csv = new CustomersCsv(work.Plans(run));
        var ends = new long[work.Base(run).Shards][];
        InParallel.For(ends.Length, settings.Parallelism, shard => data.Write(
            CsvName(run, shard), stream => ends[shard] = csv.Write(runs.Shard(run, shard), stream)));
        return ends;
    }

    private void WriteCustomers(int run, DataFolder output, long[][] ends) => output.Write("customers.csv", stream =>
    {
        stream.Write(new CustomersCsv(work.Plans(run)).Header());
        var sources = ends.Select((_, shard) => data.Open(CsvName(run, shard))).ToArray();
        var next = new int[ends.Length];
        var line = new byte[1 << 12];
        foreach (var shard in summaries.Order(run))
        {
            var row = next[shard]++;
            var length = (int)(ends[shard][row] - (row == 0 ? 0 : ends[shard][row - 1]));
            if (length > line.Length)
                line = new byte[length * 2];
            sources[shard].ReadExactly(line.AsSpan(0, length));
            stream.Write(line.AsSpan(0, length));
        }

        foreach (var source in sources)
            source.Dispose();
    });

    private void WriteTransitions(int run, Stream stream)
    {
        stream.Write(data.Read(TransitionFile.Summary(run)));
        foreach (var (_, line) in TransitionFile.InOrder(data, run, work.Base(run).Shards))
        {
            stream.Write(line);
            stream.WriteByte((byte)'\n');
        }
    }

    private static string CsvName(int run, int shard) =>
        RunStore.Name(run, string.Create(CultureInfo.InvariantCulture, $"csv/{shard}"));
}
