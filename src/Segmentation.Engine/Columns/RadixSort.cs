using System.Runtime.InteropServices;

namespace Segmentation.Engine.Columns;

/// <summary>
/// Sorts whole numbers digit by digit, the lowest first: in linear time, and fastest where they lie close.
/// </summary>
public static class RadixSort
{
    private const int Bits = 11;
    private const int Digits = 1 << Bits;
    private const int FewValues = 2048;

    /// <summary>Sorts numbers in ascending order.</summary>
    public static void Sort(long[] values)
    {
        if (values.Length <= FewValues)
        {
            Array.Sort(values);
            return;
        }

        var (least, most) = Range(values);
        var (from, to) = (values, new long[values.Length]);

        // Distances from the least have only as many digits as the range has.
        for (var shift = 0; shift < 64 && (ulong)(most - least) >> shift != 0; shift += Bits)
        {
            Scatter(from, to, least, shift);
            (from, to) = (to, from);
        }

        if (!ReferenceEquals(from, values))
            from.CopyTo(values, 0);
    }

    /// <summary>Sorts numbers in ascending order, and items along with them; items of equal numbers keep their order.
    /// </summary>
    public static void Sort(ulong[] keys, int[] items)
    {
        var (least, most) = (ulong.MaxValue, 0UL);
        foreach (var key in keys)
            (least, most) = (Math.Min(least, key), Math.Max(most, key));
        var from = (Keys: keys, Items: items);
        var to = (Keys: new ulong[keys.Length], Items: new int[items.Length]);
        for (var shift = 0; shift < 64 && keys.Length > 0 && (most - least) >> shift != 0; shift += Bits)
        {
            var next = Starts(from.Keys, least, shift);
            for (var i = 0; i < from.Keys.Length; i++)
            {
                ref var place = ref next[(int)((from.Keys[i] - least) >> shift) & (Digits - 1)];
                (to.Keys[place], to.Items[place]) = (from.Keys[i], from.Items[i]);
                place++;
            }

            (from, to) = (to, from);
        }

        if (ReferenceEquals(from.Keys, keys))
            return;
        from.Keys.CopyTo(keys, 0);
        from.Items.CopyTo(items, 0);
    }

    private static (long Least, long Most) Range(long[] values)
    {
        var (least, most) = (values[0], values[0]);
        foreach (var value in values)
            (least, most) = (Math.Min(least, value), Math.Max(most, value));
        return (least, most);
    }

    /// <summary>Sorts by one digit; what is equal in it stays in order.</summary>
    private static void Scatter(long[] from, long[] to, long least, int shift)
    {
        var next = Starts(MemoryMarshal.Cast<long, ulong>(from), (ulong)least, shift);
        foreach (var value in from)
            to[next[(int)((ulong)(value - least) >> shift) & (Digits - 1)]++] = value;
    }

    /// <summary>Per digit the first place of the values that have it.</summary>
    private static int[] Starts(ReadOnlySpan<ulong> values, ulong least, int shift)
    {
        var starts = new int[Digits];
        foreach (var value in values)
            starts[(int)((value - least) >> shift) & (Digits - 1)]++;
        var start = 0;
        foreach (ref var place in starts.AsSpan())
            (place, start) = (start, start + place);
        return starts;
    }
}
