using System.Globalization;
using Segmentation.Engine.Columns;

namespace Segmentation.Functions.Runs;

/// <summary>A cell as JSON and people see them.</summary>
internal static class CellValue
{
    /// <summary>A value; null for null and for a row that is not there.</summary>
    public static object? Of(Column? column, int row) => column is null || row < 0 || column.IsNull(row)
        ? null
        : column switch
        {
            TextColumn c => System.Text.Encoding.UTF8.GetString(c[row]),
            IntegerColumn c => c.Values[row],
            MoneyColumn c => Exact.Trimmed(c.Values[row]),
            NumberColumn c => c.Values[row],
            DateColumn c => DateOnly.FromDateTime(DateTime.UnixEpoch).AddDays(c.Values[row]).ToString(
                "yyyy-MM-dd", CultureInfo.InvariantCulture),
            BooleanColumn c => c.Values[row] == 1,
            _ => null,
        };

    /// <summary>A date; null for null, and for a column or row that is not there.</summary>
    public static DateOnly? Day(Column? column, int row) =>
        column is DateColumn days && row >= 0 && !days.IsNull(row) ? Days.Date(days.Values[row]) : null;
}
