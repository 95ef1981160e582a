using Segmentation.Engine.Columns;
using Segmentation.Engine.Expressions;
using Segmentation.Engine.Tracking;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Schemes;

/// <summary>A rule of attention bound to the measures and schemes that it reads.</summary>
public sealed class AttentionPlan
{
    /// <summary>The digits behind the point of a weight.</summary>
    private const int WeightDigits = 4;

    private readonly Expression? _when;
    private readonly Expression? _weight;

    private AttentionPlan(AttentionRule rule, Expression? when, Expression? weight) =>
        (Rule, _when, _weight) = (rule, when, weight);

    /// <summary>The rule as written.</summary>
    public AttentionRule Rule { get; }

    /// <summary>
    /// Per customer of a scored shard the share of its value that is at stake, from 0 to 1, to 4 digits; null where the
    /// rule does not apply, in whichever segment. A rule that reads a scheme that did not run applies to nobody.
    /// </summary>
    /// <param name="set">The schemes.</param>
    /// <param name="scored">The shard.</param>
    /// <param name="asOf">The as-of day of its run, in days since 1970-01-01.</param>
    public decimal?[] Weights(SchemeSet set, ScoredShard scored, int asOf)
    {
        var weights = new decimal?[scored.Ids.Count];
        if (Expressions.SelectMany(one => one.References).Any(used => scored.Find(set.ColumnAt(used.Slot)) is null))
            return weights;
        var frame = new ScoredFrame(set, scored, asOf);
        var holds = ((BooleanColumn?)_when?.Evaluate(frame))?.Values;
        var shares = ((NumberColumn?)_weight?.Evaluate(frame))?.Values;
        for (var customer = 0; customer < weights.Length; customer++)
        {
            if (holds is null || holds[customer] == 1)
                weights[customer] = shares is null ? Rule.Weight : Share(shares[customer]);
        }

        return weights;
    }

    /// <summary>Binds a rule; null after a problem.</summary>
    internal static AttentionPlan? Bind(AttentionRule rule, Scope scope, Problems problems)
    {
        var before = problems.Count;
        foreach (var name in rule.Text.Measures.Where(name => scope.Find(name, null) is null))
        {
            problems.Add(
                ProblemCode.UnknownName, rule.Text.At, $"unknown name '{name}'", $"one of the {scope.What}",
                Suggestion.For(name, [.. scope.Names]));
        }

        var when = Bind(rule.When, ColumnType.Boolean, scope, problems);
        var weight = Bind(rule.WeightOf, ColumnType.Number, scope, problems);
        return problems.Count == before ? new AttentionPlan(rule, when, weight) : null;
    }

    private IEnumerable<Expression> Expressions => new[] { _when, _weight }.OfType<Expression>();

    private static Expression? Bind(ExpressionText? text, ColumnType type, Scope scope, Problems problems) =>
        text is null ? null : Expression.Bind(text, scope, type, problems);

    private static decimal? Share(double share) =>
        double.IsNaN(share) ? null : decimal.Round((decimal)Math.Clamp(share, 0, 1), WeightDigits);
}
