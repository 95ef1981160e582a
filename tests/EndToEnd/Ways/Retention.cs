using System.Globalization;

namespace EndToEnd.Ways;

/// <summary>What became in a year of what accounts paid that are billed a year ahead, by a plain loop.</summary>
internal static class Retention
{
    /// <summary>What was billed in the year before the last, and what of it was lost and gained since.</summary>
    /// <param name="invoices">The invoices.</param>
    /// <param name="contracts">The rows of contracts; one that ended has the day.</param>
    /// <param name="asOf">The day.</param>
    public static (decimal Start, decimal Lost, decimal Gained) Of(
        IEnumerable<CsvTable.Row> invoices, IEnumerable<CsvTable.Row> contracts, DateOnly asOf)
    {
        var (beginning, before) = (asOf.AddDays(-365), asOf.AddDays(-730));
        var ended = contracts.Where(row => row["end_date"].Length > 0 && Day(row["end_date"]) > beginning)
            .Select(row => row["customer_id"]).ToHashSet();
        var (start, lost, gained) = (0m, 0m, 0m);
        foreach (var account in invoices.GroupBy(row => row["customer_id"]))
        {
            var then = account.Where(row => Day(row["invoice_date"]) > before && Day(row["invoice_date"]) <= beginning)
                .Sum(row => row.Exact("amount"));
            var now = account.Where(row => Day(row["invoice_date"]) > beginning).Sum(row => row.Exact("amount"));
            if (then == 0)
                continue;
            start += then;
            lost += ended.Contains(account.Key) ? then : now > 0 && now < then ? then - now : 0;
            gained += Math.Max(now - then, 0);
        }

        return (start, lost, gained);
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
