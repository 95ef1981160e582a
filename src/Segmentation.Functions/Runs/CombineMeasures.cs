using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;
using Segmentation.Engine.Measures;
using Segmentation.Engine.Tracking;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;

namespace Segmentation.Functions.Runs;

/// <summary>What came up while measures were combined.</summary>
/// <param name="Overflows">Sums that did not fit their type and are null.</param>
/// <param name="InCircles">Customers whose parents lead back to them.</param>
/// <param name="Allocations">What was shared among the customers.</param>
internal sealed record CombinedCounts(long Overflows, long InCircles, IReadOnlyList<AllocationLine> Allocations)
{
    /// <summary>The counts when no measure is combined.</summary>
    public static CombinedCounts None { get; } = new(0, 0, []);
}

/// <summary>
/// Computes the measures that take all customers together, whatever their shards: with <c>rollup</c> they are summed
/// over the customers below each, with <c>allocate</c> minutes are shared by them. Own values stay where they are, so
/// that doing it again gives the same files.
/// </summary>
public sealed class CombineMeasures(BlobStore data, RunWork work, Stages stages)
{
    /// <summary>Combines the measures of a run; tells its customers.</summary>
    [Function(nameof(CombineMeasures))]
    public long Run([ActivityTrigger] int run)
    {
        var (shards, sets) = (work.Base(run).Shards, work.ToCombine(run).ToArray());
        using var stage = stages.Begin("combine", sets.Length);
        var (customers, hierarchy) = (0L, default(Hierarchy));
        foreach (var (set, plans) in sets)
        {
            // Only what is combined is held of all shards together.
            var own = Enumerable.Range(0, shards)
                .Select(shard => OnlyCombined(plans.Measures, work.OwnMeasures(run, shard, set))).ToArray();
            if (plans.Measures.Definitions.Any(measure => measure.IsRolledUp))
                hierarchy ??= new Hierarchy(own.Select(shard => shard.Ids), Parents(run, shards));
            var counts = Write(run, set, own, new Combination(plans.Measures, own, hierarchy));
            if (set == MeasureSet.Now)
                data.Write(RunStore.Name(run, RunStore.CombinedCountsFile), JsonSerializer.SerializeToUtf8Bytes(counts, Json.Options));
            customers = own.Sum(shard => (long)shard.Ids.Count);
            stage.Step(1, customers);
        }

        return customers;
    }

    private CombinedCounts Write(int run, MeasureSet set, ScoredShard[] own, Combination combination)
    {
        var all = combination.Columns();
        for (int shard = 0, first = 0; shard < own.Length; first += own[shard++].Ids.Count)
        {
            var rows = Enumerable.Range(first, own[shard].Ids.Count).ToArray();
            var combined = own[shard] with { Columns = [.. all.Select(column => column.Take(rows))] };
            data.Write(RunWork.CombinedName(run, shard, set), combined.Write);
        }

        return combination.Counts;
    }

    private static ScoredShard OnlyCombined(MeasurePlan plan, ScoredShard shard) => new(
        shard.Ids, [.. plan.Combined.Select(measure => shard.Names[measure])],
        [.. plan.Combined.Select(measure => shard.Columns[measure])]);

    private IEnumerable<(TextList Ids, TextColumn Parents)> Parents(int run, int shards)
    {
        var parent = RowLayout.Of(work.Workspace(run).Customers!).Find(SourceDefinition.ParentName);
        return Enumerable.Range(0, shards).Select(shard => work.Customers(run, shard)).OfType<Engine.Base.Table>()
            .Select(table => (table.Ids, (TextColumn)table.Columns[parent]));
    }
}
