using Segmentation.Engine.Columns;
using Segmentation.Engine.Schemes;
using Segmentation.Engine.Tracking;
using Segmentation.Functions.Results;

namespace Segmentation.Functions.Runs;

/// <summary>A customer that moved, and what a message says of it.</summary>
/// <param name="Transition">The transition.</param>
/// <param name="Reasons">The inputs that differ.</param>
/// <param name="Value">The customer's value; null when the workspace names none.</param>
/// <param name="Owner">The customer's owner; null when there is none.</param>
internal sealed record Move(
    Transition Transition, IReadOnlyList<Reason> Reasons, object? Value, string? Owner)
{
    /// <summary>
    /// The customer's value in the units of <see cref="ExactSum"/>, of a removed one the last that was known; null when
    /// the workspace names none.
    /// </summary>
    public Int128? Units { get; init; }
}

/// <summary>Scores the customers of one shard under every scheme.</summary>
/// <param name="plans">The schemes.</param>
/// <param name="calibration">Their edges.</param>
/// <param name="inputs">The run.</param>
/// <param name="measures">The measures of the shard's customers.</param>
internal sealed class ShardScorer(Plans plans, RunCalibration calibration, RunInputs inputs, ScoredShard measures)
{
    private readonly List<string> _names = [.. measures.Names];
    private readonly List<Column> _columns = [.. measures.Columns];
    private readonly List<Transition> _moved = [];

    /// <summary>The result of the shard.</summary>
    /// <param name="published">The shard of the published run, or null.</param>
    /// <param name="settle">Turns what schemes decide into what people see; null for the same.</param>
    public ScoredShard Score(ScoredShard? published, Settle? settle = null)
    {
        var results = plans.Set.Decide(
            measures.Columns, calibration.Edges, Days.Of(inputs.AsOf), measures.Ids.Count, settle);
        var rows = SegmentChanges.Rows(measures.Ids, published?.Ids);
        foreach (var plan in plans.Schemes)
            Add(plan, results.Of(plan), published, rows);
        return new ScoredShard(measures.Ids, _names, _columns);
    }

    /// <summary>The measures of the shard's customers.</summary>
    public ScoredShard Measures => measures;

    /// <summary>Who moved when the shard was scored; of customers that did not come or go the causes are not known yet.
    /// </summary>
    public IReadOnlyList<Transition> Moved => _moved;

    /// <summary>The customers that moved, with what a message says of them.</summary>
    /// <param name="moved">Who moved, and why.</param>
    /// <param name="published">The shard of the published run.</param>
    /// <param name="scored">The result.</param>
    /// <param name="before">The calibration of the published run.</param>
    /// <param name="value">The measure meant by "value", or null.</param>
    /// <param name="owners">The customers with their owners.</param>
    public List<Move> Moves(
        IReadOnlyList<Transition> moved, ScoredShard published, ScoredShard scored, RunCalibration before,
        string? value, CustomerTexts owners)
    {
        var reasons = plans.Schemes.ToDictionary(
            plan => plan.Definition.Name, plan => new Reasons(plans, plan, published, scored, before, calibration));
        var (now, last) = value is null ? (null, null) : (scored.Find(value), published.Find(value));
        return [.. moved.Select(transition =>
        {
            var id = System.Text.Encoding.UTF8.GetBytes(transition.Customer);
            var (then, row) = (published.IndexOf(id), scored.IndexOf(id));
            return new Move(
                transition, reasons[transition.Scheme].Of(then, row),
                CellValue.Of(now, row), owners.Find(id))
            {
                Units = row >= 0 ? Units(now, row) : Units(last, then),
            };
        })];
    }

    private static Int128? Units(Column? values, int row) =>
        values is null || row < 0 ? null : ExactSum.Units(values, row);

    private void Add(SchemePlan plan, Decision decision, ScoredShard? published, int[] rows)
    {
        var scheme = plan.Definition;
        for (var column = 0; column < decision.Columns.Count; column++)
            Add(ScoredShard.ScoreName(scheme.Name, scheme.Columns[column].Name), decision.Columns[column]);
        var segments = new TextColumn(decision.Segments, plan.Ids);
        var changes = SegmentChanges.Of(
            scheme, measures.Ids, segments, published, inputs.Run, Days.Of(inputs.AsOf));
        _moved.AddRange(changes.Moves);
        Add(ScoredShard.SegmentName(scheme.Name), segments);
        Add(ScoredShard.SinceName(scheme.Name), new IntegerColumn(changes.Since));
        if (scheme.KeepsEntered)
            Add(ScoredShard.EnteredName(scheme.Name), new DateColumn(changes.Entered));
        if (plan.MayBeUnknown)
            Add(ScoredShard.UnknownName(scheme.Name), new BooleanColumn(decision.Unknown));
        var returns = Returns.Of(plan, decision.Segments, published, rows, Days.Of(inputs.AsOf));
        foreach (var (name, column) in SettledColumns.Of(plan, decision, returns))
            Add(name, column);
    }

    private void Add(string name, Column column)
    {
        _names.Add(name);
        _columns.Add(column);
    }
}
