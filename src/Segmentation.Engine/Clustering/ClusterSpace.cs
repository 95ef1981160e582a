namespace Segmentation.Engine.Clustering;

/// <summary>Where customers are among the clusters that a run learned.</summary>
/// <param name="learned">What it learned, at least one cluster.</param>
public sealed class ClusterSpace(LearnedClusters learned)
{
    private readonly Points _centroids = new(
        [.. learned.Clusters.SelectMany(cluster => cluster.Centroid)], Math.Max(1, learned.Features.Count));

    /// <summary>The cluster of a customer, and the one that comes next, by their places.</summary>
    /// <param name="values">Its features, all of which are there.</param>
    public Assignment Place(ReadOnlySpan<double> values)
    {
        Span<double> point = stackalloc double[values.Length];
        for (var feature = 0; feature < point.Length; feature++)
            point[feature] = learned.Features[feature].Scaling.Apply(values[feature]);
        return Assignment.Of(point, _centroids);
    }

    /// <summary>The part of a customer's squared distance to a cluster that one feature makes, from 0.</summary>
    /// <param name="cluster">The place of the cluster.</param>
    /// <param name="feature">The place of the feature.</param>
    /// <param name="value">The customer's value, which is there.</param>
    public double Part(int cluster, int feature, double value)
    {
        var gap = learned.Features[feature].Scaling.Apply(value) - learned.Clusters[cluster].Centroid[feature];
        return gap * gap;
    }

    /// <summary>
    /// The values of one feature at which another cluster becomes as near as the nearest, all else as it is: along one
    /// feature the difference of two squared distances is a straight line.
    /// </summary>
    /// <param name="values">The customer's features, all of which are there.</param>
    /// <param name="feature">The place of the feature that changes.</param>
    public IEnumerable<double> Boundaries(double[] values, int feature)
    {
        var own = Place(values).Cluster;
        for (var other = 0; other < learned.Clusters.Count; other++)
        {
            var (near, far) = (learned.Clusters[own].Centroid[feature], learned.Clusters[other].Centroid[feature]);
            if (near == far)
                continue;
            var rest = far * far - near * near;
            for (var beside = 0; beside < values.Length; beside++)
            {
                if (beside != feature)
                    rest += Part(other, beside, values[beside]) - Part(own, beside, values[beside]);
            }

            if (learned.Features[feature].Restored(rest / (2 * (far - near))) is { } value)
                yield return value;
        }
    }
}
