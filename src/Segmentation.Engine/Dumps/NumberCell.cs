using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Segmentation.Engine.Columns;

namespace Segmentation.Engine.Dumps;

/// <summary>Reads numbers as people and exports write them, straight from the bytes of a cell.</summary>
/// <remarks>
/// A sign, digits in groups of three or not, one decimal separator, an exponent; a currency sign before or behind;
/// parentheses for negative amounts. The decimal separator is declared, never guessed.
/// </remarks>
public static class NumberCell
{
    private const int MostDigits = 28;
    private const int MostWholeDigits = 18;
    private const int LongestCell = 64;

    /// <summary>An exact amount; null when it was read, else the rejection code.</summary>
    public static string? Exact(ReadOnlySpan<byte> cell, bool decimalComma, out decimal value) =>
        TryUnits(cell, decimalComma, out var units, out var scale)
            ? Plain(units, scale, out value)
            : Written(cell, decimalComma, out value);

    /// <summary>A whole number; null when it was read, else the rejection code.</summary>
    public static string? Whole(ReadOnlySpan<byte> cell, bool decimalComma, out long value)
    {
        if (Utf8Parser.TryParse(cell, out value, out var consumed) && consumed == cell.Length && value != long.MinValue)
            return null;
        var code = Exact(cell, decimalComma, out var exact);
        if (code is not null)
            return code == RejectionCode.Money ? RejectionCode.Integer : code;
        if (decimal.Truncate(exact) != exact)
            return RejectionCode.Integer;
        value = (long)exact;
        return null;
    }

    /// <summary>A floating-point number; null when it was read, else the rejection code.</summary>
    public static string? Floating(ReadOnlySpan<byte> cell, bool decimalComma, out double value)
    {
        // The parser knows names of infinities and NaN, which are no numbers here.
        if (!decimalComma && Utf8Parser.TryParse(cell, out value, out var consumed) && consumed == cell.Length
            && double.IsFinite(value))
        {
            value = Unsigned(value);
            return null;
        }

        value = 0;
        Span<char> plain = stackalloc char[LongestCell];
        if (!TryWritten(cell, decimalComma, plain, out var length, out var negative)
            || !double.TryParse(plain[..length], NumberStyles.Float, CultureInfo.InvariantCulture, out value))
            return RejectionCode.Number;
        value = Unsigned(negative ? -value : value);
        return double.IsFinite(value) ? null : RejectionCode.OutOfRange;
    }

    /// <summary>There is one zero, so that equal rows have equal bytes.</summary>
    private static double Unsigned(double value) => value == 0 ? 0 : value;

    /// <summary>
    /// The hot path: an optional sign, at most 18 digits, at most one separator; false for every other cell.
    /// </summary>
    /// <param name="cell">The cell.</param>
    /// <param name="decimalComma">Whether a comma separates the decimals.</param>
    /// <param name="units">The digits as one number.</param>
    /// <param name="scale">How many of them stand behind the separator.</param>
    internal static bool TryUnits(ReadOnlySpan<byte> cell, bool decimalComma, out long units, out byte scale)
    {
        (units, scale) = (0, 0);
        var point = decimalComma ? (byte)',' : (byte)'.';
        var sign = cell.Length > 0 && cell[0] == '-' ? 1 : 0;
        var (digits, pointAt) = (0, -1);
        for (var at = sign; at < cell.Length; at++)
        {
            var digit = (uint)(cell[at] - '0');
            if (digit <= 9 && digits < MostWholeDigits)
            {
                units = units * 10 + digit;
                digits++;
            }
            else if (cell[at] == point && pointAt < 0)
            {
                pointAt = at;
            }
            else
            {
                return false;
            }
        }

        if (pointAt >= 0)
            scale = (byte)(cell.Length - pointAt - 1);
        units = sign == 0 ? units : -units;
        return digits > 0;
    }

    private static string? Plain(long units, byte scale, out decimal value)
    {
        value = Units.Decimal(units, scale);
        return null;
    }

