using System.Numerics;

namespace Segmentation.Engine.Columns;

/// <summary>Amounts as whole numbers of one unit.</summary>
/// <param name="Values">The amounts times 10^<paramref name="Scale"/>, <see cref="Null"/> for null.</param>
/// <param name="Scale">The digits behind the decimal point, from 0 to <see cref="LargestScale"/>.</param>
public sealed record Units(long[] Values, byte Scale)
{
    /// <summary>The value that means null.</summary>
    public const long Null = long.MinValue;

    /// <summary>The largest scale: 10^18 is the largest power of ten that a unit holds.</summary>
    public const byte LargestScale = 18;

    private static readonly long[] PowersOfTen =
        [.. Enumerable.Range(0, LargestScale + 1).Select(power => (long)BigInteger.Pow(10, power))];

    /// <summary>The number of amounts.</summary>
    public int Count => Values.Length;

    /// <summary>10 to the power of a scale.</summary>
    /// <param name="scale">From 0 to <see cref="LargestScale"/>.</param>
    public static long PowerOfTen(int scale) => PowersOfTen[scale];

    /// <summary>The units of decimals; null when one does not fit.</summary>
    public static Units? Of(ReadOnlySpan<decimal> values)
    {
        byte scale = 0;
        foreach (var value in values)
            scale = value == MoneyColumn.Null ? scale : Math.Max(scale, value.Scale);
        if (scale > LargestScale)
            return null;
        var units = new long[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] == MoneyColumn.Null)
                units[i] = Null;
            else if (!TryScale(values[i], scale, out units[i]))
                return null;
        }

        return new Units(units, scale);
    }

    /// <summary>A value in units of a scale; false when it does not fit, or has digits below the unit.</summary>
    public static bool TryScale(decimal value, byte scale, out long units)
    {
        units = 0;
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        if (parts[2] != 0 || parts[1] < 0 || value.Scale > scale)
            return false;
        var mantissa = ((long)parts[1] << 32) | (uint)parts[0];
        return TryMultiply(parts[3] < 0 ? -mantissa : mantissa, scale - value.Scale, out units);
    }

    /// <summary>The same amounts in smaller units; null when one does not fit.</summary>
    /// <param name="scale">The new scale; null when it is below <see cref="Scale"/>.</param>
    public Units? At(byte scale)
    {
        if (scale <= Scale)
            return scale == Scale ? this : null;
        var units = new long[Values.Length];
        for (var i = 0; i < units.Length; i++)
        {
            if (Values[i] == Null)
                units[i] = Null;
            else if (!TryMultiply(Values[i], scale - Scale, out units[i]))
                return null;
        }

        return new Units(units, scale);
    }

    /// <summary>The same amounts in the largest unit in which all of them are whole.</summary>
    public Units Trimmed()
    {
        int spare = Scale;
        foreach (var value in Values)
        {
            while (spare > 0 && value != Null && value % PowersOfTen[spare] != 0)
                spare--;
            if (spare == 0)
                return this;
        }

        var parts = PowersOfTen[spare];
        return spare == 0
            ? this
            : new Units(Array.ConvertAll(Values, value => value == Null ? Null : value / parts), (byte)(Scale - spare));
    }

    /// <summary>An amount as a decimal of the scale.</summary>
    public decimal this[int row] => Values[row] == Null ? MoneyColumn.Null : Decimal(Values[row], Scale);

    /// <summary>All amounts as decimals.</summary>
    public decimal[] ToDecimals() =>
        Array.ConvertAll(Values, value => value == Null ? MoneyColumn.Null : Decimal(value, Scale));

    /// <summary>A number of units as a decimal.</summary>
    public static decimal Decimal(long units, byte scale)
    {
        var mantissa = (ulong)Math.Abs(units);
        return new decimal((int)mantissa, (int)(mantissa >> 32), 0, units < 0, scale);
    }

    /// <summary>The greatest number of units that is not above an edge, or is below it, within 64 bits.</summary>
    /// <param name="edge">The edge.</param>
    /// <param name="scale">The scale of the units.</param>
    /// <param name="isBelow">Whether it must be below the edge.</param>
    public static long Limit(decimal edge, byte scale, bool isBelow)
    {
        var (units, rest) = BigInteger.DivRem(Exact.Units(edge) * PowersOfTen[scale], Exact.UnitsPerOne);
        var limit = rest.Sign < 0 || (rest.IsZero && isBelow) ? units - 1 : units;
        return (long)BigInteger.Clamp(limit, long.MinValue, long.MaxValue);
    }

    /// <summary>A number of units times a power of ten; false when it does not fit.</summary>
    /// <param name="units">The number.</param>
    /// <param name="power">The power, from 0 to <see cref="LargestScale"/>.</param>
    /// <param name="product">The product.</param>
    internal static bool TryMultiply(long units, int power, out long product)
    {
        var high = Math.BigMul(units, PowersOfTen[power], out product);
        return high == product >> 63 && product != Null;
    }
}
