using Segmentation.Functions.Hosting;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Results;

/// <summary>What of all scored shards of a run is needed to put them together, read once.</summary>
/// <param name="runs">The runs.</param>
/// <param name="work">Definitions and calibration.</param>
/// <param name="memo">Remembers the newest.</param>
/// <param name="settings">The number of cores.</param>
public sealed class ShardSummaries(RunStore runs, RunWork work, Memo memo, Settings settings)
{
    /// <summary>The summaries of a run, by shard.</summary>
    internal ShardSummary[] Of(int run) => memo.Get(RunStore.Name(run, "summaries"), () =>
    {
        var (plans, workspace) = (work.Plans(run), work.Workspace(run));
        var shards = new ShardSummary[work.Base(run).Shards];
        InParallel.For(shards.Length, settings.Parallelism, shard =>
            shards[shard] = ShardSummary.Of(runs.Shard(run, shard), plans, workspace));
        return shards;
    });

    /// <summary>The one order of all customers of a run.</summary>
    internal int[] Order(int run) => memo.Get(
        RunStore.Name(run, "order"), () => GlobalOrder.Of([.. Of(run).Select(shard => shard.Ids)]));

    /// <summary>Forgets a run that is done: its customers' ids are large.</summary>
    internal void Forget(int run)
    {
        memo.Forget(RunStore.Name(run, "summaries"));
        memo.Forget(RunStore.Name(run, "order"));
    }
}
