using System.Buffers.Binary;

namespace Segmentation.Engine.Columns;

/// <summary>
/// A 64-bit hash of bytes that never changes: base files are sharded by it. Eight bytes at a time are folded in with a
/// 64 x 64 -> 128 bit multiplication (the mixing step of wyhash), the length last.
/// </summary>
public static class StableHash
{
    private const ulong Seed = 0x9E37_79B9_7F4A_7C15;
    private const ulong Prime1 = 0xA076_1D64_78BD_642F;
    private const ulong Prime2 = 0xE703_7ED1_A0B4_28DB;

    /// <summary>The hash of a text.</summary>
    public static ulong Of(ReadOnlySpan<byte> text)
    {
        var hash = Seed;
        var rest = text;
        while (rest.Length >= sizeof(ulong))
        {
            hash = Mix(hash ^ Prime1, BinaryPrimitives.ReadUInt64LittleEndian(rest) ^ Prime2);
            rest = rest[sizeof(ulong)..];
        }

        hash = Mix(hash ^ Prime1, Tail(text, rest.Length) ^ Prime2);
        return Mix(hash ^ (ulong)text.Length, Prime1);
    }

    /// <summary>The hash of a number together with a hash so far.</summary>
    public static ulong Combine(ulong hash, ulong value) => Mix(hash ^ Prime1, value ^ Prime2);

    /// <summary>The shard of a customer id: the high bits of its hash, scaled to the number of shards.</summary>
    /// <param name="hash">The hash of the id.</param>
    /// <param name="shards">The number of shards, at least 1.</param>
    public static int Shard(ulong hash, int shards) => (int)Math.BigMul(hash, (ulong)shards, out _);

    /// <summary>The last bytes of a text as one little-endian number.</summary>
    /// <param name="text">The text.</param>
    /// <param name="length">How many bytes, from 0 to 7.</param>
    private static ulong Tail(ReadOnlySpan<byte> text, int length)
    {
        if (length == 0)
            return 0;
        // The eight last bytes of a longer text hold them in their high bytes.
        if (text.Length >= sizeof(ulong))
            return BinaryPrimitives.ReadUInt64LittleEndian(text[^sizeof(ulong)..]) >> (8 * (sizeof(ulong) - length));
        ulong tail = 0;
        for (var i = length - 1; i >= 0; i--)
            tail = (tail << 8) | text[i];
        return tail;
    }

    private static ulong Mix(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out var low);
        return high ^ low;
    }
}