    /// <summary>Everything else that is a number: brought into the plain form, then read exactly.</summary>
    private static string? Written(ReadOnlySpan<byte> cell, bool decimalComma, out decimal value)
    {
        value = 0;
        Span<char> plain = stackalloc char[LongestCell];
        if (!TryWritten(cell, decimalComma, plain, out var length, out var negative))
            return RejectionCode.Money;
        var number = plain[..length];
        if (!FitsExactly(number)
            || !decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
            return RejectionCode.OutOfRange;
        value = value == 0 ? 0 : negative ? -value : value;
        return Math.Abs(value) >= 1_000_000_000_000_000_000m ? RejectionCode.OutOfRange : null;
    }

    /// <summary>Writes a number without currency sign, parentheses and groups; false when it is no number.</summary>
    private static bool TryWritten(
        ReadOnlySpan<byte> cell, bool decimalComma, Span<char> plain, out int length, out bool negative)
    {
        (length, negative) = (0, false);
        Span<char> text = stackalloc char[LongestCell];
        if (cell.Length > text.Length || !Encoding.UTF8.TryGetChars(cell, text, out var read))
            return false;
        ReadOnlySpan<char> number = text[..read];
        negative = number.Length > 2 && number[0] == '(' && number[^1] == ')';
        if (negative)
            number = number[1..^1];
        number = WithoutCurrencySign(number);
        return (!negative || !number.StartsWith('-')) && TryNormalise(number, decimalComma, plain, out length);
    }

    private static ReadOnlySpan<char> WithoutCurrencySign(ReadOnlySpan<char> number)
    {
        var sign = number.Length > 0 && number[0] is '-' or '+' ? 1 : 0;
        if (number.Length > sign && char.GetUnicodeCategory(number[sign]) == UnicodeCategory.CurrencySymbol)
            return sign == 0 ? number[1..].Trim() : string.Concat(number[..1], number[2..].Trim());
        if (number.Length > 0 && char.GetUnicodeCategory(number[^1]) == UnicodeCategory.CurrencySymbol)
            return number[..^1].Trim();
        return number;
    }

    /// <summary>Writes the number with a decimal point and without groups; false when it is no number.</summary>
    private static bool TryNormalise(ReadOnlySpan<char> number, bool decimalComma, Span<char> plain, out int written)
    {
        written = 0;
        var exponent = number.IndexOfAny('e', 'E');
        var mantissa = exponent < 0 ? number : number[..exponent];
        if (mantissa.Length > 0 && mantissa[0] is '-' or '+')
        {
            plain[written++] = mantissa[0];
            mantissa = mantissa[1..];
        }

        var (point, group) = decimalComma ? (',', '.') : ('.', ',');
        var pointAt = mantissa.IndexOf(point);
        var whole = pointAt < 0 ? mantissa : mantissa[..pointAt];
        var fraction = pointAt < 0 ? default : mantissa[(pointAt + 1)..];
        if (whole.Length + fraction.Length == 0 || !TryWhole(whole, group, plain, ref written)
            || fraction.ContainsAnyExceptInRange('0', '9'))
            return false;
        if (fraction.Length > 0)
        {
            plain[written++] = '.';
            fraction.CopyTo(plain[written..]);
            written += fraction.Length;
        }

        return exponent < 0 || TryExponent(number[exponent..], plain, ref written);
    }

    /// <summary>Writes the digits before the decimal separator; groups behind the first have three digits.</summary>
    private static bool TryWhole(ReadOnlySpan<char> whole, char group, Span<char> plain, ref int written)
    {
        var (digits, grouped) = (0, false);
        foreach (var c in whole)
        {
            if (char.IsAsciiDigit(c))
            {
                digits++;
                plain[written++] = c;
                continue;
            }

            var separates = c == group || c is '\'' or '\u00a0' or '\u202f';
            if (!separates || (grouped ? digits != 3 : digits is 0 or > 3))
                return false;
            (digits, grouped) = (0, true);
        }

        return !grouped || digits == 3;
    }

    private static bool TryExponent(ReadOnlySpan<char> exponent, Span<char> plain, ref int written)
    {
        var digits = exponent.Length > 1 && exponent[1] is '-' or '+' ? exponent[2..] : exponent[1..];
        if (digits.IsEmpty || digits.ContainsAnyExceptInRange('0', '9'))
            return false;
        exponent.CopyTo(plain[written..]);
        written += exponent.Length;
        return true;
    }

    private static bool FitsExactly(ReadOnlySpan<char> number)
    {
        var exponentAt = number.IndexOfAny('e', 'E');
        var digits = 0;
        var leading = true;
        foreach (var c in exponentAt < 0 ? number : number[..exponentAt])
        {
            leading &= c is '0' or '.' or '-' or '+';
            digits += char.IsAsciiDigit(c) && !leading ? 1 : 0;
        }

        if (exponentAt < 0)
            return digits <= MostDigits && FractionDigits(number) <= MostDigits;
        return digits <= MostDigits
            && int.TryParse(
                number[(exponentAt + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var e)
            && e is > -MostDigits and < MostDigits && FractionDigits(number[..exponentAt]) - e <= MostDigits;
    }

    private static int FractionDigits(ReadOnlySpan<char> number)
    {
        var point = number.IndexOf('.');
        return point < 0 ? 0 : number.Length - point - 1;
    }
}
