using Segmentation.Engine.Profiles;

namespace Segmentation.Engine.Clustering;

/// <summary>
/// Whether other customers of the same kind would give the same clusters. As many customers are drawn with replacement,
/// clusters of them are found, and all customers are assigned to those: C. Hennig, Cluster-wise Assessment of Cluster
/// Stability, Computational Statistics and Data Analysis 52 (2007), pages 258-271.
/// </summary>
internal static class Stability
{
    /// <summary>How many times customers are drawn.</summary>
    public const int Rounds = 20;

    private const int Starts = 3;

    /// <summary>The mean adjusted Rand index of the clusters and those of the draws.</summary>
    /// <param name="points">The customers.</param>
    /// <param name="fit">Their clusters, with labels in the order of the columns.</param>
    /// <param name="seed">Decides the draws.</param>
    /// <returns>At most 1; about 0 when they agree by chance.</returns>
    public static double Of(PointColumns points, ClusterFit fit, ulong seed)
    {
        var rands = new double[Rounds];
        Parallel.For(0, Rounds, round => rands[round] = Agreement.AdjustedRand(Agreement.Table(
            fit.Labels, Drawn(points, fit.Count, Draws.Seed(seed, round)), fit.Count, fit.Count)) ?? 0);
        return rands.Average();
    }

    /// <summary>The labels of all rows by the clusters of drawn ones.</summary>
    private static int[] Drawn(PointColumns points, int k, ulong seed)
    {
        var draws = new Draws(seed);
        var rows = new int[points.Count];
        for (var row = 0; row < rows.Length; row++)
            rows[row] = draws.Next(rows.Length);
        var drawn = KMeans.Fit(points.Take(rows), k, Starts, Draws.Seed(seed, 0));
        var labels = new int[points.Count];
        var values = new double[points.Dimensions];
        for (var row = 0; row < labels.Length; row++)
        {
            points.CopyRow(row, values);
            labels[row] = Assignment.Of(values, drawn.Centroids).Cluster;
        }

        return labels;
    }
}
