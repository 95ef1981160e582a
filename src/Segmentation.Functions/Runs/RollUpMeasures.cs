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

/// <summary>What came up while measures were rolled up.</summary>
/// <param name="Overflows">Sums that did not fit their type and are null.</param>
/// <param name="InCircles">Customers whose parents lead back to them.</param>
internal sealed record RolledUp(long Overflows, long InCircles);

/// <summary>
/// Adds up measures with <c>rollup</c> over the customers below each customer, whatever their shards. Own values stay
/// where they are, so that doing it again gives the same files.
/// </summary>
public sealed class RollUpMeasures(BlobStore data, RunWork work, Stages stages)
{
    /// <summary>Rolls the measures of a run up; tells its customers.</summary>
    [Function(nameof(RollUpMeasures))]
    public long Run([ActivityTrigger] int run)
    {
        var (shards, sets) = (work.Base(run).Shards, work.ToRollUp(run).ToArray());
        using var stage = stages.Begin("roll up", sets.Length);
        var hierarchy = default(Hierarchy);
        foreach (var (set, plans) in sets)
        {
            // Only what is rolled up is held of all shards together.
            var own = Enumerable.Range(0, shards)
                .Select(shard => OnlyRolledUp(plans.Measures, work.OwnMeasures(run, shard, set))).ToArray();
            hierarchy ??= new Hierarchy(own.Select(shard => shard.Ids), Parents(run, shards));
            var overflows = Write(run, set, own, new RollUp(hierarchy));
            if (set == MeasureSet.Now)
                data.Write(RunWork.RollUpName(run), JsonSerializer.SerializeToUtf8Bytes(
                    new RolledUp(overflows, hierarchy.InCircles), Json.Options));
            stage.Step(1, hierarchy.Count);
        }

        return hierarchy?.Count ?? 0;
    }

    private int Write(int run, MeasureSet set, ScoredShard[] own, RollUp rollUp)
    {
        var sums = own[0].Columns.Select((first, i) => rollUp.Sum(
            ColumnConcat.Of(first.Type, [.. own.Select(shard => shard.Columns[i])]))).ToArray();
        for (int shard = 0, first = 0; shard < own.Length; first += own[shard++].Ids.Count)
        {
            var rows = Enumerable.Range(first, own[shard].Ids.Count).ToArray();
            var rolled = own[shard] with { Columns = [.. sums.Select(sum => sum.Take(rows))] };
            data.Write(RunWork.RolledName(run, shard, set), rolled.Write);
        }

        return rollUp.Overflows;
    }

    private static ScoredShard OnlyRolledUp(MeasurePlan plan, ScoredShard shard) => new(
        shard.Ids, [.. plan.RolledUp.Select(measure => shard.Names[measure])],
        [.. plan.RolledUp.Select(measure => shard.Columns[measure])]);

    private IEnumerable<(TextList Ids, TextColumn Parents)> Parents(int run, int shards)
    {
        var parent = RowLayout.Of(work.Workspace(run).Customers!).Find(SourceDefinition.ParentName);
        return Enumerable.Range(0, shards).Select(shard => work.Customers(run, shard)).OfType<Engine.Base.Table>()
            .Select(table => (table.Ids, (TextColumn)table.Columns[parent]));
    }
}
