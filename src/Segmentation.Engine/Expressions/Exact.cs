using System.Globalization;
using Segmentation.Engine.Columns;

namespace Segmentation.Engine.Expressions;

/// <summary>Exact decimals: calculation that tells when a result does not fit, and conversion.</summary>
internal static class Exact
{
    private const ulong ExactDoubles = 1UL << 53;

    // Every power of ten up to the 22nd is a double exactly.
    private static readonly double[] PowersOfTen = [.. Enumerable.Range(0, 23)
        .Select(power => double.Parse($"1e{power}", CultureInfo.InvariantCulture))];

    /// <summary>Calculates; false when the result is too large.</summary>
    public static bool Try(decimal a, decimal b, Func<decimal, decimal, decimal> operation, out decimal result)
    {
        try
        {
            result = operation(a, b);
            return result != MoneyColumn.Null;
        }
        catch (OverflowException)
        {
            result = MoneyColumn.Null;
            return false;
        }
    }

    /// <summary>The double nearest to a decimal.</summary>
    public static double ToNumber(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var mantissa = ((ulong)(uint)bits[1] << 32) | (uint)bits[0];
        var scale = value.Scale;
        if (bits[2] != 0 || mantissa >= ExactDoubles || scale >= PowersOfTen.Length)
            return Parsed(value);
        var magnitude = mantissa / PowersOfTen[scale];
        return bits[3] < 0 ? -magnitude : magnitude;
    }

    /// <summary>The whole number that a decimal is; false when it is not one of 64 bits.</summary>
    public static bool TryToInteger(decimal value, out long integer)
    {
        integer = IntegerColumn.Null;
        if (value != decimal.Truncate(value) || value <= long.MinValue || value > long.MaxValue)
            return false;
        integer = (long)value;
        return true;
    }

    private static double Parsed(decimal value)
    {
        Span<byte> text = stackalloc byte[32];
        value.TryFormat(text, out var length, provider: CultureInfo.InvariantCulture);
        return double.Parse(text[..length], CultureInfo.InvariantCulture);
    }
}
