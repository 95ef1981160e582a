using Microsoft.Azure.Functions.Worker;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Results;

/// <summary>
/// Writes the rows of one shard's customers whose result differs from the published run's: file against file, never
/// against the row. Nobody sees them before the run is published.
/// </summary>
public sealed class ProjectShard(RunLedger ledger, RunWork work, ShardRowChanges changes, RowWriter rows, Stages stages)
{
    private const int PartitionsAtOnce = 4;

    /// <summary>Projects a shard; tells how many customers' rows differ.</summary>
    [Function(nameof(ProjectShard))]
    public async Task<long> RunAsync([ActivityTrigger] Piece piece, CancellationToken cancel)
    {
        var run = RunStore.Number(piece.Of);
        if (!await MayWriteAsync(run, cancel))
            return 0;
        using var stage = stages.Begin("project", work.Base(run).Shards);
        long count = 0;
        // While one partition is written, the next ones are put together.
        var options = new ParallelOptions { MaxDegreeOfParallelism = PartitionsAtOnce, CancellationToken = cancel };
        await Parallel.ForEachAsync(changes.Of(run, piece.Number), options, async (partition, ended) =>
            Interlocked.Add(ref count, await rows.WriteAsync(
                run, partition, () => MayWriteAsync(run, ended), ended)));
        stage.Step(1, count);
        return count;
    }

    /// <summary>A late activity of a dead run must not write.</summary>
    private async Task<bool> MayWriteAsync(int run, CancellationToken cancel) =>
        (await ledger.GetAsync(run, cancel)).State == RunState.Projecting;
}
