using Segmentation.Engine.Columns;

namespace Segmentation.Functions.Results;

/// <summary>
/// Adds values of customers as whole numbers of 10^-12, so that the sum does not depend on the order.
/// </summary>
internal static class ExactSum
{
    private const int Scale = 12;
    private const decimal UnitsPerOne = 1_000_000_000_000m;
    private static readonly Int128 WholeUnits = (Int128)UnitsPerOne;
    private static readonly Int128[] PowersOfTen =
        [.. Enumerable.Range(0, Scale + 1).Select(power => (Int128)(long)Math.Pow(10, power))];

    // A million customers of this value still fit into 128 bits.
    private const decimal Largest = 1e20m;

    /// <summary>The values of customers in units, each rounded to one; 0 for null and for what is no number.</summary>
    /// <param name="values">The values. Beyond 10^20 they count as 10^20.</param>
    public static Int128[] Units(Column values) => values switch
    {
        IntegerColumn c => Array.ConvertAll(c.Values, Units),
        MoneyColumn c => Array.ConvertAll(c.Values, Units),
        NumberColumn c => Array.ConvertAll(c.Values, Units),
        _ => new Int128[values.Count],
    };

    /// <summary>The same of one customer.</summary>
    public static Int128 Units(Column values, int row) => values switch
    {
        IntegerColumn c => Units(c.Values[row]),
        MoneyColumn c => Units(c.Values[row]),
        NumberColumn c => Units(c.Values[row]),
        _ => 0,
    };

    /// <summary>A sum of units as an amount; one that a decimal cannot hold loses digits behind the point.</summary>
    public static decimal Amount(Int128 units)
    {
        var (whole, rest) = Int128.DivRem(units, (Int128)UnitsPerOne);
        var fraction = decimal.Round((decimal)rest / UnitsPerOne, Scale);
        return Exact.Trimmed((decimal)whole + fraction);
    }

    private static Int128 Units(long value) => value == IntegerColumn.Null ? 0 : value * WholeUnits;

    private static Int128 Units(double value) =>
        double.IsNaN(value) ? 0 : Units((decimal)Math.Clamp(value, -(double)Largest, (double)Largest));

    private static Int128 Units(decimal value)
    {
        if (value == MoneyColumn.Null)
            return 0;
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        // Most amounts have few digits: their units are whole numbers times a power of ten.
        if (parts[2] == 0 && value.Scale <= Scale)
        {
            var units = (((ulong)(uint)parts[1] << 32) | (uint)parts[0]) * PowersOfTen[Scale - value.Scale];
            return parts[3] < 0 ? -units : units;
        }

        var bounded = Math.Clamp(value, -Largest, Largest);
        var whole = decimal.Truncate(bounded);
        return (Int128)whole * (Int128)UnitsPerOne + (Int128)decimal.Round((bounded - whole) * UnitsPerOne);
    }
}
