using System.Globalization;

namespace LocalRuntime.ServiceBus.Filters;

/// <summary>
/// Numbers of any type, promoted as C# promotes them: whole ones to <see cref="long"/>, others to
/// <see cref="double"/>; a <see cref="decimal"/> stays one unless it meets a double.
/// </summary>
internal static class Numbers
{
    /// <summary>The order of two numbers; null when one is no number.</summary>
    public static int? Order(object? left, object? right) => Promoted(left, right) switch
    {
        (long a, long b) => a.CompareTo(b),
        (decimal a, decimal b) => a.CompareTo(b),
        (double a, double b) when !double.IsNaN(a) && !double.IsNaN(b) => a.CompareTo(b),
        _ => null,
    };

    /// <summary>A sum, difference, product, quotient or rest; null when there is none that fits the type.</summary>
    public static object? Calculated(object? left, char sign, object? right)
    {
        try
        {
            return Promoted(left, right) switch
            {
                (long a, long b) => Calculated(a, sign, b),
                (decimal a, decimal b) => Calculated(a, sign, b),
                (double a, double b) => Calculated(a, sign, b),
                _ => null,
            };
        }
        catch (ArithmeticException)
        {
            // Too large, or divided by zero.
            return null;
        }
    }

    private static object? Calculated<T>(T left, char sign, T right) where T : System.Numerics.INumber<T> => sign switch
    {
        '+' => checked(left + right),
        '-' => checked(left - right),
        '*' => checked(left * right),
        '/' => checked(left / right),
        _ => left % right,
    };

    private static (object? Left, object? Right) Promoted(object? left, object? right)
    {
        var (a, b) = (Promoted(left), Promoted(right));
        if (a is null || b is null)
            return (null, null);
        return a is double || b is double ? (Double(a), Double(b))
            : a is decimal || b is decimal ? (Decimal(a), Decimal(b))
            : (a, b);
    }

    private static object? Promoted(object? value) => value switch
    {
        byte or sbyte or short or ushort or int or uint or long => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        ulong or decimal => Decimal(value),
        float or double => Double(value),
        _ => null,
    };

    private static double Double(object value) => Convert.ToDouble(value, CultureInfo.InvariantCulture);

    private static decimal Decimal(object value) => Convert.ToDecimal(value, CultureInfo.InvariantCulture);
}
