namespace Segmentation.Engine.Clustering;

/// <summary>
/// How well the segments of another scheme catch a cluster: the Jaccard index of the cluster and the best union of a
/// few segments, which is the customers in both by those in either (P. Jaccard, The Distribution of the Flora in the
/// Alpine Zone, New Phytologist 11 (1912), pages 37-50).
/// </summary>
/// <param name="Overlap">The index, from 0 to 1.</param>
/// <param name="Segments">The segments of the union, those that lie in the cluster the most first.</param>
public readonly record struct Capture(double Overlap, IReadOnlyList<int> Segments)
{
    /// <summary>The least index at which a scheme tells a cluster apart.</summary>
    public const double Least = 0.5;

    /// <summary>The most segments of a union: what takes more of them is not what anybody defined.</summary>
    public const int MostSegments = 3;

    /// <summary>
    /// The best union. The ratio of sums is largest for segments in the order of the shares of them in the cluster, so
    /// that only the first, the first two and so on are compared.
    /// </summary>
    /// <param name="customers">Per cluster and segment the customers.</param>
    /// <param name="cluster">The cluster.</param>
    /// <param name="segments">The segments that may catch it.</param>
    public static Capture Of(long[,] customers, int cluster, IReadOnlyList<int> segments)
    {
        var sizes = segments.ToDictionary(segment => segment, segment => Size(customers, segment));
        var all = Enumerable.Range(0, customers.GetLength(1)).Sum(segment => customers[cluster, segment]);
        var order = segments.Where(segment => customers[cluster, segment] > 0)
            .OrderByDescending(segment => (double)customers[cluster, segment] / sizes[segment])
            .ThenByDescending(segment => sizes[segment]).ThenBy(segment => segment).Take(MostSegments).ToArray();
        var (best, inside, outside) = (new Capture(0, []), 0L, 0L);
        for (var taken = 0; taken < order.Length; taken++)
        {
            inside += customers[cluster, order[taken]];
            outside += sizes[order[taken]] - customers[cluster, order[taken]];
            var overlap = (double)inside / (all + outside);
            if (overlap > best.Overlap)
                best = new Capture(overlap, order[..(taken + 1)]);
        }

        return best;
    }

    private static long Size(long[,] customers, int segment)
    {
        var size = 0L;
        for (var cluster = 0; cluster < customers.GetLength(0); cluster++)
            size += customers[cluster, segment];
        return size;
    }
}
