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
    /// The best union. A better one than is found already has more customers in the cluster, less those outside times
    /// the index found; so the segments with the most of that are taken, under the index of the last union, until it
    /// grows no more: W. Dinkelbach, On Nonlinear Fractional Programming, Management Science 13 (1967), pages 492-498.
    /// Nothing is rounded on the way.
    /// </summary>
    /// <param name="customers">Per cluster and segment the customers.</param>
    /// <param name="cluster">The cluster.</param>
    /// <param name="segments">The segments that may catch it.</param>
    public static Capture Of(long[,] customers, int cluster, IReadOnlyList<int> segments)
    {
        var sizes = segments.ToDictionary(segment => segment, segment => Size(customers, segment));
        var all = Enumerable.Range(0, customers.GetLength(1)).Sum(segment => customers[cluster, segment]);
        var (best, inside, either) = (Array.Empty<int>(), 0L, 1L);
        while (true)
        {
            var taken = segments.Where(segment => More(segment) > 0).OrderByDescending(More)
                .ThenByDescending(segment => sizes[segment]).ThenBy(segment => segment).Take(MostSegments).ToArray();
            var within = taken.Sum(segment => customers[cluster, segment]);
            var union = all + taken.Sum(segment => sizes[segment]) - within;
            if ((Int128)within * either <= (Int128)inside * union)
                break;
            (best, inside, either) = (taken, within, union);
        }

        return new((double)inside / either,
        [
            .. best.OrderByDescending(segment => (double)customers[cluster, segment] / sizes[segment])
                .ThenByDescending(segment => sizes[segment]).ThenBy(segment => segment),
        ]);

        Int128 More(int segment) => (Int128)customers[cluster, segment] * either
            - (Int128)(sizes[segment] - customers[cluster, segment]) * inside;
    }

    private static long Size(long[,] customers, int segment)
    {
        var size = 0L;
        for (var cluster = 0; cluster < customers.GetLength(0); cluster++)
            size += customers[cluster, segment];
        return size;
    }
}
