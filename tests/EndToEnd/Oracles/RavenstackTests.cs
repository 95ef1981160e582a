namespace EndToEnd.Oracles;

/// <summary>The accounts of RavenStack against ravenstack_accounts.csv and ravenstack.json.</summary>
public sealed class RavenstackTests : IDisposable
{
    private readonly Segmented _run = new(() => RealData.Path("ravenstack"), "ravenstack", "2024-12-31");

    [Fact]
    public void Every_number_of_every_account_equals_ravenstack_accounts_csv() => Expected.Same(
        RealData.Oracle("ravenstack_accounts.csv"), _run.Customers,
        ("active_subscriptions", "active_subscriptions"), ("active_mrr", "active_mrr"),
        ("subscriptions", "subscriptions"), ("churn_events", "churn_events"), ("usage_rows", "usage_rows"),
        ("tickets", "tickets"));

    [Fact]
    public void Every_date_flag_and_mean_of_every_account_equals_ravenstack_accounts_csv()
    {
        var rows = _run.Customers.ById();
        foreach (var expected in RealData.Oracle("ravenstack_accounts.csv").Rows)
        {
            var actual = rows[expected["account_id"]];
            Assert.Equal(expected["last_churn_date"], actual["last_churn_date"]);
            Assert.Equal(expected["last_usage_date"], actual["last_usage_date"]);
            Assert.Equal(expected["churn_flag"] == "TRUE" ? "true" : "false", actual["churn_flag"]);
            if (expected["mean_satisfaction"].Length == 0)
                Assert.Equal("", actual["mean_satisfaction"]);
            else
                Assert.Equal(expected.Exact("mean_satisfaction"), Math.Round(actual.Exact("mean_satisfaction"), 6));
        }
    }

    [Fact]
    public void Rows_equal_ravenstack_json()
    {
        var totals = RealData.Totals("ravenstack.json");
        var sources = new[]
        {
            ("accounts", "customers"), ("subscriptions", "subscriptions"), ("churn_events", "churn_events"),
            ("feature_usage", "usage"), ("tickets", "tickets"),
        };
        Assert.Equal(0, totals.GetProperty("orphans").GetInt32());
        foreach (var (name, source) in sources)
        {
            var rows = totals.GetProperty("rows").GetProperty(name).GetInt32();
            Assert.Equal($"read:{rows} accepted:{rows}", _run.Totals.Ledger(source));
        }
    }

    [Fact]
    public void Totals_equal_ravenstack_json()
    {
        var totals = RealData.Totals("ravenstack.json");
        var rows = _run.Customers.Rows;
        int Total(string name) => totals.GetProperty(name).GetInt32();
        bool Flagged(CsvTable.Row row) => row["churn_flag"] == "true";
        bool Churned(CsvTable.Row row) => row.Whole("churn_events") > 0;

        Assert.Equal(Total("active_subscriptions"), rows.Sum(row => row.Whole("active_subscriptions")));
        Assert.Equal(Total("active_mrr"), rows.Sum(row => row.Exact("active_mrr")));
        Assert.Equal(Total("accounts_flagged_churned"), rows.Count(Flagged));
        Assert.Equal(Total("accounts_with_churn_event"), rows.Count(Churned));
        Assert.Equal(Total("flagged_without_event"), rows.Count(row => Flagged(row) && !Churned(row)));
        Assert.Equal(Total("event_without_flag"), rows.Count(row => Churned(row) && !Flagged(row)));
    }

    public void Dispose() => _run.Dispose();
}
