using System.Numerics;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Expressions;

namespace Segmentation.Engine.Measures;

/// <summary>
/// Percentiles with linear interpolation between order statistics (Hyndman and Fan 1996, type 7): percentile p of n
/// values lies at position p(n-1)/100 of the sorted values, counted from 0.
/// </summary>
/// <remarks>Exact values have exact percentiles: the position is a decimal, so every amount between is.</remarks>
internal static class Percentiles
{
    private delegate bool Between<T>(T low, T high, decimal part, out T value);

    /// <summary>The percentiles: numbers of numbers, else amounts; null without values.</summary>
    /// <param name="spans">The rows.</param>
    /// <param name="argument">The values.</param>
    /// <param name="percent">The percentile, from 0 to 100, with at most 4 decimals.</param>
    /// <param name="overflow">Told of every customer whose percentile does not fit.</param>
    public static Column Of(EventSpans spans, Column argument, decimal percent, Action<int> overflow) =>
        argument is NumberColumn numbers
            ? Of<double>(spans, numbers, percent, TryBetween, overflow)
            : Of<decimal>(spans, Widening.To(ColumnType.Money, argument), percent, TryBetween, overflow);

    private static Column Of<T>(
        EventSpans spans, Column argument, decimal percent, Between<T> between, Action<int> overflow)
        where T : struct, INumber<T>
    {
        var (values, sorted) = (Cells<T>.Of(argument), new List<T>());
        var percentiles = new T[spans.Customers];
        for (var customer = 0; customer < percentiles.Length; customer++)
        {
            sorted.Clear();
            for (var row = spans.Starts[customer]; row < spans.Ends[customer]; row++)
            {
                if (spans.Counts(row) && !Cells<T>.IsNull(values[row]))
                    sorted.Add(values[row]);
            }

            sorted.Sort();
            percentiles[customer] = Cells<T>.Null;
            if (sorted.Count > 0 && !TryFind(sorted, percent, between, out percentiles[customer]))
                overflow(customer);
        }

        return Cells<T>.Column(percentiles);
    }

    private static bool TryFind<T>(List<T> sorted, decimal percent, Between<T> between, out T value)
        where T : struct, INumber<T>
    {
        var position = percent * (sorted.Count - 1) / 100;
        var below = (int)position;
        value = sorted[below];
        return position == below || between(value, sorted[below + 1], position - below, out value);
    }

    private static bool TryBetween(double low, double high, decimal part, out double value)
    {
        value = Math.Min(low + (high - low) * (double)part, high);
        if (double.IsFinite(high - low))
            return true;
        value = NumberColumn.Null;
        return false;
    }

    private static bool TryBetween(decimal low, decimal high, decimal part, out decimal value)
    {
        value = MoneyColumn.Null;
        var fits = Exact.TryAdd(high, -low, out var range)
            && Exact.TryMultiply(range, part, out var step)
            && Exact.TryAdd(low, step, out value);
        value = fits ? Exact.Trimmed(value) : MoneyColumn.Null;
        return fits;
    }
}
