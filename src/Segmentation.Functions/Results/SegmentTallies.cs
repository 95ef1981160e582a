using Segmentation.Engine.Tracking;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Results;

/// <summary>The sums of outcomes, value and effort of all customers, and of each segment.</summary>
internal sealed class SegmentTallies
{
    private SegmentTallies(Plans plans, int outcomes)
    {
        All = new OutcomeTally(outcomes);
        Segments =
        [
            .. plans.Schemes.Select(plan =>
                plan.Definition.Segments.Select(_ => new OutcomeTally(outcomes)).ToArray()),
        ];
    }

    /// <summary>All customers together.</summary>
    public OutcomeTally All { get; }

    /// <summary>Per scheme and segment its customers.</summary>
    public OutcomeTally[][] Segments { get; }

    /// <summary>The sums over a shard.</summary>
    /// <param name="shard">Who is in which segment.</param>
    /// <param name="measures">The measures of the customers.</param>
    /// <param name="outcomes">What became of them; null when no outcomes are defined.</param>
    /// <param name="plans">The schemes.</param>
    /// <param name="workspace">The definitions.</param>
    public static SegmentTallies Of(
        ShardSummary shard, ScoredShard measures, ScoredShard? outcomes, Plans plans, Workspace workspace)
    {
        var tallies = new SegmentTallies(plans, workspace.Outcomes.All.Count);
        var rows = new OutcomeRows(measures, outcomes, workspace);
        for (var row = 0; row < shard.Ids.Count; row++)
        {
            tallies.All.Add(rows, row);
            for (var scheme = 0; scheme < tallies.Segments.Length; scheme++)
                tallies.Segments[scheme][shard.Segments[scheme][row]].Add(rows, row);
        }

        return tallies;
    }

    /// <summary>The sums over all shards.</summary>
    public static SegmentTallies Sum(IEnumerable<SegmentTallies> shards, Plans plans, Workspace workspace)
    {
        var sum = new SegmentTallies(plans, workspace.Outcomes.All.Count);
        foreach (var shard in shards)
        {
            sum.All.Add(shard.All);
            foreach (var (of, more) in sum.Segments.SelectMany(s => s).Zip(shard.Segments.SelectMany(s => s)))
                of.Add(more);
        }

        return sum;
    }
}
