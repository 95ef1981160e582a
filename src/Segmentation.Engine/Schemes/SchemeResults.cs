using Segmentation.Engine.Columns;
using Segmentation.Engine.Expressions;

namespace Segmentation.Engine.Schemes;

/// <summary>What a scheme decided.</summary>
/// <param name="Columns">The columns that led to the segments; null for customers that are not scored.</param>
/// <param name="Segments">Per customer the index of the segment.</param>
/// <param name="Unknown">Per customer whether a condition was unknown on the way: 1 or 0.</param>
public sealed record Decision(IReadOnlyList<Column> Columns, int[] Segments, sbyte[] Unknown);

/// <summary>
/// The measures of customers, and what schemes have decided so far, as the conditions of the next one see them.
/// </summary>
public sealed class SchemeResults : Frame
{
    private readonly Column?[] _columns;
    private readonly Dictionary<SchemePlan, Decision> _decisions = [];

    internal SchemeResults(IReadOnlyList<Column> measures, int slots, int asOf, int count)
    {
        _columns = [.. measures, .. new Column?[slots - measures.Count]];
        (Measures, AsOf, Count) = (measures, asOf, count);
    }

    /// <inheritdoc/>
    public override int Count { get; }

    /// <inheritdoc/>
    public override int AsOf { get; }

    /// <summary>The measures, in the order of the workspace.</summary>
    internal IReadOnlyList<Column> Measures { get; }

    /// <summary>Whether a scheme was decided.</summary>
    public bool Has(SchemePlan plan) => _decisions.ContainsKey(plan);

    /// <summary>What a scheme decided.</summary>
    public Decision Of(SchemePlan plan) => _decisions[plan];

    /// <inheritdoc/>
    public override Column Column(int slot) => _columns[slot]!;

    /// <summary>Shows a column to the conditions that follow.</summary>
    internal void Show(int slot, Column column) => _columns[slot] = column;

    /// <summary>Keeps a decision, and shows its segments to the schemes that follow.</summary>
    internal void Add(SchemePlan plan, Decision decision)
    {
        _decisions.Add(plan, decision);
        Show(plan.Slot, new TextColumn(decision.Segments, plan.Ids));
    }
}
