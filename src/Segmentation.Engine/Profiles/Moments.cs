using System.Numerics;

namespace Segmentation.Engine.Profiles;

/// <summary>
/// The count, sum and sum of squares of whole numbers below 2^107, exact for up to 2^20 of them: the order in which
/// they are added, and the shards that they are added in, do not matter.
/// </summary>
public struct Moments
{
    private UInt128 _high;
    private UInt128 _low;

    /// <summary>How many numbers there are.</summary>
    public long Count { get; private set; }

    /// <summary>Their sum.</summary>
    public Int128 Sum { get; private set; }

    /// <summary>The count times the sum of squares, less the square of the sum: count² times the variance.</summary>
    public readonly BigInteger Spread => Count * (((BigInteger)_high << 128) + _low) - BigInteger.Pow(Sum, 2);

    /// <summary>Adds a number.</summary>
    public void Add(Int128 number)
    {
        Count++;
        Sum += number;
        var size = (UInt128)Int128.Abs(number);
        var (upper, lower) = ((ulong)(size >> 64), (ulong)size);
        AddSquares(0, Math.BigMul(lower, lower));
        if (upper == 0)
            return;
        var middle = Math.BigMul(upper, lower) << 1;
        AddSquares(Math.BigMul(upper, upper) + (middle >> 64), middle << 64);
    }

    /// <summary>The numbers of both.</summary>
    public static Moments operator +(Moments a, Moments b)
    {
        a.Count += b.Count;
        a.Sum += b.Sum;
        a.AddSquares(b._high, b._low);
        return a;
    }

    /// <summary>The numbers of the first without those of the second, which are among them.</summary>
    public static Moments operator -(Moments a, Moments b)
    {
        a.Count -= b.Count;
        a.Sum -= b.Sum;
        a._high -= b._high + (a._low < b._low ? UInt128.One : UInt128.Zero);
        a._low -= b._low;
        return a;
    }

    private void AddSquares(UInt128 high, UInt128 low)
    {
        _low += low;
        _high += high + (_low < low ? UInt128.One : UInt128.Zero);
    }
}
