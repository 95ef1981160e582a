namespace Segmentation.Engine.Clustering;

/// <summary>
/// How much nearer customers are to their own cluster than to the next one: P. J. Rousseeuw, Silhouettes, Journal of
/// Computational and Applied Mathematics 20 (1987), pages 53-65.
/// </summary>
public static class Silhouette
{
    /// <summary>The most customers whose distances to one another are all computed.</summary>
    public const int MostExact = 2_000;

    /// <summary>The mean over all customers, from distances between customers up to 2,000, else to centroids.</summary>
    /// <returns>From -1 to 1; 0 with fewer than two clusters.</returns>
    public static double Of(Points points, ClusterFit fit) => throw new NotImplementedException();
}
