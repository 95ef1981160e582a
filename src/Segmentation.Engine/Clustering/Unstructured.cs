namespace Segmentation.Engine.Clustering;

/// <summary>
/// Customers without clusters, to compare with: they fill a box along the principal axes evenly, with the variances of
/// the real ones. Distances do not know how a box is turned, so that only the variances are looked for.
/// </summary>
/// <remarks>
/// The gap statistic of R. Tibshirani, G. Walther and T. Hastie, Estimating the Number of Clusters in a Data Set via
/// the Gap Statistic, Journal of the Royal Statistical Society B 63 (2001), pages 411-423, with their reference (b),
/// and inertia taken as a part of that of one cluster.
/// </remarks>
internal sealed class Unstructured
{
    /// <summary>How many times such customers are made.</summary>
    public const int Rounds = 10;

    // Of a ratio of inertias; a logarithm stays finite when all customers are on their centroids.
    private const double LeastRatio = 1e-12;

    private readonly PointColumns[] _references;
    private readonly double[] _totals;

    /// <summary>Makes customers without clusters.</summary>
    /// <param name="points">The real ones.</param>
    /// <param name="seed">Decides the numbers.</param>
    public Unstructured(PointColumns points, ulong seed)
    {
        var sides = Array.ConvertAll(
            Covariance.Of(points).Eigenvalues(), variance => Math.Sqrt(12 * Math.Max(variance, 0)));
        _references = new PointColumns[Rounds];
        Parallel.For(0, Rounds, round => _references[round] = Box(points.Count, sides, Draws.Seed(seed, round)));
        _totals = Array.ConvertAll(_references, reference => KMeans.Fit(reference, 1, 1, seed).Inertia);
    }

    /// <summary>How far clusters are better than those of customers without any.</summary>
    /// <param name="inertia">The inertia of the clusters.</param>
    /// <param name="total">The inertia of all customers as one cluster.</param>
    /// <param name="k">The number of clusters.</param>
    /// <param name="starts">How many starts they were found by.</param>
    /// <param name="seed">Decides the starts.</param>
    /// <returns>The mean difference of logarithms, and its standard error.</returns>
    public (double Gap, double Error) Gap(double inertia, double total, int k, int starts, ulong seed)
    {
        var own = Logarithm(inertia, total);
        var gaps = new double[Rounds];
        Parallel.For(0, Rounds, round =>
            gaps[round] = Logarithm(KMeans.Fit(_references[round], k, starts, seed).Inertia, _totals[round]) - own);
        var mean = gaps.Average();
        var variance = gaps.Sum(gap => (gap - mean) * (gap - mean)) / Rounds;
        return (mean, Math.Sqrt(variance * (1 + 1.0 / Rounds)));
    }

    private static double Logarithm(double inertia, double total) =>
        Math.Log(total > 0 ? Math.Max(inertia / total, LeastRatio) : 1);

    private static PointColumns Box(int count, double[] sides, ulong seed)
    {
        var draws = new Draws(seed);
        return PointColumns.Of(count, sides.Length, row =>
        {
            for (var dimension = 0; dimension < row.Length; dimension++)
                row[dimension] = sides[dimension] * (draws.Next() - 0.5);
        });
    }
}
