using Segmentation.Engine.Columns;
using Segmentation.Engine.Expressions;

namespace Segmentation.Engine.Measures;

/// <summary>Makes values count for less the older their events are.</summary>
internal static class Decay
{
    /// <summary>
    /// The values times 0.5^(age / half-life): whole on the as-of day and behind it, half after one half-life, a
    /// quarter after two. Null where the value or the day is.
    /// </summary>
    /// <param name="argument">The values, of numbers; null for 1 in each row.</param>
    /// <param name="days">The day of each row, in days since 1970-01-01.</param>
    /// <param name="asOf">The day on which an event has the age 0.</param>
    /// <param name="halfLifeDays">The half-life in days, at least 1.</param>
    public static NumberColumn Weighted(Column? argument, int[] days, int asOf, int halfLifeDays)
    {
        var values = argument is null ? null : ((NumberColumn)Widening.To(ColumnType.Number, argument)).Values;
        var weighted = new double[days.Length];
        for (var row = 0; row < weighted.Length; row++)
        {
            var halvings = Math.Max(0, (double)asOf - days[row]) / halfLifeDays;
            weighted[row] = days[row] == DateColumn.Null
                ? NumberColumn.Null
                : Math.Pow(0.5, halvings) * (values is null ? 1 : values[row]);
        }

        return new NumberColumn(weighted);
    }
}
