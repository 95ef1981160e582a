namespace Segmentation.Engine.Lifetime;

/// <summary>
/// All that the likelihood of a <see cref="PurchaseModel"/> needs to know: how many customers have the same repeats,
/// age and last order, sorted by them. The order of customers leaves no trace.
/// </summary>
internal sealed class PurchaseStatistics
{
    private const int Bits = 20;
    private const int Most = (1 << Bits) - 1;

    private PurchaseStatistics(int[] repeats, int[] age, int[] last, int[] count)
    {
        (Repeats, Age, Last, Count) = (repeats, age, last, count);
        for (var row = 0; row < count.Length; row++)
        {
            Customers += count[row];
            Orders += (long)count[row] * repeats[row];
            Days += (long)count[row] * age[row];
            OldestAge = Math.Max(OldestAge, age[row]);
        }
    }

    public int[] Repeats { get; }

    public int[] Age { get; }

    public int[] Last { get; }

    public int[] Count { get; }

    public long Customers { get; }

    /// <summary>The sum of repeats.</summary>
    public long Orders { get; }

    /// <summary>The sum of ages, in days.</summary>
    public long Days { get; }

    public int OldestAge { get; }

    public int MostRepeats => Repeats.Length == 0 ? 0 : Repeats[^1];

    /// <summary>
    /// Counts customers; those that cannot be are left out: negative numbers, or a last order after today.
    /// </summary>
    public static PurchaseStatistics Of(ReadOnlySpan<int> repeats, ReadOnlySpan<int> last, ReadOnlySpan<int> age)
    {
        var (keys, used) = (new long[repeats.Length], 0);
        for (var row = 0; row < repeats.Length; row++)
        {
            var (x, t) = (repeats[row], repeats[row] == 0 ? 0 : last[row]);
            if (x is >= 0 and <= Most && t >= 0 && t <= age[row] && age[row] <= Most)
                keys[used++] = (long)x << 2 * Bits | (long)age[row] << Bits | (long)t;
        }

        Array.Sort(keys, 0, used);
        var (distinct, counts) = (new List<long>(), new List<int>());
        foreach (var key in keys.AsSpan(0, used))
        {
            if (distinct.Count > 0 && distinct[^1] == key)
            {
                counts[^1]++;
                continue;
            }

            distinct.Add(key);
            counts.Add(1);
        }

        return new(
            [.. distinct.Select(key => (int)(key >> 2 * Bits))], [.. distinct.Select(key => (int)(key >> Bits) & Most)],
            [.. distinct.Select(key => (int)key & Most)], [.. counts]);
    }

    /// <summary>About so many of the lines: enough to find out where to search.</summary>
    public PurchaseStatistics Thinned(int most) => new(
        BlockSum.Thinned(Repeats, most), BlockSum.Thinned(Age, most), BlockSum.Thinned(Last, most),
        BlockSum.Thinned(Count, most));
}
