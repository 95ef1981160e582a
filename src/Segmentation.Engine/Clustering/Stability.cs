using Segmentation.Engine.Profiles;

namespace Segmentation.Engine.Clustering;

/// <summary>
/// Whether other customers of the same kind would give the same clusters. As many customers are drawn with replacement,
/// clusters of them are found, and all customers are assigned to those: C. Hennig, Cluster-wise Assessment of Cluster
/// Stability, Computational Statistics and Data Analysis 52 (2007), pages 258-271.
/// </summary>
/// <param name="AdjustedRand">
/// At most 1: the mean adjusted Rand index of the clusters and those of the draws; about 0 when they are by chance.
/// </param>
/// <param name="Jaccards">
/// From 0 to 1 for each cluster: the mean Jaccard index of its customers and those of a draw's most similar cluster.
/// </param>
public sealed record Stability(double AdjustedRand, IReadOnlyList<double> Jaccards)
{
    /// <summary>How many times customers are drawn.</summary>
    public const int Rounds = 20;

    private const int Starts = 3;

    /// <summary>Draws customers, and looks how far the clusters stay the same.</summary>
    /// <param name="points">The customers.</param>
    /// <param name="fit">Their clusters.</param>
    /// <param name="seed">Decides the draws.</param>
    public static Stability Of(Points points, ClusterFit fit, ulong seed)
    {
        var order = PointColumns.Order(points);
        var labels = Array.ConvertAll(order, row => fit.Labels[row]);
        return Of(PointColumns.Of(points, order), fit with { Labels = labels }, seed);
    }

    /// <summary>The same, with labels in the order of the columns.</summary>
    internal static Stability Of(PointColumns points, ClusterFit fit, ulong seed)
    {
        var tables = new long[Rounds][,];
        Parallel.For(0, Rounds, round =>
            tables[round] = Agreement.Table(
                fit.Labels, Drawn(points, fit.Count, Draws.Seed(seed, round)), fit.Count, fit.Count));
        return new(
            tables.Average(table => Agreement.AdjustedRand(table) ?? 0),
            [
                .. Enumerable.Range(0, fit.Count)
                    .Select(cluster => tables.Average(table => MostSimilar(table, cluster))),
            ]);
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

    private static double MostSimilar(long[,] table, int cluster) =>
        Enumerable.Range(0, table.GetLength(1)).Max(other => Agreement.Jaccard(table, cluster, other));
}
