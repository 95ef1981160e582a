using System.Numerics;

namespace Segmentation.Engine.Profiles;

/// <summary>
/// How far a segment is from all other customers, whatever the unit: J. Cohen, Statistical Power Analysis for the
/// Behavioral Sciences, 2nd edition (1988), chapters 2 and 6. 0.2 is small, 0.5 medium, 0.8 large.
/// </summary>
public static class EffectSize
{
    /// <summary>
    /// The largest effect that is told; where both sides are constants and differ it would be infinite.
    /// </summary>
    public const double Most = 100;

    /// <summary>How many customers with a value there must be on both sides.</summary>
    public const int LeastCustomers = 2;

    /// <summary>
    /// Cohen's d: the difference of the means divided by the pooled standard deviation,
    /// sqrt(((n1 - 1) s1² + (n2 - 1) s2²) / (n1 + n2 - 2)).
    /// </summary>
    /// <param name="ours">The numbers of the segment.</param>
    /// <param name="others">The numbers of all other customers.</param>
    /// <returns>
    /// From -100 to 100, above 0 when the segment has more; null with fewer than 2 numbers on a side.
    /// </returns>
    public static double? D(Moments ours, Moments others)
    {
        if (ours.Count < LeastCustomers || others.Count < LeastCustomers)
            return null;
        var (n1, n2) = ((BigInteger)ours.Count, (BigInteger)others.Count);
        // Both sides of the fraction are exact, multiplied by n1 * n2.
        var difference = ours.Sum * n2 - others.Sum * n1;
        var spread = ours.Spread * n2 + others.Spread * n1;
        if (spread.IsZero)
            return Most * difference.Sign;
        var effect = (double)difference * Math.Sqrt((double)(n1 + n2 - 2)) / Math.Sqrt((double)(spread * n1 * n2));
        return Math.Clamp(effect, -Most, Most);
    }

    /// <summary>Cohen's h: the difference of two shares p after 2 arcsin(sqrt(p)).</summary>
    /// <param name="ours">The share in the segment, from 0 to 1.</param>
    /// <param name="others">The share among all other customers, from 0 to 1.</param>
    /// <returns>From -pi to pi, above 0 when the segment has the larger share.</returns>
    public static double H(double ours, double others) =>
        2 * Math.Asin(Math.Sqrt(ours)) - 2 * Math.Asin(Math.Sqrt(others));

    /// <summary>
    /// How many times as frequent a category is in a segment as among all customers. Each category counts once more
    /// than it occurs (Laplace), so that few customers do not make a large lift.
    /// </summary>
    /// <param name="ours">The customers of the segment in the category.</param>
    /// <param name="oursKnown">The customers of the segment with a value.</param>
    /// <param name="all">All customers in the category.</param>
    /// <param name="allKnown">All customers with a value.</param>
    /// <param name="categories">The number of categories that occur.</param>
    /// <returns>Above 0; 1 when the segment is like all.</returns>
    public static decimal Lift(long ours, long oursKnown, long all, long allKnown, int categories) =>
        (ours + 1m) * (allKnown + categories) / ((oursKnown + categories) * (all + 1m));

    /// <summary>
    /// Eta squared: the share of the variance of all numbers that lies between the groups, and not within them;
    /// R. A. Fisher, Statistical Methods for Research Workers (1925), chapter 7.
    /// </summary>
    /// <param name="groups">The numbers of each group.</param>
    /// <returns>From 0 to 1; null when all numbers are equal.</returns>
    public static double? EtaSquared(IReadOnlyCollection<Moments> groups)
    {
        var all = groups.Aggregate((a, b) => a + b);
        if (all.Spread.IsZero)
            return null;
        var within = groups.Where(group => group.Count > 0).Sum(group => (double)group.Spread / group.Count);
        return Math.Clamp(1 - within / ((double)all.Spread / all.Count), 0, 1);
    }
}
