using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Attention;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Health;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Reports;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Results;

/// <summary>How much a run found.</summary>
/// <param name="Customers">Its customers.</param>
/// <param name="Moves">Its transitions.</param>
/// <param name="IsHeld">Whether too many would move, so that a person decides whether it is published.</param>
public sealed record RunSize(long Customers, long Moves, bool IsHeld);

/// <summary>
/// Puts the scored shards of a run together: checks that everything adds up, and writes members, transitions and the
/// report. From here on the run's folder is complete.
/// </summary>
public sealed class CloseRun(
    BlobStore data, RunLedger ledger, RunStore runs, RunWork work, ShardSummaries summaries, RunFigures figures,
    RunHealth health, AttentionWriter attention, Settings settings, Stages stages, TimeProvider time)
{
    /// <summary>Closes a run; rows may be written now, unless it is held.</summary>
    /// <exception cref="ImportException">When the counts do not add up; nothing is published then.</exception>
    [Function(nameof(CloseRun))]
    public async Task<RunSize> RunAsync([ActivityTrigger] int run, CancellationToken cancel)
    {
        var report = Close(run);
        var (moves, held) = (report.Moves.Sum(flow => flow.Customers), report.Held);
        // A held run never shows: it is published by a run of its own.
        if (held is not null)
            await ledger.AbandonAsync(run, cancel);
        await ledger.ChangeAsync(run, row =>
        {
            // A late repetition must not wake a run that was given up.
            if (row.State != RunState.Scoring)
                return;
            (row.Customers, row.Moves, row.State) = (report.Customers, moves, RunState.Projecting);
            row.Schemes = JsonSerializer.Serialize(work.Plans(run).Schemes.Select(plan => plan.Definition.Name));
            if (held is not null)
                (row.State, row.HeldAt, row.Error) = (RunState.Held, time.GetUtcNow(), MoveGuard.Told(run, held));
        }, cancel);
        return new RunSize(report.Customers, moves, held is not null);
    }

    private RunReport Close(int run)
    {
        var (inputs, plans) = (work.Inputs(run), work.Plans(run));
        var shards = summaries.Of(run).Shards;
        using var stage = stages.Begin("write");
        var order = summaries.Order(run);
        stage.Step(0, order.Length);
        Members.Write(data, run, plans, shards, order);
        var moves = figures.Moves(run);
        var report = attention.Added(health.Added(figures.Report(run, moves)));
        var changes = new SchemeChanges(runs, inputs, work.Workspace(run));
        WriteTransitions(run, moves, changes.Summaries(report));
        data.Write(
            RunStore.Name(run, RunReport.File), JsonSerializer.SerializeToUtf8Bytes(report, Json.Indented));
        KeptRuns.Keep(data, report);
        return report;
    }

    /// <summary>Numbers the transitions by customer and scheme, and writes them by shard.</summary>
    private void WriteTransitions(int run, MoveFile?[] moves, IEnumerable<byte[]> summaries)
    {
        data.Write(TransitionFile.Summary(run), summaries.SelectMany(s => s).ToArray());
        var numbers = Numbers(moves);
        InParallel.For(moves.Length, settings.Parallelism, shard => data.Write(
            TransitionFile.Name(run, shard), stream =>
            {
                var messages = MoveFile.Of(data, run, shard, withMessages: true);
                for (var row = 0; row < numbers[shard].Length; row++)
                    messages!.WriteLine(stream, row, numbers[shard][row]);
            }));
    }

    /// <summary>By shard the numbers of its moves in the run, from 1.</summary>
    private static long[][] Numbers(MoveFile?[] moves)
    {
        var numbers = Array.ConvertAll(moves, file => new long[file?.Count ?? 0]);
        var (next, number) = (new int[moves.Length], 0L);
        foreach (var shard in GlobalOrder.Of([.. moves.Select(file => file?.Customers ?? TextList.Empty)]))
            numbers[shard][next[shard]++] = ++number;
        return numbers;
    }
}
