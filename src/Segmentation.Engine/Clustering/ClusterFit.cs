namespace Segmentation.Engine.Clustering;

/// <summary>
/// Clusters of customers. They are numbered from 0 by size, largest first, of equal ones by their centroids, so that a
/// number carries no trace of how the cluster was found.
/// </summary>
/// <param name="Centroids">A row for each cluster: the mean of its customers.</param>
/// <param name="Labels">For each customer the number of the nearest centroid.</param>
/// <param name="Sizes">For each cluster the number of its customers.</param>
/// <param name="Inertia">The sum of squared distances of all customers to their centroids.</param>
/// <param name="Iterations">How many times all customers were assigned.</param>
public sealed record ClusterFit(Points Centroids, int[] Labels, int[] Sizes, double Inertia, int Iterations)
{
    /// <summary>The number of clusters.</summary>
    public int Count => Centroids.Count;
}
