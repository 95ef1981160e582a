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
    public static Assignment Of(ReadOnlySpan<double> row, Points centroids)
    {
        var (cluster, nearest) = (0, double.PositiveInfinity);
        var (runnerUp, next) = (-1, double.PositiveInfinity);
        for (var number = 0; number < centroids.Count; number++)
        {
            var distance = SquaredDistance(row, centroids.Row(number));
            if (distance < nearest)
                (cluster, nearest, runnerUp, next) = (number, distance, number == 0 ? -1 : cluster, nearest);
            else if (distance < next)
                (runnerUp, next) = (number, distance);
        }

        return runnerUp < 0
            ? new(cluster, Math.Sqrt(nearest), null, null)
            : new(cluster, Math.Sqrt(nearest), runnerUp, Math.Sqrt(next));
    }

    /// <summary>The squared Euclidean distance of two points, rounded as all distances of a fit are.</summary>
    internal static double SquaredDistance(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sum = 0.0;
        for (var dimension = 0; dimension < a.Length; dimension++)
        {
            var difference = a[dimension] - b[dimension];
            sum = Math.FusedMultiplyAdd(difference, difference, sum);
        }

        return sum;
    }
}
