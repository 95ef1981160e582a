namespace Segmentation.Engine.Clustering;

/// <summary>
/// Clusters whose customers are near their mean: S. P. Lloyd, Least Squares Quantization in PCM, IEEE Transactions on
/// Information Theory 28 (1982), pages 129-137. Neither the order of rows nor the number of cores changes a digit.
/// </summary>
public static class KMeans
{
    /// <summary>The best of several fits, by inertia.</summary>
    /// <param name="points">The customers.</param>
    /// <param name="k">The number of clusters, at least 1. There are fewer when fewer rows differ.</param>
    /// <param name="starts">How many random starts are tried, at least 1.</param>
    /// <param name="seed">Decides the starts.</param>
    public static ClusterFit Fit(Points points, int k, int starts, ulong seed)
    {
        var order = PointColumns.Order(points);
        return Restored(Fit(PointColumns.Of(points, order), k, starts, seed), order);
    }

    /// <summary>The fit from given centroids.</summary>
    /// <param name="points">The customers.</param>
    /// <param name="centroids">The first centroids, at least one.</param>
    public static ClusterFit From(Points points, Points centroids)
    {
        var order = PointColumns.Order(points);
        return Restored(From(PointColumns.Of(points, order), centroids.Values), order);
    }

    /// <summary>The best of several fits, with labels in the order of the columns.</summary>
    internal static ClusterFit Fit(PointColumns points, int k, int starts, ulong seed)
    {
        if (points.Count == 0)
            return new(new([], points.Dimensions), [], [], 0, 0);
        var fits = new Lloyd[starts];
        Parallel.For(0, starts, start =>
            fits[start] = Lloyd.From(points, Seeds.Draw(points, k, new(Draws.Seed(seed, start)))));
        return Numbered(points, fits.MinBy(fit => fit.Inertia)!);
    }

    /// <summary>The fit from given centroids, with labels in the order of the columns.</summary>
    internal static ClusterFit From(PointColumns points, ReadOnlySpan<double> centroids) =>
        points.Count == 0
            ? new(new([], points.Dimensions), [], [], 0, 0)
            : Numbered(points, Lloyd.From(points, centroids.ToArray()));

    /// <summary>The fit with its labels in the order of the rows again.</summary>
    internal static ClusterFit Restored(ClusterFit fit, ReadOnlySpan<int> order)
    {
        var labels = new int[order.Length];
        for (var row = 0; row < order.Length; row++)
            labels[order[row]] = fit.Labels[row];
        return fit with { Labels = labels };
    }

    /// <summary>Numbers the clusters by size, then by their centroids, and leaves out empty ones.</summary>
    private static ClusterFit Numbered(PointColumns points, Lloyd lloyd)
    {
        var centroids = new Points(lloyd.Centroids, points.Dimensions);
        var sizes = lloyd.Sizes.ToArray();
        var clusters = Enumerable.Range(0, sizes.Length).Where(cluster => sizes[cluster] > 0).ToArray();
        Array.Sort(clusters, (a, b) => sizes[a] != sizes[b]
            ? sizes[b].CompareTo(sizes[a])
            : centroids.Row(a).SequenceCompareTo(centroids.Row(b)));
        var numbers = new int[sizes.Length];
        for (var number = 0; number < clusters.Length; number++)
            numbers[clusters[number]] = number;
        var labels = new int[points.Count];
        for (var row = 0; row < labels.Length; row++)
            labels[row] = numbers[lloyd.Labels[row]];
        return new(
            new([.. clusters.SelectMany(cluster => centroids.Row(cluster).ToArray())], points.Dimensions), labels,
            [.. clusters.Select(cluster => sizes[cluster])], lloyd.Inertia, lloyd.Iterations);
    }
}
