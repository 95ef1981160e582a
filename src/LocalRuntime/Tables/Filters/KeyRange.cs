namespace LocalRuntime.Tables;

/// <summary>The keys that a filter leaves: an interval of partitions and one of rows in each.</summary>
internal sealed record KeyRange(Interval Partitions, Interval Rows)
{
    // Key bytes never reach this one.
    private static readonly byte[] End = [0xFF];

    /// <summary>All keys.</summary>
    public static KeyRange All { get; } = new(Interval.All, Interval.All);

    /// <summary>The keys in both.</summary>
    public KeyRange And(KeyRange other) => new(Partitions.And(other.Partitions), Rows.And(other.Rows));

    /// <summary>A range that has both.</summary>
    public KeyRange Or(KeyRange other) => new(Partitions.Or(other.Partitions), Rows.Or(other.Rows));

    /// <summary>The first key bytes that may be in the range.</summary>
    public byte[] From()
    {
        if (!Partitions.IsPoint)
            return Partitions.Low is { } low ? EntityKey.Encode(low, Partitions.WithLow ? (byte)0 : (byte)1) : [0];
        var row = Rows.Low is { } first ? EntityKey.Encode(first, 0)[..(Rows.WithLow ? ^1 : ^0)] : [];
        return [.. EntityKey.Encode(Partitions.Low!, 0), .. row];
    }

    /// <summary>The first key bytes that are beyond the range.</summary>
    public byte[] To()
    {
        if (!Partitions.IsPoint)
            return Partitions.High is { } high ? EntityKey.Encode(high, Partitions.WithHigh ? (byte)1 : (byte)0) : End;
        if (Rows.High is not { } last)
            return EntityKey.Encode(Partitions.Low!, 1);
        return [.. EntityKey.Encode(Partitions.Low!, 0), .. EntityKey.Encode(last, 0)[..(Rows.WithHigh ? ^0 : ^1)]];
    }
}
