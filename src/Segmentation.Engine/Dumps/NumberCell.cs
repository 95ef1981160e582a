using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Segmentation.Engine.Dumps;

/// <summary>Reads numbers as people and exports write them, straight from the bytes of a cell.</summary>
/// <remarks>
/// A sign, digits in groups of three or not, one decimal separator, an exponent; a currency sign before or behind;
/// parentheses for negative amounts. The decimal separator is declared, never guessed.
/// </remarks>
internal static class NumberCell
{
    private const int MostDigits = 28;
    private const int MostWholeDigits = 18;

    /// <summary>An exact amount; null when it was read, else the rejection code.</summary>
    public static string? Exact(ReadOnlySpan<byte> cell, bool decimalComma, out decimal value) =>
        TryPlain(cell, decimalComma ? (byte)',' : (byte)'.', out value) ? null : Written(cell, decimalComma, out value);

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
        // Letters are names of infinities and NaN; only the exponent's e may stand in a number.
        if (!decimalComma && Utf8Parser.TryParse(cell, out value, out var consumed) && consumed == cell.Length
            && double.IsFinite(value))
            return null;
        var code = Exact(cell, decimalComma, out var exact);
        value = (double)exact;
        return code == RejectionCode.Money ? RejectionCode.Number : code;
    }

    /// <summary>The hot path: an optional sign, at most 18 digits, at most one point.</summary>
    private static bool TryPlain(ReadOnlySpan<byte> cell, byte point, out decimal value)
    {
        value = 0;
        var at = 0;
        var negative = cell.Length > 0 && cell[0] == '-';
        if (negative)
            at = 1;
        if (cell.Length - at is < 1 or > 19)
            return false;
        ulong mantissa = 0;
        var (digits, scale, pointAt) = (0, 0, -1);
        for (; at < cell.Length; at++)
        {
            var digit = (uint)(cell[at] - '0');
            if (digit <= 9)
            {
                mantissa = mantissa * 10 + digit;
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

        if (digits is 0 or > MostWholeDigits)
            return false;
        scale = pointAt < 0 ? 0 : cell.Length - pointAt - 1;
        value = new decimal((int)mantissa, (int)(mantissa >> 32), 0, negative && mantissa != 0, (byte)scale);
        return true;
    }

    /// <summary>Everything else that is a number: brought into the plain form, then read exactly.</summary>
    private static string? Written(ReadOnlySpan<byte> cell, bool decimalComma, out decimal value)
    {
        value = 0;
        Span<char> text = stackalloc char[64];
        if (cell.Length > text.Length || !Encoding.UTF8.TryGetChars(cell, text, out var length))
            return RejectionCode.Money;
        ReadOnlySpan<char> number = text[..length];
        var negative = number.Length > 2 && number[0] == '(' && number[^1] == ')';
        if (negative)
            number = number[1..^1];
        number = WithoutCurrencySign(number);
        Span<char> plain = stackalloc char[64];
        if (!TryNormalise(number, decimalComma, plain, out var written))
            return RejectionCode.Money;
        var normal = plain[..written];
        if (!FitsExactly(normal))
            return RejectionCode.OutOfRange;
        if (!decimal.TryParse(normal, NumberStyles.Float, CultureInfo.InvariantCulture, out value)
            || (negative && value < 0))
            return RejectionCode.Money;
        if (negative)
            value = -value;
        return Math.Abs(value) >= 1_000_000_000_000_000_000m ? RejectionCode.OutOfRange : null;
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

    /// <summary>Writes the number with a decimal point and without groups; false when groups are not of three digits.</summary>
    private static bool TryNormalise(ReadOnlySpan<char> number, bool decimalComma, Span<char> plain, out int written)
    {
        written = 0;
        var (point, group) = decimalComma ? (',', '.') : ('.', ',');
        var (sinceGroup, grouped, fraction) = (0, false, false);
        foreach (var c in number)
        {
            if (c == point)
            {
                if (fraction || (grouped && sinceGroup != 3))
                    return false;
                fraction = true;
                plain[written++] = '.';
            }
            else if (c == group || (c is '\'' or '\u00a0' or '\u202f' && !fraction))
            {
                if (fraction || sinceGroup is 0 or > 3 || (grouped && sinceGroup != 3))
                    return false;
                (grouped, sinceGroup) = (true, 0);
            }
            else
            {
                if (!char.IsAsciiDigit(c) && !fraction && grouped && sinceGroup != 3)
                    return false;
                sinceGroup += char.IsAsciiDigit(c) && !fraction ? 1 : 0;
                plain[written++] = c;
            }
        }

        return fraction || !grouped || sinceGroup == 3;
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
            && int.TryParse(number[(exponentAt + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var e)
            && e is > -MostDigits and < MostDigits && FractionDigits(number[..exponentAt]) - e <= MostDigits;
    }

    private static int FractionDigits(ReadOnlySpan<char> number)
    {
        var point = number.IndexOf('.');
        return point < 0 ? 0 : number.Length - point - 1;
    }
}
