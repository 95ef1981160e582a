using Segmentation.Engine.Columns;

namespace Segmentation.Engine.Measures;

/// <summary>The smallest, greatest, first and last of values that are not null.</summary>
internal static class Extremes
{
    public static Column Of(EventSpans spans, Column argument, bool greatest) =>
        ColumnTake.OrNull(argument, Rows(spans, argument, RowValues.Order(argument), greatest));

    public static Column First(EventSpans spans, Column argument)
    {
        var rows = new int[spans.Customers];
        for (var customer = 0; customer < rows.Length; customer++)
        {
            var row = spans.Starts[customer];
            while (row < spans.Ends[customer] && !(spans.Counts(row) && !argument.IsNull(row)))
                row++;
            rows[customer] = row < spans.Ends[customer] ? row : ColumnTake.None;
        }

        return ColumnTake.OrNull(argument, rows);
    }

    public static Column Last(EventSpans spans, Column argument)
    {
        var rows = new int[spans.Customers];
        for (var customer = 0; customer < rows.Length; customer++)
        {
            var row = spans.Ends[customer] - 1;
            while (row >= spans.Starts[customer] && !(spans.Counts(row) && !argument.IsNull(row)))
                row--;
            rows[customer] = row >= spans.Starts[customer] ? row : ColumnTake.None;
        }

        return ColumnTake.OrNull(argument, rows);
    }

    private static int[] Rows(EventSpans spans, Column argument, Comparison<int> compare, bool greatest)
    {
        var sign = greatest ? 1 : -1;
        var rows = new int[spans.Customers];
        for (var customer = 0; customer < rows.Length; customer++)
        {
            var best = ColumnTake.None;
            for (var row = spans.Starts[customer]; row < spans.Ends[customer]; row++)
            {
                if (spans.Counts(row) && !argument.IsNull(row)
                    && (best == ColumnTake.None || sign * compare(row, best) > 0))
                    best = row;
            }

            rows[customer] = best;
        }

        return rows;
    }
}
