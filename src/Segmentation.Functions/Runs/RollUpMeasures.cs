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
        var measures = work.Plans(run).Measures;
        var names = measures.RolledUp.Select(measure => measures.Definitions[measure].Name).ToArray();
        var shards = work.Base(run).Shards;
        using var stage = stages.Begin("roll up", shards);
        // Only what is rolled up is held of all shards together.
        var own = Enumerable.Range(0, shards).Select(shard => Only(names, work.OwnMeasures(run, shard))).ToArray();
        var hierarchy = new Hierarchy(own.Select(shard => shard.Ids), Parents(run, shards));
        var rollUp = new RollUp(hierarchy);
        var sums = measures.RolledUp.Select((measure, i) => rollUp.Sum(
            ColumnConcat.Of(measures.Type(measure), [.. own.Select(shard => shard.Columns[i])]))).ToArray();
        for (int shard = 0, first = 0; shard < shards; first += own[shard++].Ids.Count)
        {
            var rows = Enumerable.Range(first, own[shard].Ids.Count).ToArray();
            var rolled = own[shard] with { Columns = [.. sums.Select(sum => sum.Take(rows))] };
            data.Write(RunWork.RolledName(run, shard), rolled.Write);
            stage.Step(1, rows.Length);
        }

        data.Write(RunWork.RollUpName(run), JsonSerializer.SerializeToUtf8Bytes(
            new RolledUp(rollUp.Overflows, hierarchy.InCircles), Json.Options));
        return hierarchy.Count;
    }

    private static ScoredShard Only(string[] names, ScoredShard shard) =>
        new(shard.Ids, names, [.. names.Select(name => shard.Find(name)!)]);

    private IEnumerable<(TextList Ids, TextColumn Parents)> Parents(int run, int shards)
    {
        var parent = RowLayout.Of(work.Workspace(run).Customers!).Find(SourceDefinition.ParentName);
        return Enumerable.Range(0, shards).Select(shard => work.Customers(run, shard)).OfType<Engine.Base.Table>()
            .Select(table => (table.Ids, (TextColumn)table.Columns[parent]));
    }
}
