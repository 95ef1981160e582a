using Segmentation.Engine.Base;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Expressions;
using Segmentation.Engine.Tracking;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Measures;

/// <summary>The outcomes of a workspace, bound once and computed shard by shard.</summary>
public sealed class OutcomePlan
{
    /// <summary>The column of the value at the beginning.</summary>
    public const string StartColumn = "start";

    private readonly MeasurePlan _measures;
    private readonly Workspace _workspace;
    private readonly List<(OutcomeDefinition Outcome, Expression Event, Expression? Value)> _bound = [];

    private OutcomePlan(MeasurePlan measures, Workspace workspace) =>
        (_measures, _workspace) = (measures, workspace);

    /// <summary>The outcomes, in the order of the file.</summary>
    public IReadOnlyList<OutcomeDefinition> All => _workspace.Outcomes.All;

    /// <summary>The index of the measure of the value at the beginning; null when it is not known.</summary>
    public int? Start { get; private set; }

    /// <summary>The column of whether an outcome happened: true or false.</summary>
    public static string EventColumn(OutcomeDefinition outcome) => $"{outcome.Name}.event";

    /// <summary>The column of an outcome's value.</summary>
    public static string ValueColumn(OutcomeDefinition outcome) => $"{outcome.Name}.value";

    /// <summary>The first day that all horizons leave out, in days since 1970-01-01.</summary>
    public int Beginning(int asOf) => _workspace.Outcomes.Beginning(asOf);

    /// <summary>The outcomes of all customers of a shard.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="measured">Its measures.</param>
    /// <param name="asOf">The as-of day, in days since 1970-01-01.</param>
    /// <param name="overflows">How many results did not fit their type and are null.</param>
    public ScoredShard Compute(Shard shard, MeasuredShard measured, int asOf, out long overflows)
    {
        overflows = 0;
        var (names, columns) = (new List<string>(), new List<Column>());
        if (Start is { } start)
        {
            names.Add(StartColumn);
            columns.Add(_measures.Compute(start, shard, Beginning(asOf), out var ofStart));
            overflows += ofStart;
        }

        foreach (var outcome in _bound.Select(bound => bound.Outcome))
        {
            var (happened, value) = Compute(
                outcome, shard, measured, asOf, outcome.Horizon.Before(asOf), out var ofOutcome);
            names.Add(EventColumn(outcome));
            columns.Add(happened);
            if (value is not null)
            {
                names.Add(ValueColumn(outcome));
                columns.Add(value);
            }

            overflows += ofOutcome;
        }

        return new ScoredShard(shard.Ids, names, columns);
    }

    /// <summary>One outcome of all customers of a shard, over a horizon of its own.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <param name="shard">The shard.</param>
    /// <param name="measured">Its measures as of the last day.</param>
    /// <param name="asOf">The last day of the horizon, in days since 1970-01-01.</param>
    /// <param name="since">The last day before it.</param>
    /// <param name="overflows">How many results did not fit their type and are null.</param>
    /// <returns>Whether it happened, and for how much; no value when the outcome has none.</returns>
    public (BooleanColumn Happened, Column? Value) Compute(
        OutcomeDefinition outcome, Shard shard, MeasuredShard measured, int asOf, int since, out int overflows)
    {
        var (_, happened, value) = _bound.Single(bound => bound.Outcome == outcome);
        var frame = _measures.Frame(shard, asOf, asOf, since);
        measured.Measures.CopyTo(frame.Measures, 0);
        var computed = (Happened(happened.Evaluate(frame)), value?.Evaluate(frame));
        overflows = frame.Overflows;
        return computed;
    }

    /// <summary>The streams of events that tell whether an outcome happened, by itself or by its measures.</summary>
    public IReadOnlyList<string> Streams(OutcomeDefinition outcome) =>
    [
        .. WithMeasures(_bound.Single(bound => bound.Outcome == outcome).Event)
            .SelectMany(part => part.Aggregates).Select(aggregate => aggregate.Stream).Distinct()
            .Where(_measures.HasTime),
    ];

    /// <summary>The fields of customers and streams that an outcome reads, by itself or by its measures.</summary>
    public IEnumerable<FieldDefinition> Fields(OutcomeDefinition outcome)
    {
        var (_, happened, value) = _bound.Single(bound => bound.Outcome == outcome);
        return new[] { happened, value }.OfType<Expression>().SelectMany(WithMeasures).SelectMany(part =>
            StreamRead.Of(part, _workspace).SelectMany(read => read.Fields).Concat(OfCustomers(part)));
    }

    /// <summary>Binds the outcomes; what could not be bound is left out, and a problem.</summary>
    internal static OutcomePlan Bind(MeasurePlan measures, Workspace workspace, Problems problems)
    {
        var plan = new OutcomePlan(measures, workspace);
        foreach (var outcome in workspace.Outcomes.All)
            plan.Bind(outcome, problems);
        plan.BindStart(workspace, problems);
        plan.CheckAmount(workspace.Outcomes.Start, problems);
        plan.CheckAmount(workspace.Outcomes.CostToServe, problems);
        return plan;
    }

