using Segmentation.Engine.Columns;

namespace Segmentation.Functions.Results;

/// <summary>
/// Adds values of customers as whole numbers of 10^-12, so that the sum does not depend on the order.
/// </summary>
internal static class ExactSum
{
    private const int Scale = 12;
    private const decimal UnitsPerOne = 1_000_000_000_000m;

    // A million customers of this value still fit into 128 bits.
    private const decimal Largest = 1e20m;

    /// <summary>The values of customers in units, each rounded to one; 0 for null and for what is no number.</summary>
    /// <param name="values">The values. Beyond 10^20 they count as 10^20.</param>
    public static Int128[] Units(Column values) => values switch
    {
        IntegerColumn c => Array.ConvertAll(c.Values, v => v == IntegerColumn.Null ? 0 : v * (Int128)UnitsPerOne),
        MoneyColumn c => Array.ConvertAll(c.Values, v => v == MoneyColumn.Null ? 0 : Units(v)),
        NumberColumn c => Array.ConvertAll(c.Values, v => double.IsNaN(v) ? 0 : Units(Bounded(v))),
        _ => new Int128[values.Count],
    };

    /// <summary>A sum of units as an amount; one that a decimal cannot hold loses digits behind the point.</summary>
    public static decimal Amount(Int128 units)
    {
        var (whole, rest) = Int128.DivRem(units, (Int128)UnitsPerOne);
        var fraction = decimal.Round((decimal)rest / UnitsPerOne, Scale);
        return Exact.Trimmed((decimal)whole + fraction);
    }

    private static decimal Bounded(double value) => (decimal)Math.Clamp(value, -(double)Largest, (double)Largest);

    private static Int128 Units(decimal value)
    {
        var bounded = Math.Clamp(value, -Largest, Largest);
        var whole = decimal.Truncate(bounded);
        return (Int128)whole * (Int128)UnitsPerOne + (Int128)decimal.Round((bounded - whole) * UnitsPerOne);
    }
}
