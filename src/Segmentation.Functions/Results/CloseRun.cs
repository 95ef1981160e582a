using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
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
        WriteTransitions(inputs, shards.Length, moves, changes.Summaries(report));
        data.Write(
            RunStore.Name(run, RunReport.File), JsonSerializer.SerializeToUtf8Bytes(report, Json.Indented));
        KeptRuns.Keep(data, report);
        return report;
    }

    /// <summary>Numbers the transitions by customer and scheme, and writes them by shard.</summary>
    private void WriteTransitions(RunInputs inputs, int shards, Move[] moves, IEnumerable<byte[]> summaries)
    {
        var line = new TransitionLine(work.Workspace(inputs.Run), inputs);
        data.Write(TransitionFile.Summary(inputs.Run), summaries.SelectMany(s => s).ToArray());
        var moved = moves.Select((move, i) => (Move: move, Sequence: i + 1)).ToLookup(one => one.Move.Shard);
        InParallel.For(shards, settings.Parallelism, shard => data.Write(
            TransitionFile.Name(inputs.Run, shard), stream =>
            {
                foreach (var (move, sequence) in moved[shard])
                    stream.Write(line.Of(move, sequence));
            }));
    }
}
