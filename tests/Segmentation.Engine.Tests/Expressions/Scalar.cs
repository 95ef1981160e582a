using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;

namespace Segmentation.Engine.Tests.Expressions;

/// <summary>The operators on single values, as simple as can be; null is null.</summary>
internal static class Scalar
{
    public static object? And(object? a, object? b) =>
        a is false || b is false ? false : a is null || b is null ? null : true;

    public static object? Or(object? a, object? b) => Not(And(Not(a), Not(b)));

    public static object? Not(object? a) => a is bool value ? !value : null;

    public static object? Calculate(char sign, object? a, object? b) => (a, b) switch
    {
        (long x, long y) => Whole(sign, x, y),
        (double x, double y) => Floating(sign, x, y),
        (decimal x, decimal y) => Amount(sign, x, y),
        _ => null,
    };

    public static object? Compare(string relation, object? a, object? b)
    {
        if (a is null || b is null)
            return null;
        var order = a is string text
            ? Bytes(text).AsSpan().SequenceCompareTo(Bytes((string)b))
            : ((IComparable)a).CompareTo(b);
        return relation switch
        {
            "=" => order == 0,
            "<>" => order != 0,
            "<" => order < 0,
            "<=" => order <= 0,
            ">" => order > 0,
            _ => order >= 0,
        };
    }

    public static object? Like(object? text, string pattern)
    {
        // One code point is two UTF-16 units beyond the basic plane.
        const string Any = @"(?:[\uD800-\uDBFF][\uDC00-\uDFFF]|[^\uD800-\uDFFF])";
        var regex = string.Concat(pattern.Select(c => c switch
        {
            '%' => Any + "*",
            '_' => Any,
            _ => Regex.Escape(c.ToString()),
        }));
        return text is string value ? Regex.IsMatch(value, $@"\A(?:{regex})\z", RegexOptions.None) : null;
    }

    private static long? Whole(char sign, Int128 a, Int128 b)
    {
        var result = sign switch { '+' => a + b, '-' => a - b, _ => a * b };
        return result > long.MinValue && result <= long.MaxValue ? (long)result : null;
    }

    private static double? Floating(char sign, double a, double b)
    {
        var result = sign switch { '+' => a + b, '-' => a - b, '*' => a * b, _ => b == 0 ? double.NaN : a / b };
        return double.IsFinite(result) ? result : null;
    }

    /// <summary>What the result is over all digits; null when a decimal cannot hold them.</summary>
    private static decimal? Amount(char sign, decimal a, decimal b)
    {
        const int Digits = 60;
        var (x, y, one) = (Shifted(a, Digits), Shifted(b, Digits), BigInteger.Pow(10, Digits));
        var exact = sign switch { '+' => (x + y) * one, '-' => (x - y) * one, _ => x * y };
        try
        {
            var result = sign switch { '+' => a + b, '-' => a - b, _ => a * b };
            return Shifted(result, Digits * 2) == exact ? result : null;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static BigInteger Shifted(decimal value, int digits) =>
        BigInteger.Parse(
            value.ToString(CultureInfo.InvariantCulture).Replace(".", "", StringComparison.Ordinal),
            CultureInfo.InvariantCulture)
        * BigInteger.Pow(10, digits - value.Scale);

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
