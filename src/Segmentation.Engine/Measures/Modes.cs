using System.Runtime.InteropServices;
using Segmentation.Engine.Columns;

namespace Segmentation.Engine.Measures;

/// <summary>The most frequent of values that are not null.</summary>
internal static class Modes
{
    /// <summary>
    /// The modes. Of equally frequent values the one whose last event is the latest is taken; of those whose last
    /// events are at the same time the smallest.
    /// </summary>
    /// <param name="spans">The rows, in order of time.</param>
    /// <param name="argument">The values.</param>
    /// <param name="times">Compares the times of two rows.</param>
    public static Column Of(EventSpans spans, Column argument, Comparison<int> times)
    {
        var (keys, order) = (RowValues.Keys(argument), RowValues.Order(argument));
        bool IsPreferred(int row, int other) =>
            times(row, other) is var time && (time > 0 || (time == 0 && order(row, other) < 0));
        var modes = new int[spans.Customers];
        var (seen, rows) = (new List<long>(), new List<int>());
        for (var customer = 0; customer < modes.Length; customer++)
        {
            seen.Clear();
            rows.Clear();
            for (var row = spans.Starts[customer]; row < spans.Ends[customer]; row++)
            {
                if (!spans.Counts(row) || argument.IsNull(row))
                    continue;
                seen.Add(keys[row]);
                rows.Add(row);
            }

            var sorted = CollectionsMarshal.AsSpan(seen);
            sorted.Sort(CollectionsMarshal.AsSpan(rows));
            modes[customer] = Mode(sorted, rows, IsPreferred);
        }

        return ColumnTake.OrNull(argument, modes);
    }

    /// <summary>The last row of the longest run of equal keys; of equally long runs the preferred one.</summary>
    private static int Mode(ReadOnlySpan<long> sorted, List<int> rows, Func<int, int, bool> isPreferred)
    {
        var (mode, most) = (ColumnTake.None, 0);
        for (var from = 0; from < sorted.Length;)
        {
            var (to, last) = (from, rows[from]);
            for (; to < sorted.Length && sorted[to] == sorted[from]; to++)
                last = Math.Max(last, rows[to]);
            if (to - from > most || (to - from == most && isPreferred(last, mode)))
                (mode, most) = (last, to - from);
            from = to;
        }

        return mode;
    }
}
