using Segmentation.Engine.Columns;

namespace Segmentation.Engine.Measures;

/// <summary>What the rows of a filter are of all rows in the window, by number or by sum.</summary>
internal static class Shares
{
    /// <summary>The shares; null where the whole is 0.</summary>
    /// <param name="spans">The rows; the filter chooses the part.</param>
    /// <param name="argument">What is summed; texts are counted, and null counts rows.</param>
    /// <param name="overflow">Told of every customer whose sums or share do not fit.</param>
    public static double[] Of(EventSpans spans, Column? argument, Action<int> overflow)
    {
        var all = spans with { Filter = null };
        if (argument is null or TextColumn)
            return Quotients(Counts(spans, argument), Counts(all, argument), overflow);
        var whole = Aggregation.Sum(all, argument, overflow);
        var part = Aggregation.Sum(spans, argument, customer =>
        {
            if (!whole.IsNull(customer))
                overflow(customer);
        });
        return Quotients(part, whole, overflow);
    }

    private static IntegerColumn Counts(EventSpans spans, Column? argument) => new(Aggregation.Count(spans, argument));

    private static double[] Quotients(Column part, Column whole, Action<int> overflow)
    {
        Func<int, double> quotient = (part, whole) switch
        {
            (IntegerColumn a, IntegerColumn b) => i => Of(a.Values[i], b.Values[i]),
            (MoneyColumn a, MoneyColumn b) => i => Of(a.Values[i], b.Values[i]),
            (NumberColumn a, NumberColumn b) => i => Of(a.Values[i], b.Values[i]),
            _ => throw new ArgumentOutOfRangeException(nameof(part)),
        };
        var shares = new double[part.Count];
        for (var customer = 0; customer < shares.Length; customer++)
        {
            var share = part.IsNull(customer) || whole.IsNull(customer) ? NumberColumn.Null : quotient(customer);
            if (double.IsInfinity(share))
                overflow(customer);
            shares[customer] = double.IsFinite(share) ? share : NumberColumn.Null;
        }

        return shares;
    }

    // Zero of a negative sum is zero, without a sign.
    private static double Of(long part, long whole) =>
        whole == 0 ? NumberColumn.Null : part == 0 ? 0 : Exact.Quotient(part, whole);

    private static double Of(decimal part, decimal whole) =>
        whole == 0 ? NumberColumn.Null : part == 0 ? 0 : Exact.Quotient(part, whole);

    private static double Of(double part, double whole) =>
        whole == 0 ? NumberColumn.Null : part == 0 ? 0 : part / whole;
}
