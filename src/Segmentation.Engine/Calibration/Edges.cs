using Segmentation.Engine.Columns;

namespace Segmentation.Engine.Calibration;

/// <summary>
/// The cut points between the buckets of a score, learned from all scored customers or named by the definition, and
/// frozen before anybody is scored.
/// </summary>
/// <remarks>
/// Quantiles are percentiles with linear interpolation between order statistics (Hyndman and Fan 1996, type 7): edge j
/// of k lies at position j(n-1)/k of the sorted values, by integer arithmetic. A value's bucket is 1 + the number of
/// edges below it, so equal values share a bucket. Exact measures have exact edges.
/// </remarks>
public sealed record Edges
{
    private Edges(
        IReadOnlyList<decimal>? exact, IReadOnlyList<double>? floating, int customers, IReadOnlyList<int> reachable,
        bool equalAbove) =>
        (Exact, Floating, Customers, Reachable, EqualAbove) = (exact, floating, customers, reachable, equalAbove);

    /// <summary>
    /// The edges of an integer, money or date measure (dates as days since 1970-01-01), ascending; null for others.
    /// </summary>
    public IReadOnlyList<decimal>? Exact { get; }

    /// <summary>The edges of a floating-point measure, ascending; null for others.</summary>
    public IReadOnlyList<double>? Floating { get; }

    /// <summary>The number of customers the edges were learned from.</summary>
    public int Customers { get; }

    /// <summary>
    /// The buckets (1 = smallest values) that a learned value lies in; equal edges leave buckets empty.
    /// </summary>
    public IReadOnlyList<int> Reachable { get; }

    /// <summary>Whether a value on an edge lies in the bucket above it; quantiles leave it in the one below.</summary>
    public bool EqualAbove { get; }

    /// <summary>The number of edges.</summary>
    public int Count => Exact?.Count ?? Floating!.Count;

    /// <summary>Learns the edges of exact values.</summary>
    /// <param name="values">The values, in any order; they are sorted.</param>
    /// <param name="buckets">The number of buckets, at least 2.</param>
    public static Edges Learn(decimal[] values, int buckets)
    {
        Array.Sort(values);
        var edges = Positions(values.Length, buckets)
            .Select(p => p.Part == 0 ? values[p.Below] : Between(values[p.Below], values[p.Below + 1], p.Part, buckets))
            .Select(Columns.Exact.Trimmed)
            .ToArray();
        return At(edges, values, equalAbove: false);
    }

    /// <summary>Learns the edges of amounts in units, which are those of their decimals.</summary>
    /// <param name="values">The values, none of them null, in any order; they are sorted.</param>
    /// <param name="buckets">The number of buckets, at least 2.</param>
    public static Edges Learn(Units values, int buckets)
    {
        RadixSort.Sort(values.Values);
        var edges = Positions(values.Count, buckets)
            .Select(p => p.Part == 0
                ? values[p.Below]
                : Between(values[p.Below], values[p.Below + 1], p.Part, buckets))
            .Select(Columns.Exact.Trimmed)
            .ToArray();
        var reached = Reached(Limits(edges, values.Scale, equalAbove: false), values.Values, equalAbove: false);
        return new Edges(edges, null, values.Count, reached, equalAbove: false);
    }

    /// <summary>Learns the edges of floating-point values.</summary>
    /// <param name="values">The values, none of them NaN, in any order; they are sorted.</param>
    /// <param name="buckets">The number of buckets, at least 2.</param>
    public static Edges Learn(double[] values, int buckets)
    {
        Array.Sort(values);
        var edges = Positions(values.Length, buckets)
            .Select(p => p.Part == 0 ? values[p.Below] : Between(values[p.Below], values[p.Below + 1], p.Part, buckets))
            .ToArray();
        return At(edges, values, equalAbove: false);
    }

    /// <summary>Edges at given places.</summary>
    /// <param name="edges">The edges, ascending.</param>
    /// <param name="sorted">The values of the scored customers, ascending.</param>
    /// <param name="equalAbove">See <see cref="EqualAbove"/>.</param>
    internal static Edges At(decimal[] edges, decimal[] sorted, bool equalAbove) =>
        new(edges, null, sorted.Length, Reached(edges, sorted, equalAbove), equalAbove);

    /// <inheritdoc cref="At(decimal[], decimal[], bool)"/>
    internal static Edges At(double[] edges, double[] sorted, bool equalAbove) =>
        new(null, edges, sorted.Length, Reached(edges, sorted, equalAbove), equalAbove);

    /// <summary>Edges as they were published.</summary>
    public static Edges Published(
        IReadOnlyList<decimal>? exact, IReadOnlyList<double>? floating, int customers, IReadOnlyList<int> reachable,
        bool equalAbove) => new(exact, floating, customers, reachable, equalAbove);

