using System.Numerics;
using Segmentation.Engine.Columns;

namespace Segmentation.Engine.Measures;

/// <summary>
/// Counts, sums and means. Exact numbers stay exact; floating-point numbers are added in the order of the rows.
/// </summary>
internal static class Aggregation
{
    public static long[] Count(EventSpans spans, Column? argument)
    {
        var counts = new long[spans.Customers];
        for (var customer = 0; customer < counts.Length; customer++)
        {
            var (from, to) = (spans.Starts[customer], spans.Ends[customer]);
            if (argument is null && spans.Filter is null)
            {
                counts[customer] = Math.Max(0, to - from);
                continue;
            }

            for (var row = from; row < to; row++)
            {
                if (spans.Counts(row) && argument?.IsNull(row) != true)
                    counts[customer]++;
            }
        }

        return counts;
    }

    public static Column Sum(EventSpans spans, Column argument, Action<int> overflow) => argument switch
    {
        IntegerColumn integers => new IntegerColumn(Sum(spans, integers.Values, overflow)),
        MoneyColumn { Units: { } units } when Sum(spans, units) is { } sums => new MoneyColumn(sums),
        MoneyColumn amounts => new MoneyColumn(Sum(spans, amounts.Values, overflow)),
        NumberColumn numbers => new NumberColumn(Sum(spans, numbers.Values, overflow)),
        _ => throw new ArgumentOutOfRangeException(nameof(argument)),
    };

    public static double[] Mean(EventSpans spans, Column argument, Action<int> overflow)
    {
        var counts = Count(spans, argument);
        var means = new double[counts.Length];
        Func<int, double> mean = Sum(spans, argument, overflow) switch
        {
            IntegerColumn sums => i => sums.IsNull(i) ? NumberColumn.Null : Exact.Quotient(sums.Values[i], counts[i]),
            MoneyColumn sums => i => sums.IsNull(i) ? NumberColumn.Null : Exact.Quotient(sums.Values[i], counts[i]),
            NumberColumn sums => i => sums.Values[i] / counts[i],
            _ => throw new ArgumentOutOfRangeException(nameof(argument)),
        };
        for (var customer = 0; customer < means.Length; customer++)
            means[customer] = counts[customer] == 0 ? NumberColumn.Null : mean(customer);
        return means;
    }

    private static long[] Sum(EventSpans spans, long[] values, Action<int> overflow)
    {
        var sums = new long[spans.Customers];
        for (var customer = 0; customer < sums.Length; customer++)
        {
            Int128 sum = 0;
            for (var row = spans.Starts[customer]; row < spans.Ends[customer]; row++)
            {
                if (spans.Counts(row) && values[row] != IntegerColumn.Null)
                    sum += values[row];
            }

            if (sum > long.MaxValue || sum < -long.MaxValue)
                overflow(customer);
            sums[customer] = sum > long.MaxValue || sum < -long.MaxValue ? IntegerColumn.Null : (long)sum;
        }

        return sums;
    }

    /// <summary>The sums of units; null when one does not fit.</summary>
    private static Units? Sum(EventSpans spans, Units units)
    {
        var sums = new long[spans.Customers];
        var values = units.Values;
        for (var customer = 0; customer < sums.Length; customer++)
        {
            Int128 sum = 0;
            for (var row = spans.Starts[customer]; row < spans.Ends[customer]; row++)
            {
                if (spans.Counts(row) && values[row] != Units.Null)
                    sum += values[row];
            }

            if (sum > long.MaxValue || sum < -long.MaxValue)
                return null;
            sums[customer] = (long)sum;
        }

        return units with { Values = sums };
    }

    private static decimal[] Sum(EventSpans spans, decimal[] values, Action<int> overflow)
    {
        var sums = new decimal[spans.Customers];
        for (var customer = 0; customer < sums.Length; customer++)
        {
            if (TrySum(spans, values, customer, out sums[customer]))
                continue;
            sums[customer] = MoneyColumn.Null;
            overflow(customer);
        }

        return sums;
    }

    private static bool TrySum(EventSpans spans, decimal[] values, int customer, out decimal sum)
    {
        sum = 0;
        for (var row = spans.Starts[customer]; row < spans.Ends[customer]; row++)
        {
            if (spans.Counts(row) && values[row] != MoneyColumn.Null && !Exact.TryAdd(sum, values[row], out sum))
                return TryLongSum(spans, values, customer, out sum);
        }

        return true;
    }

    /// <summary>The sum of a customer whose running sum does not fit, though the whole may.</summary>
    private static bool TryLongSum(EventSpans spans, decimal[] values, int customer, out decimal sum)
    {
        var units = BigInteger.Zero;
        for (var row = spans.Starts[customer]; row < spans.Ends[customer]; row++)
        {
            if (spans.Counts(row) && values[row] != MoneyColumn.Null)
                units += Exact.Units(values[row]);
        }

        return Exact.TrySum(units, out sum);
    }

    private static double[] Sum(EventSpans spans, double[] values, Action<int> overflow)
    {
        var sums = new double[spans.Customers];
        for (var customer = 0; customer < sums.Length; customer++)
        {
            double sum = 0;
            for (var row = spans.Starts[customer]; row < spans.Ends[customer]; row++)
            {
                if (spans.Counts(row) && !double.IsNaN(values[row]))
                    sum += values[row];
            }

            if (!double.IsFinite(sum))
                overflow(customer);
            sums[customer] = double.IsFinite(sum) ? sum : NumberColumn.Null;
        }

        return sums;
    }
}
