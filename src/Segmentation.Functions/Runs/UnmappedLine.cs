using Segmentation.Engine.Measures;

namespace Segmentation.Functions.Runs;

/// <summary>A value that a table lacks.</summary>
/// <param name="Measure">The measure that looks it up.</param>
/// <param name="Table">The table.</param>
/// <param name="Value">The value, clipped to 80 characters.</param>
/// <param name="Customers">The customers that have it.</param>
public sealed record UnmappedLine(string Measure, string Table, string Value, long Customers)
{
    private const int Most = 20;

    /// <summary>The lines of a measure and table.</summary>
    internal static IEnumerable<UnmappedLine> Of(UnmappedTable table) => table.Values.Take(Most)
        .Select(value => new UnmappedLine(table.Measure, table.Table, value.Value, value.Customers));
}

/// <summary>How much a table lacks.</summary>
/// <param name="Measure">The measure that looks values up in it.</param>
/// <param name="Table">The table.</param>
/// <param name="Values">The different values that it lacks.</param>
/// <param name="Customers">The customers with such a value; each once.</param>
public sealed record UnmappedTotal(string Measure, string Table, long Values, long Customers);
