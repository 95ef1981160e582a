using Segmentation.Engine.Profiles;

namespace Segmentation.Engine.Clustering;

/// <summary>Which clusters of a fit are those of an earlier one, by the customers that they share.</summary>
public static class ClusterMatching
{
    /// <summary>The least part of customers that makes two clusters one, or one cluster come from another.</summary>
    public const double LeastPart = 0.5;

    /// <summary>Gives the clusters of a fit their ids, <c>cluster-1</c>, <c>cluster-2</c>, ...</summary>
    /// <remarks>
    /// Customers without a cluster in either fit are left out. A cluster persists with the one that it has a Jaccard
    /// index of at least 0.5 with: there is one such cluster at most, or two with half of the customers each, of which
    /// the one with the lower number is taken. So pairs that are taken as they come, best first, are the best of all.
    /// </remarks>
    /// <param name="previous">For each customer its cluster by the earlier fit, or -1 for none.</param>
    /// <param name="previousIds">The ids of the clusters of the earlier fit; empty when there is none.</param>
    /// <param name="labels">For each customer its cluster by this fit, or -1 for none.</param>
    /// <param name="clusters">The number of clusters of this fit.</param>
    /// <param name="idsUsed">How many ids were ever given; they are never given again.</param>
    public static MatchedClusters Match(
        ReadOnlySpan<int> previous, IReadOnlyList<string> previousIds, ReadOnlySpan<int> labels, int clusters,
        int idsUsed)
    {
        var shared = Agreement.Table(previous, labels, previousIds.Count, clusters);
        var persisted = Persisted(shared);
        var matched = new MatchedCluster[clusters];
        for (var cluster = 0; cluster < clusters; cluster++)
        {
            var givers = Earlier(previousIds.Count, earlier => Gave(shared, earlier, cluster));
            var origins = Earlier(previousIds.Count, earlier => Took(shared, earlier, cluster));
            var kept = Array.IndexOf(persisted, cluster);
            matched[cluster] = new(
                kept >= 0 ? previousIds[kept] : $"cluster-{++idsUsed}",
                givers.Length > 1 ? ClusterFate.Merged
                    : kept >= 0 ? ClusterFate.Persisted
                    : origins.Length > 0 ? ClusterFate.Split
                    : ClusterFate.Born,
                [.. givers.Union(origins).Order().Select(earlier => previousIds[earlier])]);
        }

        return new(matched, [.. previousIds.Where((_, earlier) => persisted[earlier] < 0)], idsUsed);
    }

    /// <summary>For each earlier cluster the one that it is now, or -1.</summary>
    private static int[] Persisted(long[,] shared)
    {
        var persisted = new int[shared.GetLength(0)];
        Array.Fill(persisted, -1);
        var pairs = Enumerable.Range(0, shared.GetLength(0))
            .SelectMany(earlier => Enumerable.Range(0, shared.GetLength(1)).Select(
                cluster => (Earlier: earlier, Cluster: cluster, Index: Agreement.Jaccard(shared, earlier, cluster))))
            .Where(pair => pair.Index >= LeastPart).OrderByDescending(pair => pair.Index);
        foreach (var (earlier, cluster, _) in pairs)
        {
            if (persisted[earlier] < 0 && !persisted.Contains(cluster))
                persisted[earlier] = cluster;
        }

        return persisted;
    }

    private static int[] Earlier(int count, Func<int, bool> holds) => [.. Enumerable.Range(0, count).Where(holds)];

    /// <summary>Whether an earlier cluster gave a cluster half of its customers.</summary>
    private static bool Gave(long[,] shared, int earlier, int cluster)
    {
        var all = 0L;
        for (var other = 0; other < shared.GetLength(1); other++)
            all += shared[earlier, other];
        return all > 0 && shared[earlier, cluster] >= LeastPart * all;
    }

    /// <summary>Whether half of a cluster's customers were in an earlier one.</summary>
    private static bool Took(long[,] shared, int earlier, int cluster)
    {
        var all = 0L;
        for (var other = 0; other < shared.GetLength(0); other++)
            all += shared[other, cluster];
        return all > 0 && shared[earlier, cluster] >= LeastPart * all;
    }
}

/// <summary>The clusters of a fit with their ids.</summary>
/// <param name="Clusters">For each cluster its id and fate.</param>
/// <param name="Died">The ids of the earlier fit that no cluster bears any more.</param>
/// <param name="IdsUsed">How many ids were ever given.</param>
public sealed record MatchedClusters(
    IReadOnlyList<MatchedCluster> Clusters, IReadOnlyList<string> Died, int IdsUsed);

/// <summary>A cluster and where it comes from.</summary>
/// <param name="Id">Its id: that of the earlier one that it is, else a new one.</param>
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

    /// <summary>
    /// At least two earlier clusters gave it half of their customers or more; it has the id of one of them that it is.
    /// </summary>
    Merged,

    /// <summary>It comes from no earlier cluster.</summary>
    Born,
}
