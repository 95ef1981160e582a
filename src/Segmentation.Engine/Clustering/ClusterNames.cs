namespace Segmentation.Engine.Clustering;

/// <summary>Short names of clusters, from what their customers have more or less of than others.</summary>
public static class ClusterNames
{
    /// <summary>
    /// A name for each cluster, such as <c>High monetary, low recency</c>; no two are the same.
    /// </summary>
    /// <param name="points">The customers.</param>
    /// <param name="fit">Their clusters.</param>
    /// <param name="features">The features of a row.</param>
    public static string[] Of(Points points, ClusterFit fit, IReadOnlyList<ClusterFeature> features) =>
        throw new NotImplementedException();

    /// <summary>
    /// For each cluster its features, those in which it differs the most first: the mean of its customers less that of
    /// all, in standard deviations of all.
    /// </summary>
    /// <param name="points">The customers.</param>
    /// <param name="fit">Their clusters.</param>
    public static IReadOnlyList<IReadOnlyList<Differentiator>> Differentiators(Points points, ClusterFit fit) =>
        throw new NotImplementedException();
}

/// <summary>A feature of customers.</summary>
/// <param name="Name">The name of the measure, such as <c>recency_days</c>.</param>
/// <param name="Unit">Its unit, which is left out of names; null when not said.</param>
public sealed record ClusterFeature(string Name, string? Unit = null);

/// <summary>How far the customers of a cluster are from all customers in one feature.</summary>
/// <param name="Feature">The number of the feature in a row.</param>
/// <param name="Effect">The difference of the means in standard deviations; above 0 when the cluster has more.</param>
public readonly record struct Differentiator(int Feature, double Effect);
