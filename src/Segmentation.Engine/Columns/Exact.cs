using System.Globalization;

namespace Segmentation.Engine.Columns;

/// <summary>Exact decimal arithmetic, and the one rounding to floating point.</summary>
public static class Exact
{
    private const decimal One = 1.0000000000000000000000000000m;
    private const long LargestExact = 1L << 53;

    /// <summary>The same amount without trailing zeros behind the decimal point, and zero without a sign.</summary>
    public static decimal Trimmed(decimal value) => value == 0 ? 0 : value.Scale == 0 ? value : value / One;

    /// <summary>The double nearest to a quotient: one correctly rounded division when both numbers are exact doubles.</summary>
    public static double Quotient(long dividend, long divisor) =>
        Math.Abs(dividend) <= LargestExact && Math.Abs(divisor) <= LargestExact
            ? (double)dividend / divisor
            : Nearest((decimal)dividend / divisor);

    /// <summary>The double nearest to a quotient of an amount.</summary>
    public static double Quotient(decimal dividend, long divisor)
    {
        var whole = Trimmed(dividend);
        Int128 scaled = divisor;
        for (var i = 0; i < whole.Scale && scaled <= LargestExact; i++)
            scaled *= 10;
        var mantissa = Mantissa(whole);
        return Int128.Abs(mantissa) <= LargestExact && scaled <= LargestExact
            ? (double)mantissa / (double)scaled
            : Nearest(dividend / divisor);
    }

    private static Int128 Mantissa(decimal value)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        var mantissa = ((Int128)(uint)parts[2] << 64) | ((Int128)(uint)parts[1] << 32) | (uint)parts[0];
        return parts[3] < 0 ? -mantissa : mantissa;
    }

    private static double Nearest(decimal value) =>
        double.Parse(value.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
