namespace Segmentation.Engine.Backtesting;

/// <summary>Whether rates differ between groups in any way, with an order or without.</summary>
/// <param name="Statistic">Pearson's chi-square (Pearson 1900): the sum over all cells of (found - expected)² /
/// expected, at least 0.</param>
/// <param name="Freedom">The degrees of freedom: the groups that have customers, less one.</param>
/// <param name="P">The chance of such a statistic, or a greater one, when all rates are the same; from 0 to 1.</param>
public sealed record RateTest(double Statistic, int Freedom, double P)
{
    /// <summary>The test of groups; P is 1 for fewer than two, and when it happened to all or nobody.</summary>
    /// <param name="customers">The customers of each group.</param>
    /// <param name="events">To how many of them it happened.</param>
    public static RateTest Of(ReadOnlySpan<long> customers, ReadOnlySpan<long> events)
    {
        long all = 0, happened = 0;
        var groups = 0;
        for (var i = 0; i < customers.Length; i++)
        {
            (all, happened) = (all + customers[i], happened + events[i]);
            groups += customers[i] > 0 ? 1 : 0;
        }

        if (groups < 2 || happened == 0 || happened == all)
            return new RateTest(0, Math.Max(0, groups - 1), 1);
        var (rate, statistic) = ((double)happened / all, 0d);
        for (var i = 0; i < customers.Length; i++)
        {
            if (customers[i] == 0)
                continue;
            var off = events[i] - customers[i] * rate;
            statistic += off * off / (customers[i] * rate * (1 - rate));
        }

        return new RateTest(statistic, groups - 1, Upper(groups - 1, statistic));
    }

    /// <summary>
    /// The upper tail of the chi-square distribution: 1 - P(k/2, x/2), with the incomplete gamma function by its series
    /// P(a, z) = z^a e^-z / Γ(a+1) · Σ z^i / ((a+1)...(a+i)) (Abramowitz and Stegun 6.5.29).
    /// </summary>
    /// <param name="freedom">The degrees of freedom k, at least 1.</param>
    /// <param name="statistic">The value x, at least 0.</param>
    internal static double Upper(int freedom, double statistic)
    {
        // Beyond this the tail is 0 in double precision for any number of groups that a scheme has.
        const double Farthest = 1400;
        var (a, z) = (freedom / 2d, Math.Min(statistic, Farthest + freedom) / 2);
        if (z == 0)
            return 1;
        // Γ(1/2) = √π and Γ(1) = 1; then Γ(b+1) = b Γ(b).
        var logGamma = freedom % 2 == 0 ? 0 : Math.Log(Math.PI) / 2;
        for (var b = freedom % 2 == 0 ? 1 : .5; b <= a; b++)
            logGamma += Math.Log(b);
        var log = a * Math.Log(z) - z - logGamma;
        double sum = 1, term = 1;
        for (var i = 1; term > sum * 1e-17; i++)
        {
            term *= z / (a + i);
            sum += term;
        }

        return Math.Clamp(1 - Math.Exp(log + Math.Log(sum)), 0, 1);
    }
}
