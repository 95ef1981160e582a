namespace Segmentation.Engine.Clustering;

/// <summary>What a scheme learned from all customers of a run: where its clusters are, and what they are called.
/// </summary>
/// <param name="Run">The run that learned it.</param>
/// <param name="AsOf">The day of that run.</param>
/// <param name="Definition">The hash of what it was learned under; under another it is learned anew.</param>
/// <param name="Customers">The customers with all features.</param>
/// <param name="Features">How the values of each feature become comparable.</param>
/// <param name="Clusters">The clusters, best first; none when nothing was found.</param>
/// <param name="Verdict">What was found, in a sentence.</param>
public sealed record LearnedClusters(
    int Run, DateOnly AsOf, string Definition, long Customers, IReadOnlyList<LearnedFeature> Features,
    IReadOnlyList<LearnedCluster> Clusters, string Verdict)
{
    /// <summary>What was tried, the fewest clusters first.</summary>
    public IReadOnlyList<TriedCount> Tried { get; init; } = [];

    /// <summary>How many ids the scheme gave so far; none is given twice.</summary>
    public int IdsUsed { get; init; }

    /// <summary>The clusters of the fit before that are not there any more.</summary>
    public IReadOnlyList<string> Died { get; init; } = [];

    /// <summary>The middles of the clusters, on the scales of the features.</summary>
    private Points Centroids =>
        field ??= new Points([.. Clusters.SelectMany(cluster => cluster.Centroid)], Math.Max(1, Features.Count));

    /// <summary>The cluster of a customer, and the one that comes next, by their places; there are clusters.</summary>
    /// <param name="values">Its features, all of which are there.</param>
    public Assignment Place(ReadOnlySpan<double> values)
    {
        Span<double> point = stackalloc double[values.Length];
        for (var feature = 0; feature < point.Length; feature++)
            point[feature] = Features[feature].Scaling.Apply(values[feature]);
        return Assignment.Of(point, Centroids);
    }

    /// <summary>The part of a customer's squared distance to a cluster that one feature makes, from 0.</summary>
    /// <param name="cluster">The place of the cluster.</param>
    /// <param name="feature">The place of the feature.</param>
    /// <param name="value">The customer's value, which is there.</param>
    public double Part(int cluster, int feature, double value)
    {
        var gap = Features[feature].Scaling.Apply(value) - Clusters[cluster].Centroid[feature];
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
        for (var other = 0; other < Clusters.Count; other++)
        {
            var (near, far) = (Clusters[own].Centroid[feature], Clusters[other].Centroid[feature]);
            if (near == far)
                continue;
            var rest = far * far - near * near;
            for (var beside = 0; beside < values.Length; beside++)
            {
                if (beside != feature)
                    rest += Part(other, beside, values[beside]) - Part(own, beside, values[beside]);
            }

            if (Features[feature].Restored(rest / (2 * (far - near))) is { } value)
                yield return value;
        }
    }
}

/// <summary>How the values of a feature become comparable.</summary>
/// <param name="Measure">The measure.</param>
/// <param name="Scaling">The scale.</param>
public sealed record LearnedFeature(string Measure, FeatureScaling Scaling)
{
    /// <summary>The value that a scaled one came from; null where values are cut off, so that none did.</summary>
    public double? Restored(double scaled)
    {
        var kept = scaled * Scaling.Spread + Scaling.Centre;
        return kept < Scaling.Low || kept > Scaling.High ? null
            : Scaling.IsLogged ? Math.CopySign(Math.Exp(Math.Abs(kept)) - 1, kept)
            : kept;
    }
}

/// <summary>A cluster.</summary>
/// <param name="Id">Its id, which it keeps over refits as long as its members do.</param>
/// <param name="Name">What tells it from the others, in a few words.</param>
/// <param name="Customers">Its customers when it was learned.</param>
/// <param name="Centroid">Its middle, on the scales of the features.</param>
/// <param name="Fate">What it is to the clusters before it: one of <see cref="ClusterFate"/>, in small letters.</param>
/// <param name="From">The ids of those that it comes from.</param>
public sealed record LearnedCluster(
    string Id, string Name, long Customers, IReadOnlyList<double> Centroid, string Fate, IReadOnlyList<string> From);
