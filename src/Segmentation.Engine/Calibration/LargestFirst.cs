using System.Numerics;
using Segmentation.Engine.Columns;

namespace Segmentation.Engine.Calibration;

/// <summary>Finds the values at which a running sum, largest first, reaches shares of the whole sum.</summary>
/// <remarks>
/// Values of 0 and less count for nothing. Exact values are added as whole numbers of any length; floating-point
/// values are added from the largest to the smallest, so that their order does not matter.
/// </remarks>
internal static class LargestFirst
{
    private const int PartsOfPercent = 1_000_000;
    private const int Percent = 100;

    /// <summary>The values, ascending: one per share, or none when no value is above 0.</summary>
    /// <param name="sorted">The values, ascending.</param>
    /// <param name="percents">The shares in percent, strictly ascending, exact to 10^-6.</param>
    public static decimal[] Edges(decimal[] sorted, IReadOnlyList<decimal> percents)
    {
        const long Whole = (long)Percent * PartsOfPercent;
        var reached = Edges(sorted, Exact.Units, percents, (sum, percent) =>
            (sum * (BigInteger)(percent * PartsOfPercent) + Whole - 1) / Whole);
        return Array.ConvertAll(reached, Exact.Trimmed);
    }

    /// <inheritdoc cref="Edges(decimal[], IReadOnlyList{decimal})"/>
    public static double[] Edges(double[] sorted, IReadOnlyList<decimal> percents) =>
        Edges(sorted, value => value, percents, (sum, percent) => sum * (double)(percent / Percent));

    private static TValue[] Edges<TValue, TSum>(
        TValue[] sorted, Func<TValue, TSum> amount, IReadOnlyList<decimal> percents, Func<TSum, decimal, TSum> part)
        where TValue : INumber<TValue>
        where TSum : INumber<TSum>
    {
        var whole = TSum.Zero;
        for (var i = sorted.Length - 1; i >= 0 && sorted[i] > TValue.Zero; i--)
            whole += amount(sorted[i]);
        if (whole == TSum.Zero)
            return [];
        var edges = new TValue[percents.Count];
        var (sum, last) = (TSum.Zero, sorted.Length);
        for (var share = 0; share < edges.Length; share++)
        {
            var wanted = part(whole, percents[share]);
            while (last == sorted.Length || sum < wanted)
                sum += amount(sorted[--last]);
            edges[^(share + 1)] = sorted[last];
        }

        return edges;
    }
}
