namespace Segmentation.Engine.Columns;

/// <summary>Sorts whole numbers digit by digit, the lowest first: in linear time, and fastest where they lie close.</summary>
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
        var next = new int[Digits];
        foreach (var value in from)
            next[Digit(value, least, shift)]++;
        var start = 0;
        foreach (ref var place in next.AsSpan())
            (place, start) = (start, start + place);
        foreach (var value in from)
            to[next[Digit(value, least, shift)]++] = value;
    }

    private static int Digit(long value, long least, int shift) => (int)((ulong)(value - least) >> shift) & (Digits - 1);
}
