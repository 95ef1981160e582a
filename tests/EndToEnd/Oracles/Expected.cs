using System.Globalization;
using System.Text.Json;

namespace EndToEnd.Oracles;

/// <summary>Compares results with expected ones, customer by customer.</summary>
internal static class Expected
{
    private static readonly string[] Scored = ["recency_days", "frequency", "monetary"];

    /// <summary>
    /// Every expected customer is there with the same values, no other is, and they are in the order of their ids.
    /// </summary>
    /// <param name="oracle">The expected rows.</param>
    /// <param name="actual">The results.</param>
    /// <param name="columns">Expected column and column of the results, both numbers.</param>
    public static void Same(CsvTable oracle, CsvTable actual, params (string Expected, string Actual)[] columns)
    {
        var rows = actual.ById();
        Assert.Equal(oracle.Rows.Length, rows.Count);
        Assert.Equal(rows.Keys.Order(StringComparer.Ordinal), actual.Rows.Select(row => row["customer_id"]));
        foreach (var expected in oracle.Rows)
        {
            var id = expected[oracle.Header[0]];
            Assert.True(rows.ContainsKey(id), id);
            foreach (var (from, to) in columns)
                Assert.True(
                    expected.Exact(from) == rows[id].Exact(to), $"{id}: {to} is {rows[id][to]}, not {expected[from]}");
        }
    }

    /// <summary>The scores and their edges, which the JSON oracles have as doubles.</summary>
    public static void SameScores(JsonElement totals, Segmented run)
    {
        const int Digits = 9;
        foreach (var measure in Scored)
        {
            var edges = totals.GetProperty("percentile_edges").GetProperty(measure).EnumerateArray()
                .Select(edge => Math.Round((decimal)edge.GetDouble(), Digits));
            Assert.Equal(edges, run.Totals.Edges("rfm", measure));
        }

        foreach (var score in new[] { "r", "f", "m" })
        {
            var counts = totals.GetProperty("score_counts").GetProperty($"{score}_edge").EnumerateObject()
                .ToDictionary(count => count.Name, count => count.Value.GetInt32());
            Assert.Equal(counts, run.Customers.Rows.CountBy(row => row[score]).ToDictionary());
        }
    }

    public static decimal Amount(this JsonElement json, string name) =>
        decimal.Parse(json.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);
}
