namespace PlainLoops;

/// <summary>An order of a customer, as an object.</summary>
/// <param name="Customer">The customer's id.</param>
/// <param name="Day">Its day, in days since 1970-01-01.</param>
/// <param name="Channel">Where it was made.</param>
/// <param name="Amount">What it cost.</param>
internal sealed record PlainOrder(string Customer, int Day, string Channel, decimal Amount)
{
    /// <summary>The orders by customer, day and content; all texts are ASCII.</summary>
    public static PlainOrder[] Sorted(IEnumerable<PlainOrder> orders) =>
    [
        .. orders.OrderBy(order => order.Customer, StringComparer.Ordinal).ThenBy(order => order.Day)
            .ThenBy(order => order.Channel, StringComparer.Ordinal).ThenBy(order => order.Amount),
    ];

    /// <summary>What each customer bought up to a day.</summary>
    public static Dictionary<string, PlainTotals> Totals(IEnumerable<PlainOrder> orders, int asOf)
    {
        var totals = new Dictionary<string, PlainTotals>(StringComparer.Ordinal);
        foreach (var order in orders.Where(order => order.Day <= asOf))
        {
            var sofar = totals.GetValueOrDefault(order.Customer) ?? new PlainTotals(asOf - order.Day, 0, 0);
            totals[order.Customer] = new PlainTotals(
                Math.Min(sofar.Recency, asOf - order.Day), sofar.Frequency + 1, sofar.Monetary + order.Amount);
        }

        return totals;
    }
}

/// <summary>What a customer bought.</summary>
/// <param name="Recency">The days since the last order.</param>
/// <param name="Frequency">The number of orders.</param>
/// <param name="Monetary">The sum of their amounts.</param>
internal sealed record PlainTotals(long Recency, long Frequency, decimal Monetary)
{
    /// <summary>The segment in scheme <c>rfm</c> of <see cref="PlainShop"/>.</summary>
    /// <param name="recency">The edges of recency, ascending.</param>
    /// <param name="frequency">The edges of frequency, ascending.</param>
    /// <param name="monetary">The edges of the amount, ascending.</param>
    public string Segment(IReadOnlyList<decimal> recency, IReadOnlyList<decimal> frequency,
        IReadOnlyList<decimal> monetary)
    {
        var r = recency.Count + 2 - PlainEdges.Bucket(recency, Recency);
        var f = PlainEdges.Bucket(frequency, Frequency);
        var m = PlainEdges.Bucket(monetary, Monetary);
        return r >= 4 && f >= 4 && m >= 4 ? "best"
            : r >= 3 && f >= 4 ? "loyal"
            : r >= 4 && f >= 2 ? "growing"
            : r >= 4 ? "new"
            : r == 3 ? "fading"
            : r == 2 && (f >= 3 || m >= 4) ? "risk"
            : "lost";
    }
}
