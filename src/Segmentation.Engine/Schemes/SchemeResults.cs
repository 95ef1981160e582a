using Segmentation.Engine.Calibration;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Expressions;
using Segmentation.Engine.Tracking.Holds;

namespace Segmentation.Engine.Schemes;

/// <summary>What a scheme decided.</summary>
/// <param name="Columns">The columns that led to the segments; null for customers that are not scored.</param>
/// <param name="Segments">Per customer the index of the segment that people see.</param>
/// <param name="Unknown">Per customer whether a condition was unknown on the way: 1 or 0.</param>
public sealed record Decision(IReadOnlyList<Column> Columns, int[] Segments, sbyte[] Unknown)
{
    /// <summary>Per customer the index of the segment that the definition says, whatever holds.</summary>
    public int[] Model { get; } = Segments;

    /// <summary>Whom holds keep where they are; null when nobody.</summary>
    public Held? Held { get; init; }

    /// <summary>For whom a person set the segment; null for nobody.</summary>
    public Overridden? Overridden { get; init; }
}

/// <summary>Turns what a scheme decided into what people see, and other schemes.</summary>
/// <param name="plan">The scheme.</param>
/// <param name="decision">What it decided.</param>
/// <param name="results">What it decided by.</param>
/// <param name="edges">The edges of its scores.</param>
public delegate Decision Settle(
    SchemePlan plan, Decision decision, SchemeResults results, IReadOnlyList<Edges> edges);

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
        Measures = new ArraySegment<Column>(_columns!, 0, measures.Count);
        (AsOf, Count) = (asOf, count);
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

    /// <summary>The same customers in other rows, with the columns of some slots; the others are not there.</summary>
    /// <param name="rows">The customers.</param>
    /// <param name="slots">The slots.</param>
    internal SchemeResults Take(ReadOnlySpan<int> rows, IEnumerable<int> slots)
    {
        var taken = new SchemeResults(new Column[Measures.Count], _columns.Length, AsOf, rows.Length);
        foreach (var slot in slots)
            taken.Show(slot, Column(slot).Take(rows));
        return taken;
    }

    /// <summary>Shows a column to the conditions that follow.</summary>
    internal void Show(int slot, Column column) => _columns[slot] = column;

    /// <summary>Keeps a decision, and shows its segments to the schemes that follow.</summary>
    internal void Add(SchemePlan plan, Decision decision)
    {
        _decisions.Add(plan, decision);
        Show(plan.Slot, new TextColumn(decision.Segments, plan.Ids));
    }
}
