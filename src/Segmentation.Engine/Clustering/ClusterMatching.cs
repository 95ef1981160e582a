namespace Segmentation.Engine.Clustering;

/// <summary>Which clusters of a fit are those of an earlier one, by the customers that they share.</summary>
public static class ClusterMatching
{
    /// <summary>Gives the clusters of a fit their ids, <c>cluster-1</c>, <c>cluster-2</c>, ...</summary>
    /// <param name="previous">For each customer its cluster by the earlier fit, or -1 for none.</param>
    /// <param name="previousIds">The ids of the clusters of the earlier fit; empty when there is none.</param>
    /// <param name="labels">For each customer its cluster by this fit, or -1 for none.</param>
    /// <param name="clusters">The number of clusters of this fit.</param>
    /// <param name="idsUsed">How many ids were ever given; they are never given again.</param>
    public static MatchedClusters Match(
        ReadOnlySpan<int> previous, IReadOnlyList<string> previousIds, ReadOnlySpan<int> labels, int clusters,
        int idsUsed) =>
        throw new NotImplementedException();
}

/// <summary>The clusters of a fit with their ids.</summary>
/// <param name="Clusters">For each cluster its id and fate.</param>
/// <param name="Died">The ids of the earlier fit that no cluster bears any more.</param>
/// <param name="IdsUsed">How many ids were ever given.</param>
public sealed record MatchedClusters(
    IReadOnlyList<MatchedCluster> Clusters, IReadOnlyList<string> Died, int IdsUsed);

/// <summary>A cluster and where it comes from.</summary>
/// <param name="Id">Its id: the earlier one when it persisted, else a new one.</param>
/// <param name="Fate">What became of earlier clusters in it.</param>
/// <param name="From">
/// The earlier clusters that it comes from, by their ids: those that gave it half of their customers, or that half of
/// its customers were in.
/// </param>
public sealed record MatchedCluster(string Id, ClusterFate Fate, IReadOnlyList<string> From);

/// <summary>What a cluster of a fit is to those of the earlier one.</summary>
public enum ClusterFate
{
    /// <summary>It is an earlier one: at least half of the customers in either are in both.</summary>
    Persisted,

    /// <summary>At least half of its customers were in one earlier cluster, which it is not.</summary>
    Split,

    /// <summary>At least two earlier clusters gave it half of their customers or more.</summary>
    Merged,

    /// <summary>It comes from no earlier cluster.</summary>
    Born,
}
