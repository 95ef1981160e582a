using Segmentation.Functions.Hosting;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Results;

/// <summary>All scored shards of a run.</summary>
/// <param name="Shards">What is needed of each.</param>
/// <param name="Profile">What makes segments different.</param>
internal sealed record SummedShards(ShardSummary[] Shards, RunProfile Profile);

/// <summary>What of all scored shards of a run is needed to put them together, read once.</summary>
/// <param name="runs">The runs.</param>
/// <param name="work">Definitions and calibration.</param>
/// <param name="memo">Remembers the newest.</param>
/// <param name="settings">The number of cores.</param>
public sealed class ShardSummaries(RunStore runs, RunWork work, Memo memo, Settings settings)
{
    /// <summary>The summaries of a run.</summary>
    internal SummedShards Of(int run) => memo.Get(RunStore.Name(run, "summaries"), () =>
    {
        var (plans, workspace) = (work.Plans(run), work.Workspace(run));
        var shards = new ShardSummary[work.Base(run).Shards];
        var profile = new RunProfile(plans);
        InParallel.For(shards.Length, settings.Parallelism, shard =>
        {
            var scored = runs.Shard(run, shard);
            shards[shard] = ShardSummary.Of(scored, plans, workspace);
            profile.Add(scored, shards[shard].Segments);
        });
        return new SummedShards(shards, profile);
    });

    /// <summary>The one order of all customers of a run.</summary>
    internal int[] Order(int run) => memo.Get(
        RunStore.Name(run, "order"), () => GlobalOrder.Of([.. Of(run).Shards.Select(shard => shard.Ids)]));

    /// <summary>Forgets a run that is done: its customers' ids are large.</summary>
    internal void Forget(int run)
    {
        memo.Forget(RunStore.Name(run, "summaries"));
        memo.Forget(RunStore.Name(run, "order"));
    }
}
