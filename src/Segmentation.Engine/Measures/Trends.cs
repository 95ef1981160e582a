using Segmentation.Engine.Columns;
using Segmentation.Engine.Expressions;

namespace Segmentation.Engine.Measures;

/// <summary>How values rise or fall with the days of their events.</summary>
internal static class Trends
{
    /// <summary>
    /// The slope of the least-squares line through the points (day, value), in units of the value per day; null without
    /// values on two different days. Rows without a day are passed over.
    /// </summary>
    /// <param name="spans">The rows.</param>
    /// <param name="days">The day of each row, in days since 1970-01-01.</param>
    /// <param name="argument">The values, of numbers.</param>
    /// <param name="overflow">Told of every customer whose slope does not fit.</param>
    public static double[] Of(EventSpans spans, int[] days, Column argument, Action<int> overflow)
    {
        var values = ((NumberColumn)Widening.To(ColumnType.Number, argument)).Values;
        var slopes = new double[spans.Customers];
        for (var customer = 0; customer < slopes.Length; customer++)
        {
            var slope = Slope(spans, customer, days, values);
            if (slope is { } found && !double.IsFinite(found))
                overflow(customer);
            slopes[customer] = slope is { } fits && double.IsFinite(fits) ? fits : NumberColumn.Null;
        }

        return slopes;
    }

    /// <summary>
    /// Sum of (n t - T) (v - v0) over n Q - T², with T the sum and Q the sum of squares of the n days t.
    /// </summary>
    /// <remarks>
    /// Days are counted from the first one and summed exactly, and values are counted from the first one, so that late
    /// days and large values lose no digits, and equal values have the slope 0.
    /// </remarks>
    private static double? Slope(EventSpans spans, int customer, int[] days, double[] values)
    {
        bool Counts(int row) => spans.Counts(row) && !double.IsNaN(values[row]) && days[row] != DateColumn.Null;
        var (first, end) = (spans.Starts[customer], spans.Ends[customer]);
        while (first < end && !Counts(first))
            first++;
        var (count, sum, squares) = (0L, 0L, Int128.Zero);
        for (var row = first; row < end; row++)
        {
            if (!Counts(row))
                continue;
            var day = (long)days[row] - days[first];
            (count, sum, squares) = (count + 1, sum + day, squares + day * day);
        }

        var spread = count * squares - (Int128)sum * sum;
        if (spread == 0)
            return null;
        double slope = 0;
        for (var row = first; row < end; row++)
        {
            if (Counts(row))
                slope += (count * ((long)days[row] - days[first]) - sum) * (values[row] - values[first]);
        }

        return slope / (double)spread;
    }
}
