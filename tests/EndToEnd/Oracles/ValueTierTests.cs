using System.Globalization;

namespace EndToEnd.Oracles;

/// <summary>The accounts of RavenStack by their share of live ARR, against a plain loop over the subscriptions.</summary>
public sealed class ValueTierTests : IDisposable
{
    private const string Day = "2024-06-30";

    private readonly Segmented _run = new(() => RealData.Path("ravenstack"), "ravenstack", Day);

    [Fact]
    public void The_161_largest_accounts_reach_80_percent_of_live_arr()
    {
        var sizes = _run.Totals.Sizes("value-tier");
        Assert.Equal(161, sizes["core"]);
        Assert.Equal(500, sizes.Values.Sum());
        Assert.Equal(
            [("core", 161L), ("middle", 88L), ("tail", 88L), ("not-live", 163L)],
            sizes.Select(size => (size.Key, size.Value)));
        Assert.Equal([54_384m, 108_912m], _run.Totals.Edges("value-tier", "live_arr"));
    }

    [Fact]
    public void Every_account_is_in_the_tier_that_a_plain_loop_finds()
    {
        var live = LiveArr();
        var largest = live.Values.OrderDescending().ToArray();
        decimal Cut(decimal share) => largest[Enumerable.Range(0, largest.Length)
            .First(last => largest.Take(last + 1).Sum() >= largest.Sum() * share)];
        var (core, middle) = (Cut(0.80m), Cut(0.95m));
        Assert.All(_run.Customers.Rows, row => Assert.Equal(
            !live.TryGetValue(row["customer_id"], out var arr) ? "not-live"
                : arr >= core ? "core"
                : arr >= middle ? "middle"
                : "tail",
            row["value-tier"]));
    }

    [Fact]
    public void An_account_on_the_cut_is_in_the_better_tier_and_is_told_so()
    {
        var row = _run.Customers.Rows.First(account => account["live_arr"] == "108912");
        Assert.Equal(("core", "3"), (row["value-tier"], row["value_tier_score"]));
        var output = Command.Done(
            "explain", row["customer_id"], "--data", _run.Data, "--scheme", "value-tier").Output;
        Assert.EndsWith(
            """
              since run 1, decided by: value_tier_score = 3
              live_arr = 108,912: score 3 of 3; edges 54,384, 108,912
              would be middle with live_arr = 108,911.99 instead of 108,912
              what to do: playbook expand

            """.ReplaceLineEndings("\n"),
            output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_account_without_live_subscriptions_is_told_what_it_lacks()
    {
        var row = _run.Customers.Rows.First(account => account["value-tier"] == "not-live");
        Assert.Equal(("", ""), (row["live_arr"], row["value_tier_score"]));
        Assert.Contains(
            "decided by: no value for live_arr",
            Command.Done("explain", row["customer_id"], "--data", _run.Data, "--scheme", "value-tier").Output,
            StringComparison.Ordinal);
    }

    public void Dispose() => _run.Dispose();

    /// <summary>Per account with live subscriptions what these pay in a year.</summary>
    private static Dictionary<string, decimal> LiveArr()
    {
        var asOf = DateOnly.Parse(Day, CultureInfo.InvariantCulture);
        DateOnly On(string text) => DateOnly.ParseExact(text, "dd-MM-yyyy", CultureInfo.InvariantCulture);
        return CsvTable.Read(RealData.Path("ravenstack/ravenstack_subscriptions.csv")).Rows
            .Where(row => On(row["start_date"]) <= asOf && (row["end_date"] == "" || On(row["end_date"]) > asOf))
            .GroupBy(row => row["account_id"])
            .ToDictionary(account => account.Key, account => account.Sum(row => row.Exact("arr_amount")));
    }
}
