using System.Text.Json;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Imports;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Results;

/// <summary>
/// Writes what a run found: members and transitions into its folder, and the files that people and programs take away.
/// </summary>
internal sealed class ResultFiles(DataFolder data, RunStore runs, Workspace workspace, Stages stages, Settings settings)
{
    /// <summary>Writes all files of a run whose shards are written, and tells the report.</summary>
    /// <exception cref="ImportException">When the counts do not add up; nothing is published then.</exception>
    public RunReport Write(ScoredRun run, int shardCount, string? output)
    {
        var (inputs, plans) = (run.Inputs, run.Plans);
        var csv = new CustomersCsv(plans);
        var shards = Summarise(run, shardCount, output is null ? null : csv);
        using var write = stages.Begin("write");
        var order = GlobalOrder.Of([.. shards.Select(s => s.Ids)]);
        write.Step(0, order.Length);
        Members.Write(data, inputs.Run, plans, shards, order);
        var report = ReportBuilder.Build(run, workspace, shards);
        var transitions = WriteTransitions(inputs, shardCount, run.Moves, report);
        data.Write(
            RunStore.Name(inputs.Run, "report.json"), JsonSerializer.SerializeToUtf8Bytes(report, Json.Indented));
        if (output is not null)
        {
            var folder = new DataFolder(output);
            WriteCustomers(folder, inputs.Run, csv, shards, order);
            folder.Write("transitions.ndjson", transitions);
            folder.Write("rejects.csv", data.Read(TakeImport.ReceiptName(run.Receipt.Import, "rejects.csv")));
        }

        data.DeleteFolder(RunStore.Name(inputs.Run, "csv"));
        write.Dispose();
        report = report with { Stages = stages.Done };
        if (output is not null)
            new DataFolder(output).Write("report.json", JsonSerializer.SerializeToUtf8Bytes(report, Json.Indented));
        return report;
    }

    private ShardSummary[] Summarise(ScoredRun run, int shardCount, CustomersCsv? csv)
    {
        using var stage = stages.Begin("format", shardCount);
        var shards = new ShardSummary[shardCount];
        InParallel.For(shardCount, settings.Parallelism, shard =>
        {
            var scored = runs.Shard(run.Inputs.Run, shard);
            shards[shard] = ShardSummary.Of(
                scored, run.Plans, workspace.Value, csv, data, CsvName(run.Inputs.Run, shard));
            stage.Step(1, scored.Ids.Count);
        });
        return shards;
    }

    /// <summary>Numbers the transitions by customer and scheme, and writes them by shard and together.</summary>
    private byte[] WriteTransitions(RunInputs inputs, int shards, IReadOnlyList<Move> moves, RunReport report)
    {
        var line = new TransitionLine(workspace, inputs);
        var all = new MemoryStream();
        var files = new MemoryStream[shards];
        for (var shard = 0; shard < shards; shard++)
            files[shard] = new MemoryStream();
        var summaries = Summaries(inputs, line, report).SelectMany(summary => summary).ToArray();
        all.Write(summaries);
        if (summaries.Length > 0)
            data.Write(RunStore.Name(inputs.Run, "transitions/summary.ndjson"), summaries);
        long sequence = 0;
        foreach (var move in InOrder(moves))
        {
            var bytes = line.Of(move, ++sequence);
            all.Write(bytes);
            files[move.Shard].Write(bytes);
        }

        for (var shard = 0; shard < shards; shard++)
            data.Write(RunStore.Name(inputs.Run, $"transitions/{shard}.ndjson"), files[shard].ToArray());
        return all.ToArray();
    }

    /// <summary>
    /// First results are no moves: one line for the first run, and one for each scheme that comes later.
    /// </summary>
    private IEnumerable<byte[]> Summaries(RunInputs inputs, TransitionLine line, RunReport report)
    {
        if (inputs.Published is not { } run)
            return [line.RunPublished(report.Schemes)];
        var published = runs.Calibration(run).Schemes;
        return report.Schemes.Where(scheme => !published.ContainsKey(scheme.Scheme)).Select(line.SchemePublished);
    }

    private static IEnumerable<Move> InOrder(IReadOnlyList<Move> moves) => moves
        .Select(move => (Move: move, Id: System.Text.Encoding.UTF8.GetBytes(move.Transition.Customer)))
        .OrderBy(m => m.Id, Comparer<byte[]>.Create((a, b) => TextList.Compare(a, b)))
        .ThenBy(m => m.Move.Transition.Scheme, StringComparer.Ordinal)
        .Select(m => m.Move);

    private void WriteCustomers(DataFolder output, int run, CustomersCsv csv, ShardSummary[] shards, int[] order)
    {
        output.DeleteUnfinished();
        output.Write("customers.csv", stream =>
        {
            stream.Write(csv.Header());
            var sources = shards.Select((_, shard) => data.Open(CsvName(run, shard))).ToArray();
            var next = new int[shards.Length];
            var line = new byte[1 << 12];
            foreach (var shard in order)
            {
                var length = shards[shard].LineLength(next[shard]++);
                if (length > line.Length)
                    line = new byte[length * 2];
                sources[shard].ReadExactly(line.AsSpan(0, length));
                stream.Write(line.AsSpan(0, length));
            }

            foreach (var source in sources)
                source.Dispose();
        });
    }

    private static string CsvName(int run, int shard) => RunStore.Name(run, $"csv/{shard}");
}
