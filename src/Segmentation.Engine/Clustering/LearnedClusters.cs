using Segmentation.Engine.Columns;

namespace Segmentation.Engine.Clustering;

/// <summary>What a scheme learned from all customers of a run: where its clusters are, and what they are called.
/// </summary>
/// <param name="Run">The run that learned it.</param>
/// <param name="AsOf">The day of that run.</param>
/// <param name="Definition">The hash of what it was learned under: another one is learned anew.</param>
/// <param name="Customers">The customers with all features.</param>
/// <param name="Features">How the values of each feature become comparable.</param>
/// <param name="Clusters">The clusters, best first; none when nothing was found.</param>
/// <param name="Verdict">What was found, in a sentence.</param>
public sealed record LearnedClusters(
    int Run, DateOnly AsOf, string Definition, long Customers, IReadOnlyList<LearnedFeature> Features,
    IReadOnlyList<LearnedCluster> Clusters, string Verdict)
{
    /// <summary>How far apart the clusters are, from -1 to 1; null when nothing was found.</summary>
    public double? Silhouette { get; init; }

    /// <summary>How much of them is found again in other samples, up to 1; null when nothing was found.</summary>
    public double? Stability { get; init; }

    /// <summary>What was tried, the fewest clusters first.</summary>
    public IReadOnlyList<ClusterTrial> Tried { get; init; } = [];

    /// <summary>All ids that the scheme gave so far; none is given twice.</summary>
    public IReadOnlyList<string> Used { get; init; } = [];

    /// <summary>The clusters of the fit before that are not there any more.</summary>
    public IReadOnlyList<string> Died { get; init; } = [];

    /// <summary>
    /// The values of customers as numbers, row by row: days for dates, and no number for null and what is infinite.
    /// </summary>
    /// <param name="features">The features.</param>
    /// <param name="count">The number of customers.</param>
    public static double[] Values(IReadOnlyList<Column> features, int count)
    {
        var values = new double[count * features.Count];
        for (var feature = 0; feature < features.Count; feature++)
        {
            for (var customer = 0; customer < count; customer++)
                values[customer * features.Count + feature] = Number(features[feature], customer);
        }

        return values;
    }

    /// <summary>Whether all values of a customer are there.</summary>
    public static bool IsComplete(ReadOnlySpan<double> values)
    {
        foreach (var value in values)
        {
            if (!double.IsFinite(value))
                return false;
        }

        return true;
    }

    /// <summary>Where a customer is.</summary>
    /// <param name="values">Its features, all of which are there.</param>
    public ClusterPlace Place(ReadOnlySpan<double> values)
    {
        Span<double> point = stackalloc double[values.Length];
        for (var feature = 0; feature < point.Length; feature++)
            point[feature] = Features[feature].Scaling.Apply(values[feature]);
        var place = new ClusterPlace(-1, double.PositiveInfinity, -1, double.PositiveInfinity);
        for (var cluster = 0; cluster < Clusters.Count; cluster++)
        {
            var square = 0.0;
            for (var feature = 0; feature < point.Length; feature++)
            {
                var gap = point[feature] - Clusters[cluster].Centroid[feature];
                square += gap * gap;
            }

            if (square < place.Distance)
                place = new ClusterPlace(cluster, square, place.Cluster, place.Distance);
            else if (square < place.NextDistance)
                place = place with { Next = cluster, NextDistance = square };
        }

        return place with { Distance = Math.Sqrt(place.Distance), NextDistance = Math.Sqrt(place.NextDistance) };
    }

    /// <summary>The part of a customer's squared distance to a cluster that one feature makes, from 0.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="feature">The feature.</param>
    /// <param name="value">The customer's value, which is there.</param>
    public double Part(int cluster, int feature, double value)
    {
        var gap = Features[feature].Scaling.Apply(value) - Clusters[cluster].Centroid[feature];
        return gap * gap;
    }

    /// <summary>
    /// The values of one feature at which another cluster becomes as near as the nearest, all else as it is. Along one
    /// feature the difference of two squared distances is a straight line.
    /// </summary>
    /// <param name="values">The customer's features, all of which are there.</param>
    /// <param name="feature">The feature that changes.</param>
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

            if (Features[feature].Scaling.Value(rest / (2 * (far - near))) is { } value)
                yield return value;
        }
    }

    private static double Number(Column column, int row) => column.IsNull(row) ? double.NaN : column switch
    {
        IntegerColumn whole => whole.Values[row],
        MoneyColumn money => (double)money.Values[row],
        DateColumn date => date.Values[row],
        NumberColumn number => number.Values[row],
        _ => double.NaN,
    };
}

/// <summary>How the values of a feature become comparable.</summary>
/// <param name="Measure">The measure.</param>
/// <param name="Scaling">The scale.</param>
public sealed record LearnedFeature(string Measure, FeatureScaling Scaling);

/// <summary>A cluster.</summary>
/// <param name="Id">Its id, which it keeps over refits as long as its members do.</param>
/// <param name="Name">What tells it from the others, in a few words.</param>
/// <param name="Customers">Its customers when it was learned.</param>
/// <param name="Centroid">Its middle, on the scales of the features.</param>
public sealed record LearnedCluster(string Id, string Name, long Customers, IReadOnlyList<double> Centroid)
{
    /// <summary>What became of it in the refit: <c>persisted</c>, <c>split</c>, <c>merged</c> or <c>born</c>.</summary>
    public required string Fate { get; init; }
}

/// <summary>Where a customer is.</summary>
/// <param name="Cluster">The nearest cluster, the first of equals; -1 when there is none.</param>
/// <param name="Distance">The distance to its middle, on the scales of the features.</param>
/// <param name="Next">The one that is next, or -1.</param>
/// <param name="NextDistance">The distance to that one.</param>
public readonly record struct ClusterPlace(int Cluster, double Distance, int Next, double NextDistance);

/// <summary>A number of clusters that was tried.</summary>
/// <param name="Clusters">How many.</param>
/// <param name="Inertia">The sum of squared distances of customers to the middle of their cluster.</param>
/// <param name="Silhouette">How far apart they are, from -1 to 1.</param>
/// <param name="Stability">How much of them is found again in other samples, up to 1.</param>
/// <param name="SmallestShare">The share of the customers in the smallest, from 0 to 1.</param>
/// <param name="IsTaken">Whether it is the one that was taken.</param>
/// <param name="Why">Why it was taken or not, in a sentence.</param>
public sealed record ClusterTrial(
    int Clusters, double Inertia, double Silhouette, double Stability, double SmallestShare, bool IsTaken, string Why);
