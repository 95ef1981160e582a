using Segmentation.Engine.Columns;

namespace Segmentation.Engine.Measures;

/// <summary>The number of different values that are not null.</summary>
internal static class Distincts
{
    public static long[] Count(EventSpans spans, Column argument)
    {
        var keys = RowValues.Keys(argument);
        var counts = new long[spans.Customers];
        var seen = new List<long>();
        for (var customer = 0; customer < counts.Length; customer++)
        {
            seen.Clear();
            for (var row = spans.Starts[customer]; row < spans.Ends[customer]; row++)
            {
                // Rows are in order of time: days repeat in runs, which need not be sorted.
                if (spans.Counts(row) && !argument.IsNull(row) && (seen.Count == 0 || seen[^1] != keys[row]))
                    seen.Add(keys[row]);
            }

            seen.Sort();
            for (var i = 0; i < seen.Count; i++)
                counts[customer] += i == 0 || seen[i] != seen[i - 1] ? 1 : 0;
        }

        return counts;
    }
}
