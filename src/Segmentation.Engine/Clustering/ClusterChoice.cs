namespace Segmentation.Engine.Clustering;

/// <summary>How many clusters there are, if any, and why.</summary>
/// <param name="Fit">The clusters of all customers; null when no structure was found.</param>
/// <param name="Tried">What was tried, by the number of clusters.</param>
/// <param name="Verdict">What was chosen and why, in a sentence.</param>
public sealed record ClusterChoice(ClusterFit? Fit, IReadOnlyList<TriedCount> Tried, string Verdict)
{
    /// <summary>Chooses the number of clusters.</summary>
    /// <param name="points">The customers, in any order.</param>
    /// <param name="from">The smallest number to try, at least 2.</param>
    /// <param name="to">The largest number to try.</param>
    /// <param name="seed">Decides the starts, samples and references.</param>
    public static ClusterChoice Choose(Points points, int from, int to, ulong seed) =>
        throw new NotImplementedException();
}