    private void Bind(OutcomeDefinition outcome, Problems problems)
    {
        var happened = Bind(outcome, outcome.Event, problems);
        var value = outcome.Value is { } text ? Bind(outcome, text, problems) : null;
        if (happened is { Type: not ColumnType.Boolean } && !Widening.IsNumeric(happened.Type))
            problems.Add(
                ProblemCode.WrongType, outcome.Event.At, $"an event that is {Words.Of(happened.Type)}",
                "true or false, or a number that is above 0 when it happened");
        if (value is not null && !Widening.IsNumeric(value.Type))
            problems.Add(
                ProblemCode.WrongType, outcome.Value!.At, $"a value that is {Words.Of(value.Type)}", "an amount");
        if (happened is not null)
            _bound.Add((outcome, happened, value));
    }

    private Expression? Bind(OutcomeDefinition outcome, ExpressionText text, Problems problems)
    {
        var expression = _measures.Bind(text, $"outcome '{outcome.Name}'", problems);
        if (expression is not null)
            CheckModels(expression, text, problems);
        foreach (var stream in (expression?.Aggregates ?? []).Select(aggregate => aggregate.Stream).Distinct()
            .Where(stream => !_measures.HasTime(stream)))
        {
            problems.Add(
                ProblemCode.NoTime, text.At, $"an outcome over {Sentence.Quoted(stream)}, whose rows have no time",
                "a stream with 'time'", "a horizon chooses events by their day");
        }

        return expression;
    }

    /// <summary>What a model expects has not happened, whether the outcome asks it or one of its measures.</summary>
    private void CheckModels(Expression expression, ExpressionText text, Problems problems)
    {
        var asking = MeasuresOf(expression).FirstOrDefault(measure => _measures.LifetimesOf(measure).Count > 0, -1);
        var asked = expression.Lifetimes is [var own, ..] ? Functions.NameOf(own.Measure)
            : asking < 0 ? null
            : $"measure {Sentence.Quoted(_measures.Definitions[asking].Name)}, which asks a lifetime model,";
        if (asked is not null)
        {
            problems.Add(
                ProblemCode.Aggregates, text.At, $"{asked} in an outcome", "what happened",
                "what is expected stands in a measure");
        }
    }

    /// <summary>An expression, and those of all measures that it is computed from.</summary>
    private IEnumerable<Expression> WithMeasures(Expression expression) =>
        MeasuresOf(expression).Select(_measures.Bound).Prepend(expression);

    /// <summary>The measures that an expression is computed from, near and far, in the order of the file.</summary>
    private IEnumerable<int> MeasuresOf(Expression expression) => expression.References
        .Where(used => used.Slot < _measures.Definitions.Count).SelectMany(used => _measures.Needed(used.Slot))
        .Distinct().Order();

    private IEnumerable<FieldDefinition> OfCustomers(Expression expression) => expression.References
        .Where(used => used.Slot >= _measures.Definitions.Count)
        .Select(used => _workspace.Customers!.Fields.Single(field => field.Name == used.Name));

    /// <summary>A field of a customer tells today's value only, so that nobody knows what it was at the beginning.
    /// </summary>
    private void BindStart(Workspace workspace, Problems problems)
    {
        if ((workspace.Outcomes.Start?.Name ?? workspace.Value) is not { } name || _measures.TypeOrNull(name) is null)
            return;
        var start = _measures.Find(name);
        if (_measures.IsOfEvents(start))
            Start = start;
        else if (workspace.Outcomes.Start is { } said)
            problems.Add(
                ProblemCode.NotOfEvents, said.At, $"measure {Sentence.Quoted(name)} is not computed from events alone",
                "a measure of streams with a time", "fields tell what is so today, and not what was so then");
    }

    private void CheckAmount(NamedMeasure? named, Problems problems)
    {
        if (named is not null && _measures.TypeOrNull(named.Name) is { } type && !Widening.IsNumeric(type))
            problems.Add(
                ProblemCode.WrongType, named.At, $"measure {Sentence.Quoted(named.Name)}, which is {Words.Of(type)}",
                "a measure that is an amount");
    }

    private static BooleanColumn Happened(Column events)
    {
        var happened = new sbyte[events.Count];
        for (var row = 0; row < happened.Length; row++)
            happened[row] = !events.IsNull(row) && IsAboveZero(events, row) ? (sbyte)1 : (sbyte)0;
        return new BooleanColumn(happened);
    }

    private static bool IsAboveZero(Column events, int row) => events switch
    {
        BooleanColumn c => c.Values[row] > 0,
        IntegerColumn c => c.Values[row] > 0,
        MoneyColumn c => c.Values[row] > 0,
        NumberColumn c => c.Values[row] > 0,
        _ => throw new ArgumentOutOfRangeException(nameof(events), events.Type, "no event has this type"),
    };
}
