using System.Globalization;
using System.Numerics;

namespace Segmentation.Engine.Columns;

/// <summary>
/// Exact decimal arithmetic, which never loses a digit in silence, and the one rounding to floating point.
/// </summary>
public static class Exact
{
    private const decimal One = 1.0000000000000000000000000000m;
    private const long LargestExact = 1L << 53;
    private const int MostDecimals = 28;

    // The product of two amounts has up to twice their decimals.
    private static readonly BigInteger[] WholePowersOfTen =
        [.. Enumerable.Range(0, 2 * MostDecimals + 1).Select(power => BigInteger.Pow(10, power))];

    // Every power of ten up to the 22nd is a double exactly.
    private static readonly double[] PowersOfTen = [.. Enumerable.Range(0, 23)
        .Select(power => double.Parse($"1e{power}", CultureInfo.InvariantCulture))];

    /// <summary>The same amount without trailing zeros behind the decimal point, and zero without a sign.</summary>
    public static decimal Trimmed(decimal value)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        // Few amounts have more digits than fit into 64 bits; dividing trims those.
        if (parts[2] != 0)
            return value.Scale == 0 ? value : value / One;
        var (digits, scale) = (((ulong)(uint)parts[1] << 32) | (uint)parts[0], value.Scale);
        if (digits == 0)
            return 0;
        for (; scale > 0 && digits % 10 == 0; scale--)
            digits /= 10;
        return scale == value.Scale
            ? value
            : new decimal((int)digits, (int)(digits >> 32), 0, parts[3] < 0, scale);
    }

    /// <summary>Adds; false when the sum has more digits than can be kept.</summary>
    public static bool TryAdd(decimal a, decimal b, out decimal sum)
    {
        try
        {
            sum = a + b;
            var scale = Math.Max(a.Scale, b.Scale);
            // Digits are lost only when the scale is: a rare case, told with whole numbers of any length.
            return (sum.Scale >= scale || Whole(sum, scale) == Whole(a, scale) + Whole(b, scale))
                && sum != MoneyColumn.Null;
        }
        catch (OverflowException)
        {
            sum = MoneyColumn.Null;
            return false;
        }
    }

    /// <summary>Adds amounts whose running sum may not fit; false when the whole sum does not.</summary>
    /// <param name="units">The sum in units of 10^-28, from <see cref="Units"/>.</param>
    /// <param name="sum">The sum.</param>
    public static bool TrySum(BigInteger units, out decimal sum)
    {
        var scale = MostDecimals;
        while (scale > 0 && units % 10 == 0)
            (units, scale) = (units / 10, scale - 1);
        var fits = BigInteger.Abs(units) < (BigInteger)decimal.MaxValue;
        sum = fits ? (decimal)units : MoneyColumn.Null;
        for (var left = scale; fits && left > 0; left--)
            sum *= 0.1m;
        return fits;
    }

    /// <summary>An amount in units of 10^-28.</summary>
    public static BigInteger Units(decimal value) => Whole(value, MostDecimals);

    /// <summary>The units of <see cref="Units"/> that one has.</summary>
    internal static BigInteger UnitsPerOne => WholePowersOfTen[MostDecimals];

    /// <summary>Multiplies; false when the product has more digits than can be kept.</summary>
    public static bool TryMultiply(decimal a, decimal b, out decimal product)
    {
        try
        {
            product = a * b;
            var scale = a.Scale + b.Scale;
            return (product.Scale >= scale || Whole(product, scale) == Whole(a, a.Scale) * Whole(b, b.Scale))
                && product != MoneyColumn.Null;
        }
        catch (OverflowException)
        {
            product = MoneyColumn.Null;
            return false;
        }
    }

    /// <summary>The digits behind the decimal point that a quotient keeps: sums of quotients stay exact.</summary>
    public const int QuotientScale = 12;

    /// <summary>
    /// Divides, rounded half to even to 12 digits behind the decimal point; false when the quotient is too large.
    /// </summary>
    public static bool TryDivide(decimal a, decimal b, out decimal quotient)
    {
        try
        {
            quotient = decimal.Round(a / b, QuotientScale);
            return quotient != MoneyColumn.Null;
        }
        catch (OverflowException)
        {
            quotient = MoneyColumn.Null;
            return false;
        }
    }

    /// <summary>The double nearest to an amount.</summary>
    public static double ToNumber(decimal value)
    {
        var mantissa = Mantissa(value);
        return Int128.Abs(mantissa) <= LargestExact && value.Scale < PowersOfTen.Length
            ? (double)mantissa / PowersOfTen[value.Scale]
            : Nearest(value);
    }

    /// <summary>The whole number that an amount is; false when it is not one of 64 bits.</summary>
    public static bool TryToInteger(decimal value, out long integer)
    {
        integer = IntegerColumn.Null;
        if (value != decimal.Truncate(value) || value <= long.MinValue || value > long.MaxValue)
            return false;
        integer = (long)value;
        return true;
    }

    /// <summary>
    /// The double nearest to a quotient: one correctly rounded division when both numbers are exact doubles.
    /// </summary>
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

    /// <summary>
    /// A quotient of amounts: one correctly rounded division when both are exact doubles in the same unit.
    /// </summary>
    public static double Quotient(decimal dividend, decimal divisor)
    {
        var (a, b) = (Trimmed(dividend), Trimmed(divisor));
        var scale = Math.Max(a.Scale, b.Scale);
        var (units, parts) = (Whole(a, scale), Whole(b, scale));
        return BigInteger.Abs(units) <= LargestExact && BigInteger.Abs(parts) <= LargestExact
            ? (double)units / (double)parts
            : ToNumber(a) / ToNumber(b);
    }

    /// <summary>The value times a power of ten.</summary>
    private static BigInteger Whole(decimal value, int scale) =>
        (BigInteger)Mantissa(value) * WholePowersOfTen[scale - value.Scale];

    private static Int128 Mantissa(decimal value)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        var mantissa = ((Int128)(uint)parts[2] << 64) | ((Int128)(uint)parts[1] << 32) | (uint)parts[0];
        return parts[3] < 0 ? -mantissa : mantissa;
    }

    private static double Nearest(decimal value)
    {
        Span<byte> text = stackalloc byte[32];
        value.TryFormat(text, out var length, provider: CultureInfo.InvariantCulture);
        return double.Parse(text[..length], CultureInfo.InvariantCulture);
    }
}
