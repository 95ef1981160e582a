namespace Segmentation.Engine.Health;

/// <summary>How evenly customers are spread over the segments of a scheme.</summary>
/// <param name="Evenness">
/// The entropy of the shares p as a part of the most that it could be, -sum p ln p / ln k with k segments
/// (E. C. Pielou, The measurement of diversity, 1966): 1 when all are equally large, 0 when one has everybody; null for
/// fewer than 2 segments, or without customers.
/// </param>
/// <param name="Largest">The index of the largest segment, the first of equal ones; -1 without customers.</param>
/// <param name="LargestShare">Its share of the customers, from 0 to 1.</param>
/// <param name="Smallest">The index of the smallest segment, the first of equal ones; -1 without customers.</param>
/// <param name="SmallestShare">Its share of the customers, from 0 to 1.</param>
/// <param name="SmallestSize">Its customers.</param>
public sealed record Balance(
    double? Evenness, int Largest, double LargestShare, int Smallest, double SmallestShare, long SmallestSize)
{
    /// <summary>A segment with a larger share says little of its customers.</summary>
    public const double MostShare = 0.60;

    /// <summary>A segment with a smaller share, and fewer than <see cref="LeastCustomers"/>, is too small.</summary>
    public const double LeastShare = 0.01;

    /// <summary>A segment with as many customers is never too small.</summary>
    public const long LeastCustomers = 30;

    /// <summary>Whether no segment is too large.</summary>
    public bool HasNoLarge => LargestShare <= MostShare;

    /// <summary>Whether no segment is too small.</summary>
    public bool HasNoSmall => SmallestShare >= LeastShare || SmallestSize >= LeastCustomers;

    /// <summary>Whether a segment is too large.</summary>
    /// <param name="size">Its customers.</param>
    /// <param name="all">All customers.</param>
    public static bool IsLarge(long size, long all) => size > all * MostShare;

    /// <summary>Whether a segment is too small.</summary>
    /// <param name="size">Its customers.</param>
    /// <param name="all">All customers.</param>
    public static bool IsSmall(long size, long all) => size < LeastCustomers && size < all * LeastShare;

    /// <summary>The balance of a scheme.</summary>
    /// <param name="sizes">The customers of each segment.</param>
    public static Balance Of(IReadOnlyList<long> sizes)
    {
        var all = sizes.Sum();
        if (all == 0)
            return new Balance(null, -1, 0, -1, 0, 0);
        var (largest, smallest, entropy) = (0, 0, 0.0);
        for (var segment = 0; segment < sizes.Count; segment++)
        {
            largest = sizes[segment] > sizes[largest] ? segment : largest;
            smallest = sizes[segment] < sizes[smallest] ? segment : smallest;
            var share = (double)sizes[segment] / all;
            entropy -= share > 0 ? share * Math.Log(share) : 0;
        }

        return new Balance(
            sizes.Count < 2 ? null : Math.Clamp(entropy / Math.Log(sizes.Count), 0, 1), largest,
            (double)sizes[largest] / all, smallest, (double)sizes[smallest] / all, sizes[smallest]);
    }
}
