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
    public static ClusterFit Fit(Points points, int k, int starts, ulong seed) => throw new NotImplementedException();

    /// <summary>The fit from given centroids.</summary>
    public static ClusterFit From(Points points, Points centroids) => throw new NotImplementedException();
}
