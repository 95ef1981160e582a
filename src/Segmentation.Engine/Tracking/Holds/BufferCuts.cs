using Segmentation.Engine.Calibration;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Schemes;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Tracking.Holds;

/// <summary>Where a number that a scheme decides by is cut.</summary>
/// <param name="Slot">Where the scheme finds the number.</param>
/// <param name="Decimals">The cuts of an exact number, in any order.</param>
/// <param name="Numbers">The cuts of a floating-point number, in any order.</param>
internal readonly record struct BufferCuts(int Slot, IEnumerable<decimal> Decimals, IEnumerable<double> Numbers)
{
    /// <summary>
    /// The cuts of a scheme: of a scorecard's total by its segments; in other kinds of each measure, by the edges of
    /// its scores and by the numbers that conditions compare it with.
    /// </summary>
    /// <param name="plan">The scheme.</param>
    /// <param name="edges">The edges of its scores.</param>
    /// <param name="measures">The number of measures, which have the first slots.</param>
    public static IEnumerable<BufferCuts> Of(SchemePlan plan, IReadOnlyList<Edges> edges, int measures)
    {
        var thresholds = plan.BySegment.OfType<Condition>()
            .SelectMany(condition => condition.Expression.Thresholds).ToLookup(one => one.Of.Slot, one => one.Value);
        if (plan.Definition.Kind == SchemeKind.Scorecard)
            return [Of(plan.OwnSlots[^1], thresholds[plan.OwnSlots[^1]], [])];
        return plan.Inputs.Select(input => input.Measure)
            .Concat(thresholds.Select(one => one.Key).Where(slot => slot < measures)).Distinct()
            .Select(slot => Of(slot, thresholds[slot], plan.Inputs.Zip(edges)
                .Where(score => score.First.Measure == slot).Select(score => score.Second)));
    }

    private static BufferCuts Of(int slot, IEnumerable<decimal> thresholds, IEnumerable<Edges> edges) => new(
        slot, thresholds.Concat(edges.SelectMany(one => one.Exact ?? [])),
        thresholds.Select(Exact.ToNumber).Concat(edges.SelectMany(one => one.Floating ?? [])));
}
