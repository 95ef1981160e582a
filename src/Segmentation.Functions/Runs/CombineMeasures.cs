using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;
using Segmentation.Engine.Identities;
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
        // The customers differ only when others are one than before.
        var then = work.IsRejoined(run) ? work.IdentityBefore(run) : work.Identity(run);
        var customers = 0L;
        var hierarchies = new Dictionary<Identity, Hierarchy>();
        foreach (var (set, plans) in sets)
        {
            // Only what is combined is held of all shards together.
            var own = Enumerable.Range(0, shards)
                .Select(shard => OnlyCombined(plans.Measures, work.OwnMeasures(run, shard, set))).ToArray();
            var (identity, hierarchy) = (set == MeasureSet.Then ? then : work.Identity(run), default(Hierarchy));
            if (plans.Measures.Definitions.Any(measure => measure.IsRolledUp)
                && !hierarchies.TryGetValue(identity, out hierarchy))
                hierarchies[identity] = hierarchy = new Hierarchy(
                    own.Select(shard => shard.Ids), Parents(run, shards, identity));
            var counts = Write(run, set, own, new Combination(plans.Measures, own, hierarchy));
            if (set == MeasureSet.Now)
            {
                data.Write(
                    RunStore.Name(run, RunStore.CombinedCountsFile),
                    JsonSerializer.SerializeToUtf8Bytes(counts, Json.Options));
            }

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

    private IEnumerable<(TextList Ids, TextColumn Parents)> Parents(int run, int shards, Identity identity)
    {
        var parent = RowLayout.Of(work.Workspace(run).Customers!).Find(SourceDefinition.ParentName);
        return Enumerable.Range(0, shards).Select(shard => work.Customers(run, shard, identity))
            .OfType<Engine.Base.Table>()
            .Select(table => (table.Ids, Canonical((TextColumn)table.Columns[parent], identity)));
    }

    /// <summary>A parent that is an alias stands for its customer.</summary>
    private static TextColumn Canonical(TextColumn parents, Identity identity)
    {
        if (identity.Groups.Count == 0)
            return parents;
        var ids = new TextList(parents.Texts.Count, parents.Texts.ByteCount);
        for (var code = 0; code < parents.Texts.Count; code++)
            ids.Add(identity.Canonical(parents.Texts.Text(code)));
        return new TextColumn(parents.Codes, ids);
    }
}
