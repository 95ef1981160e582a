namespace Segmentation.Engine.Lifetime;

/// <summary>Whether there is enough to fit a model of orders and spend.</summary>
/// <param name="Customers">Customers with an order.</param>
/// <param name="Repeaters">Those who came back on another day.</param>
/// <param name="HistoryDays">Days since the oldest first order.</param>
/// <param name="MedianGapDays">
/// The median over repeaters of their mean days between orders; null without repeaters.
/// </param>
/// <param name="Correlation">
/// Pearson's correlation of repeats with mean spend among repeaters with a spend above 0, which Gamma-Gamma takes for
/// 0; null when either is the same for all.
/// </param>
public sealed record Sufficiency(
    int Customers, int Repeaters, int HistoryDays, double? MedianGapDays, double? Correlation)
{
    /// <summary>How many customers there must be.</summary>
    public const int LeastCustomers = 100;

    /// <summary>How many of them must have come back.</summary>
    public const int LeastRepeaters = 30;

    /// <summary>How many median gaps the history must be long.</summary>
    public const double LeastGaps = 2;

    /// <summary>From here on, above or below 0, repeats and spend are taken to go together.</summary>
    public const double WarnCorrelation = 0.3;

    /// <summary>Whether there are enough customers.</summary>
    public bool EnoughCustomers => Customers >= LeastCustomers;

    /// <summary>Whether enough of them came back.</summary>
    public bool EnoughRepeaters => Repeaters >= LeastRepeaters;

    /// <summary>Whether the history is long enough.</summary>
    public bool EnoughHistory => HistoryDays >= LeastGaps * MedianGapDays;

    /// <summary>Whether a model may be fitted; if not, <see cref="NaiveModel"/> takes its place.</summary>
    public bool IsEnough => EnoughCustomers && EnoughRepeaters && EnoughHistory;

    /// <summary>Whether expected spend is to be taken with care.</summary>
    public bool IsCorrelated => Math.Abs(Correlation ?? 0) >= WarnCorrelation;

    /// <summary>Looks at all customers.</summary>
    /// <param name="repeats">Per customer the days with orders after the first such day.</param>
    /// <param name="last">Per customer the days from the first order to the last.</param>
    /// <param name="age">Per customer the days since the first order.</param>
    /// <param name="meanSpend">Per customer the mean spend of repeat days; empty when none is asked for.</param>
    public static Sufficiency Of(
        ReadOnlySpan<int> repeats, ReadOnlySpan<int> last, ReadOnlySpan<int> age, ReadOnlySpan<double> meanSpend)
    {
        var (gaps, spends, history) = (new List<double>(), new List<(int Repeats, double Spend)>(), 0);
        for (var row = 0; row < repeats.Length; row++)
        {
            history = Math.Max(history, age[row]);
            if (repeats[row] <= 0)
                continue;
            gaps.Add((double)last[row] / repeats[row]);
            if (!meanSpend.IsEmpty && meanSpend[row] > 0 && double.IsFinite(meanSpend[row]))
                spends.Add((repeats[row], meanSpend[row]));
        }

        gaps.Sort();
        spends.Sort();
        return new(repeats.Length, gaps.Count, history, Median(gaps), Pearson(spends));
    }

    private static double? Median(List<double> sorted) =>
        sorted.Count == 0 ? null : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;

    // Sorted, so that the sums do not depend on the order of customers.
    private static double? Pearson(List<(int Repeats, double Spend)> sorted)
    {
        if (sorted.Count == 0)
            return null;
        var (meanX, meanY) = (sorted.Average(pair => pair.Repeats), sorted.Average(pair => pair.Spend));
        var (xx, yy, xy) = (0.0, 0.0, 0.0);
        foreach (var (repeats, spend) in sorted)
        {
            var (x, y) = (repeats - meanX, (spend - meanY) / meanY);
            (xx, yy, xy) = (xx + x * x, yy + y * y, xy + x * y);
        }

        // Below this the spread is rounding.
        return xx > 0 && yy > 1e-18 * sorted.Count ? xy / Math.Sqrt(xx * yy) : null;
    }
}
