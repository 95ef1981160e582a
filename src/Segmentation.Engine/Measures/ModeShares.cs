using Segmentation.Engine.Columns;

namespace Segmentation.Engine.Measures;

/// <summary>How often the most frequent value is: the dominance of Berger and Parker (1970).</summary>
internal static class ModeShares
{
    /// <summary>The shares of the most frequent value among those that are not null; null without any.</summary>
    public static double[] Of(EventSpans spans, Column argument)
    {
        var keys = RowValues.Keys(argument);
        var shares = new double[spans.Customers];
        var seen = new List<long>();
        for (var customer = 0; customer < shares.Length; customer++)
        {
            seen.Clear();
            for (var row = spans.Starts[customer]; row < spans.Ends[customer]; row++)
            {
                if (spans.Counts(row) && !argument.IsNull(row))
                    seen.Add(keys[row]);
            }

            seen.Sort();
            shares[customer] = seen.Count == 0 ? NumberColumn.Null : (double)LongestRun(seen) / seen.Count;
        }

        return shares;
    }

    private static int LongestRun(List<long> sorted)
    {
        var longest = 0;
        for (int from = 0, to = 0; from < sorted.Count; from = to)
        {
            while (to < sorted.Count && sorted[to] == sorted[from])
                to++;
            longest = Math.Max(longest, to - from);
        }

        return longest;
    }
}
