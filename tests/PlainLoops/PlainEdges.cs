namespace PlainLoops;

/// <summary>Quantiles by a full sort, and buckets by looking at each edge. Amounts are such that no sum is rounded.
/// </summary>
internal static class PlainEdges
{
    /// <summary>The edges between buckets of about equally many values; none without values.</summary>
    /// <param name="values">The values, in any order.</param>
    /// <param name="buckets">The number of buckets, at least 2.</param>
    public static decimal[] Of(IEnumerable<decimal> values, int buckets)
    {
        decimal[] sorted = [.. values.Order()];
        var edges = new decimal[sorted.Length == 0 ? 0 : buckets - 1];
        for (var edge = 1; edge <= edges.Length; edge++)
        {
            var (below, part) = Math.DivRem((long)edge * (sorted.Length - 1), buckets);
            var above = sorted[Math.Min(below + 1, sorted.Length - 1)];
            edges[edge - 1] = sorted[below] + (above - sorted[below]) * part / buckets;
        }

        return edges;
    }

    /// <summary>The bucket of a value, from 1.</summary>
    public static int Bucket(IReadOnlyList<decimal> edges, decimal value) => 1 + edges.Count(edge => edge < value);
}
