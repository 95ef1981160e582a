namespace Segmentation.Engine.Lifetime;

/// <summary>Fits by <see cref="Descent"/> from several starts, and holds back what would run away.</summary>
internal static class MultiStart
{
    /// <summary>Beyond this logarithm a parameter is as good as 0 or infinite.</summary>
    public const double Furthest = 9;

    // As if each log-parameter were normal around its middle with a variance of 10: a factor of 24 each way.
    private const double Ridge = 1.0 / 20;
    private const double Outside = 2 * Furthest;

    /// <summary>
    /// The best of what is found from all starts; when that has run away along a ridge, the best with a ridge penalty.
    /// </summary>
    /// <param name="objective">Minus the log-likelihood, by logarithms of parameters relative to their middle.</param>
    /// <param name="customers">The customers behind it: what is searched is the mean.</param>
    /// <param name="starts">The points to start from.</param>
    /// <returns>The point, and whether it is held back.</returns>
    public static (Lowest Best, bool IsHeldBack) Search(
        Objective objective, double customers, IReadOnlyList<double[]> starts)
    {
        var best = Best(objective, customers, starts, 0);
        return best.Converged && best.At.All(parameter => Math.Abs(parameter) < Furthest)
            ? (best, false)
            : (Best(objective, customers, starts, Ridge), true);
    }

    /// <summary>Standard errors of parameters from those of their logarithms; null where they are not told.</summary>
    /// <inheritdoc cref="Search" path="/param[@name='customers']"/>
    public static IReadOnlyList<double?> StandardErrors(Lowest best, double customers, params double[] parameters) =>
        [.. parameters.Select((parameter, i) => best.Covariance is { } covariance
            ? parameter * Math.Sqrt(covariance[i, i] / customers)
            : (double?)null)];

    /// <summary>What is said of a fit.</summary>
    public static IReadOnlyList<string> Flags(Lowest best, bool isHeldBack, bool areRowsLeftOut)
    {
        var flags = new List<string>();
        if (areRowsLeftOut)
            flags.Add(FitFlag.RowsLeftOut);
        if (isHeldBack)
            flags.Add(FitFlag.Ridge);
        if (!best.Converged)
            flags.Add(FitFlag.NotConverged);
        return flags;
    }

    private static Lowest Best(
        Objective objective, double customers, IReadOnlyList<double[]> starts, double ridge)
    {
        return starts.Select(start => Descent.Search(Mean, start)).MinBy(found => found.Value)!;

        double Mean(ReadOnlySpan<double> at, Span<double> slope)
        {
            var sum = 0.0;
            foreach (var parameter in at)
            {
                if (!(Math.Abs(parameter) < Outside))
                    return double.PositiveInfinity;
                sum += ridge * parameter * parameter;
            }

            sum += objective(at, slope);
            for (var i = 0; i < at.Length; i++)
                slope[i] = (slope[i] + 2 * ridge * at[i]) / customers;
            return sum / customers;
        }
    }
}