    /// <summary>The bucket of an exact value, from 1: 1 + the number of edges below it.</summary>
    public int Bucket(decimal value) => 1 + Below(Exact!, value, EqualAbove);

    /// <summary>The bucket of a floating-point value, from 1.</summary>
    public int Bucket(double value) => 1 + Below(Floating!, value, EqualAbove);

    /// <summary>The buckets of a column, null where the value is null.</summary>
    /// <exception cref="ArgumentOutOfRangeException">When the column has no order.</exception>
    public long[] Buckets(Column column) => column switch
    {
        IntegerColumn c => Buckets(new Units(c.Values, 0)),
        MoneyColumn { Units: { } units } => Buckets(units),
        MoneyColumn c => Array.ConvertAll(c.Values, v => v == MoneyColumn.Null ? IntegerColumn.Null : Bucket(v)),
        DateColumn c =>
            Buckets(new Units(Array.ConvertAll(c.Values, v => v == DateColumn.Null ? Units.Null : (long)v), 0)),
        NumberColumn c => Array.ConvertAll(c.Values, v => double.IsNaN(v) ? IntegerColumn.Null : Bucket(v)),
        _ => throw new ArgumentOutOfRangeException(nameof(column), column.Type, "scores need numbers or dates"),
    };

    /// <summary>The buckets of units: an edge between two units is no other than the lower of them.</summary>
    private long[] Buckets(Units units)
    {
        var limits = Limits(Exact!, units.Scale, EqualAbove);
        var buckets = new long[units.Count];
        for (var row = 0; row < buckets.Length; row++)
        {
            var (value, bucket) = (units.Values[row], 1L);
            foreach (var limit in limits)
                bucket += value > limit ? 1 : 0;
            buckets[row] = value == Units.Null ? IntegerColumn.Null : bucket;
        }

        return buckets;
    }

    /// <summary>Per edge the greatest number of units in the bucket below it.</summary>
    private static long[] Limits(IReadOnlyList<decimal> edges, byte scale, bool equalAbove) =>
        [.. edges.Select(edge => Units.Limit(edge, scale, equalAbove))];

    /// <summary>Per edge the order statistic at or below it, and how many k-ths it lies behind that one.</summary>
    private static IEnumerable<(int Below, int Part)> Positions(int count, int buckets)
    {
        for (var edge = 1; edge < buckets && count > 0; edge++)
        {
            var (below, part) = Math.DivRem((long)edge * (count - 1), buckets);
            yield return ((int)below, (int)part);
        }
    }

    /// <summary>
    /// Rounding must not lift the edge onto the value above it, which lies strictly above the true edge.
    /// </summary>
    private static decimal Between(decimal low, decimal high, int part, int parts)
    {
        const decimal Widest = decimal.MaxValue / 4;
        if (low == high)
            return low;

        // Divided first where the product might not fit; the last digits are lost then.
        var edge = high / 2 - low / 2 < Widest / parts
            ? low + (high - low) * part / parts
            : low / parts * (parts - part) + high / parts * part;
        return edge < high ? Math.Max(edge, low) : low;
    }

    private static double Between(double low, double high, int part, int parts) =>
        low.Equals(high) ? low : Math.Clamp(low + (high - low) * part / parts, low, Math.BitDecrement(high));

    private static int Below<T>(IReadOnlyList<T> edges, T value, bool equalAbove)
        where T : IComparable<T>
    {
        var below = 0;
        while (below < edges.Count && IsBelow(edges[below], value, equalAbove))
            below++;
        return below;
    }

    /// <summary>Whether a value lies in a bucket above an edge.</summary>
    private static bool IsBelow<T>(T edge, T value, bool equalAbove)
        where T : IComparable<T> => edge.CompareTo(value) < (equalAbove ? 1 : 0);

    private static int[] Reached<T>(T[] edges, T[] sorted, bool equalAbove)
        where T : IComparable<T>
    {
        // Bucket b holds the values above edge b - 1 and not above edge b: count the values up to each edge.
        var reached = new List<int>();
        var from = 0;
        for (var bucket = 1; bucket <= edges.Length + 1; bucket++)
        {
            var to = bucket <= edges.Length ? UpTo(sorted, edges[bucket - 1], equalAbove) : sorted.Length;
            if (to > from)
                reached.Add(bucket);
            from = Math.Max(from, to);
        }

        return [.. reached];
    }

    private static int UpTo<T>(T[] sorted, T edge, bool equalAbove)
        where T : IComparable<T>
    {
        var (from, to) = (0, sorted.Length);
        while (from < to)
        {
            var middle = (from + to) >>> 1;
            if (IsBelow(edge, sorted[middle], equalAbove))
                to = middle;
            else
                from = middle + 1;
        }

        return from;
    }
}
