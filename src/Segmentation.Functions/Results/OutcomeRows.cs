using Segmentation.Engine.Columns;
using Segmentation.Engine.Measures;
using Segmentation.Engine.Tracking;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Functions.Results;

/// <summary>What is added up of a shard's customers; amounts are in the units of <see cref="ExactSum"/>.</summary>
internal sealed class OutcomeRows
{
    /// <summary>Takes the columns of a shard.</summary>
    /// <param name="measures">The shard, or no more of it than the measures of its customers.</param>
    /// <param name="outcomes">What became of them; null when no outcomes are defined.</param>
    /// <param name="workspace">The definitions.</param>
    public OutcomeRows(ScoredShard measures, ScoredShard? outcomes, Workspace workspace)
    {
        Value = Units(measures, workspace.Value);
        Cost = Units(measures, workspace.Outcomes.CostToServe?.Name);
        Minutes = workspace.Effort is { } effort ? ((IntegerColumn)measures.Find(effort.Name)!).Values : null;
        Start = outcomes is null ? null : Units(outcomes, OutcomePlan.StartColumn);
        Definitions = workspace.Outcomes.All;
        Outcomes = outcomes is null ? [] : [.. workspace.Outcomes.All.Select(outcome => (
            ((BooleanColumn)outcomes.Find(OutcomePlan.EventColumn(outcome))!).Values,
            Units(outcomes, OutcomePlan.ValueColumn(outcome))))];
    }

    /// <summary>The outcomes, in the order of <see cref="Outcomes"/>.</summary>
    public IReadOnlyList<OutcomeDefinition> Definitions { get; }

    /// <summary>Each customer's value; null when the workspace names none.</summary>
    public Int128[]? Value { get; }

    /// <summary>Each customer's value at the beginning; null when it is not known.</summary>
    public Int128[]? Start { get; }

    /// <summary>What serving each customer costs; null when it is not known.</summary>
    public Int128[]? Cost { get; }

    /// <summary>Each customer's minutes; null when no measure is allocated.</summary>
    public long[]? Minutes { get; }

    /// <summary>Per outcome and customer whether it happened (1), and for how much if that is known.</summary>
    public (sbyte[] Happened, Int128[]? Value)[] Outcomes { get; }

    private static Int128[]? Units(ScoredShard shard, string? name) =>
        name is not null && shard.Find(name) is { } column ? ExactSum.Units(column) : null;
}
