using Segmentation.Engine.Calibration;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Expressions;
using Segmentation.Engine.Measures;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Schemes;

/// <summary>A scheme bound to the measures: scores by edges, then the first segment whose condition holds.</summary>
public sealed class SchemePlan
{
    private readonly MeasurePlan _measures;
    private readonly ScoreInput[] _inputs;
    private readonly Expression?[] _conditions;

    private SchemePlan(SchemeDefinition definition, MeasurePlan measures, Problems problems)
    {
        (Definition, _measures) = (definition, measures);
        _inputs = [.. definition.Scores.Select(score => new ScoreInput(Scored(score, problems), score.Cut))];
        var scope = new SchemeScope(this);
        _conditions = [.. definition.Segments.Select(segment => segment.When is { } when
            ? Expression.Bind(when, scope, ColumnType.Boolean, problems)
            : null)];
        foreach (var attention in definition.Segments.Select(segment => segment.Attention).OfType<AttentionText>())
            CheckNames(attention, scope, problems);
        Missing = IndexOf(definition.Missing);
        LastResort = definition.Segments.ToList().FindLastIndex(s => s.When is null && s.Id != definition.Missing);
    }

    /// <summary>The scheme as written.</summary>
    public SchemeDefinition Definition { get; }

    /// <summary>The index of the segment of customers without a score, or -1.</summary>
    public int Missing { get; }

    /// <summary>The index of the segment of customers for whom no condition holds.</summary>
    public int LastResort { get; }

    /// <summary>The conditions by segment; null for the last resort and the missing segment.</summary>
    public IReadOnlyList<Expression?> Conditions => _conditions;

    /// <summary>Binds a scheme; null when there were problems.</summary>
    public static SchemePlan? Bind(SchemeDefinition definition, MeasurePlan measures, Problems problems)
    {
        var before = problems.Count;
        var plan = new SchemePlan(definition, measures, problems);
        return problems.Count == before ? plan : null;
    }

    /// <summary>What the scores are of, in the order of the scheme.</summary>
    public IReadOnlyList<ScoreInput> Inputs => _inputs;

    /// <summary>The index of a segment, or -1.</summary>
    public int IndexOf(string? segment)
    {
        for (var i = 0; i < Definition.Segments.Count; i++)
        {
            if (Definition.Segments[i].Id == segment)
                return i;
        }

        return -1;
    }

    /// <summary>Decides for every customer.</summary>
    /// <param name="measures">The measures, in the order of the workspace.</param>
    /// <param name="edges">The edges of each score, in the order of the scheme.</param>
    /// <param name="asOf">The as-of day.</param>
    /// <param name="count">The number of customers.</param>
    public Decision Decide(IReadOnlyList<Column> measures, IReadOnlyList<Edges> edges, int asOf, int count)
    {
        var population = Calibrator.Population(_inputs, measures, count);
        var scores = new IntegerColumn[_inputs.Length];
        for (var score = 0; score < scores.Length; score++)
            scores[score] = Scores(score, measures[_inputs[score].Measure], edges[score], population);
        var frame = new SchemeFrame(scores, measures, asOf, count);
        return new Decision(scores, Segments(frame, population));
    }

    private int[] Segments(SchemeFrame frame, bool[] population)
    {
        const int Open = -1;
        var segments = new int[frame.Count];
        for (var customer = 0; customer < segments.Length; customer++)
            segments[customer] = population[customer] ? Open : Missing;
        for (var segment = 0; segment < _conditions.Length; segment++)
        {
            if (_conditions[segment] is not { } condition)
                continue;
            var holds = ((BooleanColumn)condition.Evaluate(frame)).Values;
            for (var customer = 0; customer < segments.Length; customer++)
            {
                if (segments[customer] == Open && holds[customer] == 1)
                    segments[customer] = segment;
            }
        }

        segments.AsSpan().Replace(Open, LastResort);
        return segments;
    }

    private IntegerColumn Scores(int score, Column measure, Edges edges, bool[] population)
    {
        var definition = Definition.Scores[score];
        var buckets = edges.Buckets(measure);
        for (var customer = 0; customer < buckets.Length; customer++)
        {
            buckets[customer] = !population[customer] ? IntegerColumn.Null
                : definition.LessIsBetter ? definition.Buckets + 1 - buckets[customer]
                : buckets[customer];
        }

        return new IntegerColumn(buckets);
    }

    private static void CheckNames(AttentionText attention, SchemeScope scope, Problems problems)
    {
        foreach (var name in attention.Measures.Where(name => scope.Find(name, null) is null))
        {
            problems.Add(
                ProblemCode.UnknownName, attention.At, $"unknown name '{name}'", $"one of the {scope.What}",
                Suggestion.For(name, [.. scope.Names]));
        }
    }

    private int Scored(ScoreDefinition score, Problems problems)
    {
        var measure = _measures.Find(score.Measure);
        if (measure < 0)
        {
            var names = _measures.Definitions.Select(m => m.Name).ToArray();
            problems.Add(
                ProblemCode.UnknownName, score.At, $"unknown measure '{score.Measure}'",
                $"a measure: {string.Join(", ", names)}",
                Suggestion.For(score.Measure, names));
        }
        else if (_measures.Type(measure) is ColumnType.Text or ColumnType.Boolean)
        {
            problems.Add(
                ProblemCode.WrongType, score.At, $"measure '{score.Measure}' is {_measures.Type(measure)}",
                "a number or a date to score");
        }
        else if (_measures.Type(measure) is ColumnType.Date && score.Cut is not QuantileCut)
        {
            problems.Add(
                ProblemCode.WrongType, score.At, $"measure '{score.Measure}' is {ColumnType.Date}",
                "a number to cut by 'share' or 'edges'",
                "cut it by 'quantiles', or measure days with days_since()");
        }

        return measure;
    }

    /// <summary>Scores have the slots from 0, measures the slots behind them.</summary>
    private sealed class SchemeScope(SchemePlan plan) : Scope
    {
        public override IEnumerable<string> Names =>
            plan.Definition.Scores.Select(s => s.Name).Concat(plan._measures.Definitions.Select(m => m.Name));

        public override string What => "scores of the scheme and measures of measures.yaml";

        public override Reference? Find(string name, ColumnType? wanted)
        {
            for (var score = 0; score < plan.Definition.Scores.Count; score++)
            {
                if (plan.Definition.Scores[score].Name == name)
                    return new Reference(score, name, ColumnType.Integer);
            }

            var measure = plan._measures.Find(name);
            return measure < 0
                ? null
                : new Reference(plan.Definition.Scores.Count + measure, name, plan._measures.Type(measure));
        }
    }
}

/// <summary>What a scheme decided.</summary>
/// <param name="Scores">One column per score; null for customers that are not scored.</param>
/// <param name="Segments">Per customer the index of the segment.</param>
public sealed record Decision(IntegerColumn[] Scores, int[] Segments);

/// <summary>The scores and measures of customers, as the conditions of a scheme see them.</summary>
internal sealed class SchemeFrame(
    IReadOnlyList<IntegerColumn> scores, IReadOnlyList<Column> measures, int asOf, int count) : Frame
{
    public override int Count => count;

    public override int AsOf => asOf;

    public override Column Column(int slot) => slot < scores.Count ? scores[slot] : measures[slot - scores.Count];
}
