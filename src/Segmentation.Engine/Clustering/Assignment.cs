namespace Segmentation.Engine.Clustering;

/// <summary>The cluster of one customer, and the one that comes next.</summary>
/// <param name="Cluster">The number of the nearest centroid, of equally near ones the lowest.</param>
/// <param name="Distance">The Euclidean distance to it.</param>
/// <param name="RunnerUp">The number of the next nearest; null when there is one cluster.</param>
/// <param name="RunnerUpDistance">The distance to that one, at least <paramref name="Distance"/>.</param>
public readonly record struct Assignment(int Cluster, double Distance, int? RunnerUp, double? RunnerUpDistance)
{
    /// <summary>Finds the nearest centroids.</summary>
    /// <param name="row">The scaled features of the customer.</param>
    /// <param name="centroids">The centroids, at least one.</param>
    public static Assignment Of(ReadOnlySpan<double> row, Points centroids) => throw new NotImplementedException();
}
