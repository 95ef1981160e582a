using Segmentation.Engine.Calibration;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Expressions;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Schemes;

/// <summary>A scheme bound to the measures and the other schemes that it reads.</summary>
public sealed class SchemePlan
{
    private readonly Decider _decider;

    private SchemePlan(SchemeDefinition definition, SchemeNames names, Problems problems)
    {
        Definition = definition;
        var scoring = new Scoring(definition.Scores, names.Measures, problems);
        Inputs = scoring.Inputs;
        Features = ClusterDecider.FeaturesOf(definition, names.Measures, problems);
        _decider = definition.Kind switch
        {
            SchemeKind.Scorecard => new PointsDecider(definition, names, scoring, problems),
            SchemeKind.Clusters => new ClusterDecider(definition, Features, names, problems),
            _ => new ScoreDecider(definition, names, scoring, problems),
        };
        var seen = new SchemeScope(names, definition, seesOwn: true);
        Attention =
        [
            .. definition.Segments.Select(segment => segment.Attention
                .Select(rule => AttentionPlan.Bind(rule, seen, problems)).OfType<AttentionPlan>().ToArray()),
        ];
        Slot = names.Find(definition.Name)!.Reference.Slot;
        OwnSlots = [.. definition.Columns.Select(column => names.Find(column.Name)!.Reference.Slot)];
        Conditions = [.. _decider.Conditions];
        MayBeUnknown = Conditions.Any(condition => condition.Expression.MayBeNull);
        Uses =
        [
            .. Conditions.SelectMany(condition => condition.Expression.References)
                .Select(used => names.Find(used.Name)!)
                .Where(used => used.Scheme is { } scheme && (scheme != definition.Name || used.Reference.Slot == Slot))
                .Select(used => used.Scheme!).Distinct().Order(StringComparer.Ordinal),
        ];
        foreach (var segment in definition.Segments)
            Ids.Add(segment.Id);
    }

    /// <summary>The scheme as written.</summary>
    public SchemeDefinition Definition { get; }

    /// <summary>What the scores are of, in the order of the scheme.</summary>
    public IReadOnlyList<ScoreInput> Inputs { get; }

    /// <summary>The measures that clusters are learned from, by their place in the workspace; empty for other kinds.
    /// </summary>
    public IReadOnlyList<int> Features { get; }

    /// <summary>The conditions, in the order in which they are looked at.</summary>
    public IReadOnlyList<Condition> Conditions { get; }

    /// <summary>The conditions of the segments; null for the last resort and the missing segment.</summary>
    public IReadOnlyList<Condition?> BySegment => _decider.Segments.Conditions;

    /// <summary>Per segment the rules by which its customers need attention.</summary>
    public IReadOnlyList<IReadOnlyList<AttentionPlan>> Attention { get; }

    /// <summary>The index of the segment of customers for whom no condition holds.</summary>
    public int LastResort => _decider.Segments.LastResort;

    /// <summary>The index of the segment of customers without a score, or -1.</summary>
    public int Missing => _decider.Segments.Missing;

    /// <summary>The segments of cases in which every score is known.</summary>
    internal int[] Decide(Frame cases)
    {
        var population = new bool[cases.Count];
        Array.Fill(population, true);
        return _decider.Segments.Decide(cases, population, new sbyte[cases.Count]);
    }

    /// <summary>Whether a condition may be unknown for a customer, for all that is known without data.</summary>
    public bool MayBeUnknown { get; }

    /// <summary>The schemes whose results its conditions read, by name.</summary>
    public IReadOnlyList<string> Uses { get; }

    /// <summary>The ids of the segments, best first.</summary>
    public TextList Ids { get; } = new();

    /// <summary>Where other schemes find the segments.</summary>
    internal int Slot { get; }

    /// <summary>Where conditions find the columns that lead to the segments, in the order of the scheme.</summary>
    internal IReadOnlyList<int> OwnSlots { get; }

    /// <summary>Binds a scheme; null when there were problems.</summary>
    internal static SchemePlan? Bind(SchemeDefinition definition, SchemeNames names, Problems problems)
    {
        var before = problems.Count;
        var plan = new SchemePlan(definition, names, problems);
        return problems.Count == before ? plan : null;
    }

    /// <summary>The conditions that were unknown on the way of a customer, the only one of some results.</summary>
    public IReadOnlyList<Condition> Unknown(SchemeResults one) =>
        one.Of(this).Unknown[0] == 0 ? [] : [.. _decider.Unknown(one)];

    /// <summary>Decides for every customer.</summary>
    /// <param name="results">The measures, and the results of schemes that this one uses.</param>
    /// <param name="edges">The edges of each score, in the order of the scheme.</param>
    /// <param name="settle">Turns what it decides into what people see; null for the same.</param>
    internal void Decide(SchemeResults results, IReadOnlyList<Edges> edges, Settle? settle)
    {
        var decision = _decider.Decide(results, edges);
        results.Add(this, settle is null ? decision : settle(this, decision, results, edges));
    }

    /// <summary>The segments of customers some of whose numbers were changed: measures, or a scorecard's total.
    /// </summary>
    internal int[] Segments(SchemeResults results, IReadOnlyList<Edges> edges) =>
        Definition.Kind == SchemeKind.Scorecard ? Decide(results) : _decider.Decide(results, edges).Segments;
}
