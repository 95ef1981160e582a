namespace Segmentation.Engine.Clustering;

/// <summary>
/// How much nearer customers are to their own cluster than to the next one: (b - a) / max(a, b), with the mean distance
/// a to the others of the own cluster, and b to those of the nearest other one. P. J. Rousseeuw, Silhouettes, Journal
/// of Computational and Applied Mathematics 20 (1987), pages 53-65.
/// </summary>
/// <remarks>
/// Of many customers a and b are distances to centroids: the simplified silhouette of L. Vendramin, R. J. G. B.
/// Campello and E. R. Hruschka, Relative Clustering Validity Criteria, Statistical Analysis and Data Mining 3 (2010),
/// pages 209-235.
/// </remarks>
internal static class Silhouette
{
    /// <summary>The most customers whose distances to one another are all computed.</summary>
    public const int MostExact = 2_000;

    /// <summary>The mean over all customers; one that is alone in its cluster counts 0.</summary>
    /// <param name="points">The customers.</param>
    /// <param name="fit">Their clusters, with labels in the order of the columns.</param>
    /// <returns>From -1 to 1; 0 with fewer than two clusters.</returns>
    public static double Of(PointColumns points, ClusterFit fit)
    {
        if (fit.Count < 2)
            return 0;
        var sum = 0.0;
        var distances = new double[points.Stride];
        var (row, means) = (new double[points.Dimensions], new double[fit.Count]);
        for (var customer = 0; customer < points.Count; customer++)
        {
            var own = fit.Labels[customer];
            if (fit.Sizes[own] == 1)
                continue;
            points.CopyRow(customer, row);
            if (points.Count <= MostExact)
                MeanDistances(points, fit, row, own, distances, means);
            else
                CentroidDistances(fit, row, means);
            var (a, b) = (means[own], NextSmallest(means, own));
            sum += a == b ? 0 : (b - a) / Math.Max(a, b);
        }

        return sum / points.Count;
    }

    /// <summary>The mean distance of a row to the others of each cluster.</summary>
    private static void MeanDistances(
        PointColumns points, ClusterFit fit, ReadOnlySpan<double> row, int own, double[] distances, double[] means)
    {
        Array.Fill(distances, double.PositiveInfinity);
        points.LowerDistances(row, distances);
        Array.Clear(means);
        for (var other = 0; other < points.Count; other++)
            means[fit.Labels[other]] += Math.Sqrt(distances[other]);
        for (var cluster = 0; cluster < means.Length; cluster++)
            means[cluster] /= cluster == own ? fit.Sizes[cluster] - 1 : fit.Sizes[cluster];
    }

    private static void CentroidDistances(ClusterFit fit, ReadOnlySpan<double> row, double[] distances)
    {
        for (var cluster = 0; cluster < distances.Length; cluster++)
            distances[cluster] = Math.Sqrt(Assignment.SquaredDistance(row, fit.Centroids.Row(cluster)));
    }

    private static double NextSmallest(ReadOnlySpan<double> values, int own)
    {
        var smallest = double.PositiveInfinity;
        for (var i = 0; i < values.Length; i++)
            smallest = i == own ? smallest : Math.Min(smallest, values[i]);
        return smallest;
    }
}
