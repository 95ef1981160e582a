namespace Segmentation.Engine.Backtesting;

/// <summary>Whether rates go one way from the best group to the worst.</summary>
/// <param name="Tau">Kendall's tau of place and rate (Kendall 1938), over the pairs of groups: 1 when the rate falls
/// from each to the next, -1 when it rises, 0 for fewer than two groups.</param>
/// <param name="Inversions">The neighbours among which the rate goes against the whole.</param>
public sealed record RankOrder(double Tau, int Inversions)
{
    /// <summary>The order of groups; those without customers are left out.</summary>
    /// <param name="customers">The customers of each group, best group first.</param>
    /// <param name="events">To how many of them it happened.</param>
    public static RankOrder Of(ReadOnlySpan<long> customers, ReadOnlySpan<long> events)
    {
        var rates = new List<double>();
        for (var i = 0; i < customers.Length; i++)
        {
            if (customers[i] > 0)
                rates.Add((double)events[i] / customers[i]);
        }

        var falls = 0;
        for (var better = 0; better < rates.Count; better++)
        {
            for (var worse = better + 1; worse < rates.Count; worse++)
                falls += Math.Sign(rates[better] - rates[worse]);
        }

        var pairs = rates.Count * (rates.Count - 1) / 2;
        var against = Enumerable.Range(1, Math.Max(0, rates.Count - 1))
            .Count(i => Math.Sign(rates[i - 1] - rates[i]) * Math.Sign(falls) < 0);
        return new RankOrder(pairs == 0 ? 0 : (double)falls / pairs, against);
    }
}
