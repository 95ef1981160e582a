using Segmentation.Engine.Columns;
using Segmentation.Engine.Lifetime;

namespace Segmentation.Engine.Measures;

/// <summary>Sums up the purchases of customers in one pass over their rows, which are in order of time.</summary>
internal static class PurchaseHistories
{
    /// <summary>The histories of the customers; rows without a day are passed over.</summary>
    /// <param name="spans">The rows of each customer, and which of them count.</param>
    /// <param name="days">The day of each row, in days since 1970-01-01.</param>
    /// <param name="amounts">What each row is worth, NaN for null; null when it does not matter.</param>
    /// <param name="asOf">The day up to which customers grow older, in days since 1970-01-01.</param>
    public static Histories Of(EventSpans spans, int[] days, double[]? amounts, int asOf)
    {
        var histories = Histories.None(spans.Customers);
        for (var customer = 0; customer < spans.Customers; customer++)
            Add(histories, customer, spans, days, amounts, asOf);
        return histories;
    }

    /// <summary>The values of a column of numbers, NaN for null.</summary>
    public static double[] Doubles(Column amounts) => amounts switch
    {
        NumberColumn c => c.Values,
        IntegerColumn c => Array.ConvertAll(c.Values, v => v == IntegerColumn.Null ? double.NaN : v),
        MoneyColumn c => Array.ConvertAll(c.Values, v => v == MoneyColumn.Null ? double.NaN : (double)v),
        _ => throw new ArgumentOutOfRangeException(nameof(amounts), amounts.Type, "no amount has this type"),
    };

    private static void Add(
        Histories histories, int customer, EventSpans spans, int[] days, double[]? amounts, int asOf)
    {
        var (first, last, repeats) = (0, 0, Histories.NoPurchase);
        var (sum, valued, lastValued, ofFirst) = (0.0, 0, int.MinValue, double.NaN);
        for (var row = spans.Starts[customer]; row < spans.Ends[customer]; row++)
        {
            var day = days[row];
            if (!spans.Counts(row) || day == DateColumn.Null)
                continue;
            if (repeats == Histories.NoPurchase)
                (first, last, repeats) = (day, day, 0);
            else if (day != last)
                (last, repeats) = (day, repeats + 1);
            if (amounts is null || double.IsNaN(amounts[row]))
                continue;
            if (day == first)
            {
                ofFirst = (double.IsNaN(ofFirst) ? 0 : ofFirst) + amounts[row];
                continue;
            }

            sum += amounts[row];
            valued += day == lastValued ? 0 : 1;
            lastValued = day;
        }

        if (repeats == Histories.NoPurchase)
            return;
        histories.Repeats[customer] = repeats;
        histories.Last[customer] = last - first;
        histories.Age[customer] = Math.Max(asOf, last) - first;
        histories.Spend[customer] = Finite(sum / valued);
        histories.AllSpend[customer] =
            Finite(double.IsNaN(ofFirst) ? sum / valued : (sum + ofFirst) / (valued + 1));
    }

    private static double Finite(double mean) => double.IsFinite(mean) ? mean : double.NaN;
}
