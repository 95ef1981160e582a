namespace Segmentation.Functions.Results;

/// <summary>
/// Adds values of customers as whole numbers of 10^-12, so that the sum does not depend on the order.
/// </summary>
internal static class ExactSum
{
    private const int Scale = 12;
    private const decimal UnitsPerOne = 1_000_000_000_000m;
    private const decimal Largest = 1e15m;

    /// <summary>A value in units, rounded to one; 0 for null. Values beyond 10^15 count as 10^15.</summary>
    public static Int128 Units(object? value)
    {
        var exact = value switch
        {
            long whole => whole,
            decimal amount => amount,
            double number => (decimal)Math.Clamp(number, -(double)Largest, (double)Largest),
            _ => 0m,
        };
        exact = Math.Clamp(exact, -Largest, Largest);
        return (Int128)decimal.Truncate(exact) * (Int128)UnitsPerOne
            + (Int128)decimal.Round((exact - decimal.Truncate(exact)) * UnitsPerOne);
    }

    /// <summary>A sum of units as an amount; one that a decimal cannot hold loses digits behind the point.</summary>
    public static decimal Amount(Int128 units)
    {
        var (whole, rest) = Int128.DivRem(units, (Int128)UnitsPerOne);
        var fraction = decimal.Round((decimal)rest / UnitsPerOne, Scale);
        return Engine.Columns.Exact.Trimmed((decimal)whole + fraction);
    }
}
