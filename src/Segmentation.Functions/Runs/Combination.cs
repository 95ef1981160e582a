using Segmentation.Engine.Columns;
using Segmentation.Engine.Measures;
using Segmentation.Engine.Tracking;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Functions.Runs;

/// <summary>The measures of a set that take all customers together, shard behind shard.</summary>
internal sealed class Combination
{
    private readonly MeasurePlan _plan;
    private readonly ScoredShard[] _own;
    private readonly RollUp? _rollUp;
    private readonly Hierarchy? _hierarchy;
    private readonly List<AllocationLine> _allocations = [];
    private readonly Lazy<TextList> _ids;

    /// <summary>Begins with the own values of the measures that are combined.</summary>
    /// <param name="plan">The measures.</param>
    /// <param name="own">Per shard the own values.</param>
    /// <param name="hierarchy">The customers under their parents; null when nothing is rolled up.</param>
    public Combination(MeasurePlan plan, ScoredShard[] own, Hierarchy? hierarchy)
    {
        (_plan, _own, _hierarchy) = (plan, own, hierarchy);
        _rollUp = hierarchy is null ? null : new RollUp(hierarchy);
        _ids = new Lazy<TextList>(Ids);
    }

    /// <summary>What came up.</summary>
    public CombinedCounts Counts => new(_rollUp?.Overflows ?? 0, _hierarchy?.InCircles ?? 0, _allocations);

    /// <summary>A column of all customers per measure, in the order of <see cref="MeasurePlan.Combined"/>.</summary>
    public Column[] Columns() => [.. _plan.Combined.Select((measure, i) => Column(_plan.Definitions[measure], i))];

    private Column Column(MeasureDefinition measure, int column)
    {
        var own = ColumnConcat.Of(_own[0].Columns[column].Type, [.. _own.Select(shard => shard.Columns[column])]);
        return measure.Capacity is { } capacity ? Shared(measure.Name, capacity, own) : _rollUp!.Sum(own);
    }

    private TextList Ids()
    {
        var ids = new TextList();
        foreach (var shard in _own)
        {
            for (var row = 0; row < shard.Ids.Count; row++)
                ids.Add(shard.Ids[row]);
        }

        return ids;
    }

    private IntegerColumn Shared(string measure, Capacity capacity, Column weights)
    {
        var ids = _ids.Value;
        var shared = Allocation.Of(weights, capacity.Minutes, (a, b) => TextList.Compare(ids[a], ids[b]));
        _allocations.Add(new AllocationLine(
            measure, capacity.Minutes, shared.Minutes.Sum(), shared.Unweighted, shared.Negative));
        return new IntegerColumn(shared.Minutes);
    }
}
