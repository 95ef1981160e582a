namespace Segmentation.Engine.Lifetime;

/// <summary>How a model did against the naive one.</summary>
public enum Grade
{
    /// <summary>It found at least 5 % more of the best customers.</summary>
    A,

    /// <summary>It found as many, or up to 5 % more.</summary>
    B,

    /// <summary>It found fewer: the naive model takes its place.</summary>
    C,
}

/// <summary>
/// A trial on days that were held back: both models forecast them from what was before, and are asked who will be in
/// the fifth that spends most.
/// </summary>
/// <param name="Customers">Customers who were forecast.</param>
/// <param name="Found">The share of the true top fifth that is in the model's, from 0 to 1.</param>
/// <param name="FoundNaive">The same of the naive model.</param>
public sealed record HoldOut(int Customers, double Found, double FoundNaive)
{
    /// <summary>The share of customers that is looked for.</summary>
    public const double Top = 0.2;

    /// <summary>How much more than the naive model grade A needs.</summary>
    public const double MuchMore = 0.05;

    /// <summary>The grade.</summary>
    public Grade Grade => Found < FoundNaive ? Grade.C
        : Found >= FoundNaive * (1 + MuchMore) && Found > 0 ? Grade.A
        : Grade.B;

    /// <summary>Compares two forecasts with what came.</summary>
    /// <param name="forecast">Per customer what the model expected.</param>
    /// <param name="naive">Per customer what the naive model expected.</param>
    /// <param name="actual">Per customer what was spent; who spent nothing is in no top.</param>
    /// <returns>Null when nobody spent anything: then there is nothing to find.</returns>
    public static HoldOut? Of(
        ReadOnlySpan<double> forecast, ReadOnlySpan<double> naive, ReadOnlySpan<double> actual)
    {
        var truth = TopOf(actual);
        for (var row = 0; row < truth.Length; row++)
            truth[row] = actual[row] > 0 ? truth[row] : 0;
        var all = Sorted(truth);
        return all == 0 ? null : new(actual.Length, Sum(TopOf(forecast)) / all, Sum(TopOf(naive)) / all);

        double Sum(double[] top)
        {
            for (var row = 0; row < top.Length; row++)
                top[row] *= truth[row];
            return Sorted(top);
        }
    }

    // 1 for those above the edge of the top fifth; those on it share the places that are left.
    private static double[] TopOf(ReadOnlySpan<double> values)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        var places = (int)Math.Ceiling(sorted.Length * Top);
        var weights = new double[sorted.Length];
        if (places == 0)
            return weights;
        var edge = sorted[^places];
        var (above, on) = (sorted.Count(value => value > edge), sorted.Count(value => value == edge));
        for (var row = 0; row < weights.Length; row++)
            weights[row] = values[row] > edge ? 1 : values[row] == edge ? (double)(places - above) / on : 0;
        return weights;
    }

    // Sorted, so that the sum does not depend on the order of customers.
    private static double Sorted(double[] values) => values.Order().Sum();
}
