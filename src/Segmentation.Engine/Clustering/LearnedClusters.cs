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
