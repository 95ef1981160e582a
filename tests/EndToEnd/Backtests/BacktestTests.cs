using System.Text.Json;

namespace EndToEnd.Backtests;

/// <summary>Backtests of the published data sets, by the command.</summary>
public sealed class BacktestTests(BacktestTests.Runs runs) : IClassFixture<BacktestTests.Runs>
{
    [Fact]
    public void Cdnow_has_the_base_rate_and_the_rates_of_each_recency_score_that_are_known()
    {
        var report = runs.Cdnow.Report;
        Assert.Equal((23_570, 7_058), (report.Whole("customers"), report.Whole("events")));
        Assert.Equal(.299, Math.Round(report.GetProperty("rate").Share("rate"), 3));
        Assert.True(report.GetProperty("isComplete").GetBoolean());
        var recency = Scheme(report, "rfm").GetProperty("scores").EnumerateArray().First();
        Assert.Equal(
            [("5", .682), ("4", .339), ("3", .173), ("2", .155), ("1", .135)],
            recency.GetProperty("steps").EnumerateArray()
                .Select(step => (step.Text("id"), Math.Round(step.Share("rate"), 3))));
    }

    [Fact]
    public void In_cdnow_the_top_fifth_by_the_sum_of_scores_takes_more_revenue_than_that_by_past_spend()
    {
        var report = runs.Cdnow.Report;
        var sum = Scheme(report, "rfm").GetProperty("sum");
        var (past, recency) = (report.GetProperty("naive")[0], report.GetProperty("naive")[1]);
        Assert.Equal(
            ["r + f + m", "past value (monetary)", "recency alone (orders)"],
            [sum.Text("by"), past.Text("by"), recency.Text("by")]);
        Assert.Equal(
            (.681, .661), (Math.Round(sum.Share("fifthOfValue"), 3), Math.Round(past.Share("fifthOfValue"), 3)));
        Assert.Equal("evidence", Scheme(report, "rfm").Text("verdict"));
    }

    [Fact]
    public void In_marketing_campaign_the_response_falls_with_recency_in_order()
    {
        var rfm = Scheme(runs.Marketing.Report, "rfm");
        var rates = rfm.GetProperty("scores").EnumerateArray().First().GetProperty("steps").EnumerateArray()
            .Select(step => step.Share("rate")).ToArray();
        Assert.Equal(rates.OrderDescending(), rates);
        Assert.Equal((.289, .065), (Math.Round(rates[0], 3), Math.Round(rates[^1], 3)));
        Assert.Equal("evidence", rfm.Text("verdict"));
        Assert.Equal(2_240, runs.Marketing.Report.Whole("customers"));
    }

    [Fact]
    public void A_scheme_of_what_was_answered_later_is_refused()
    {
        var refused = Assert.Single(runs.Marketing.Report.GetProperty("refused").EnumerateArray());
        Assert.Equal(
            ("response", "it needs measure campaigns, which reads customers.responded, which is known since 2014-12-30"),
            (refused.Text("scheme"), refused.Text("why")));
    }

    /// <summary>The accounts are those that had signed up; the file has rows of the others from before their signup.
    /// </summary>
    [Fact]
    public void Ravenstack_churn_is_told_by_no_scheme()
    {
        var report = runs.Ravenstack.Report;
        Assert.Equal((348, 149), (report.Whole("customers"), report.Whole("events")));
        var verdicts = report.GetProperty("schemes").EnumerateArray().Select(scheme => scheme.Text("verdict"));
        Assert.Equal(Enumerable.Repeat("none", 10), verdicts);
        Assert.Equal(
            ["churn_flag"], report.GetProperty("notKnown").EnumerateArray().Select(unknown => unknown.Text("measure")));
    }

    [Fact]
    public void The_output_begins_with_the_verdict_and_fits_a_terminal()
    {
        var lines = runs.Cdnow.Output.TrimEnd('\n').Split('\n');
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 80));
        Assert.StartsWith("rfm: evidence: it happens most in the first segments", lines[3], StringComparison.Ordinal);
        Assert.Contains("  r = 5                 4,771  68.2 %  ··················━●  2.28", lines);
    }

    private static JsonElement Scheme(JsonElement report, string scheme) =>
        report.GetProperty("schemes").EnumerateArray().Single(one => one.Text("scheme") == scheme);

    /// <summary>A run over a data set, and a backtest of it, made when the first test asks for it.</summary>
    public sealed class Runs : IDisposable
    {
        private readonly TempFolder _folder = new();
        private readonly Lazy<Backtested> _cdnow;
        private readonly Lazy<Backtested> _marketing;
        private readonly Lazy<Backtested> _ravenstack;

        public Runs()
        {
            _cdnow = new(() => Make(
                "cdnow/CDNOW_master.txt", _folder.CopyShipped("cdnow", "rfm"), "1998-07-01", "1997-09-30", "bought"));
            _marketing = new(() => Make(
                "marketing_campaign/marketing_campaign_comma.csv", "marketing-campaign", "2015-01-01", "2014-06-30",
                "response"));
            _ravenstack = new(() => Make(
                "ravenstack", "ravenstack", "2025-01-01", "2024-06-30", "churn", "--horizon", "P180D"));
        }

        internal Backtested Cdnow => _cdnow.Value;

        internal Backtested Marketing => _marketing.Value;

        internal Backtested Ravenstack => _ravenstack.Value;

        public void Dispose() => _folder.Dispose();

        private Backtested Make(
            string data, string workspace, string asOf, string tested, string outcome, params string[] more)
        {
            var store = _folder[$"data-{outcome}"];
            Command.Published(store, "run", RealData.Path(data), "--workspace", workspace, "--as-of", asOf);
            var file = _folder[$"{outcome}.json"];
            var command = Command.Done(
                ["backtest", "--as-of", tested, "--outcome", outcome, "--data", store, "--out", file, .. more]);
            return new Backtested(command.Output, JsonDocument.Parse(File.ReadAllBytes(file)).RootElement);
        }
    }

    /// <summary>What the command showed and wrote.</summary>
    internal sealed record Backtested(string Output, JsonElement Report);
}

/// <summary>Values of a report.</summary>
internal static class Values
{
    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    public static long Whole(this JsonElement element, string name) => element.GetProperty(name).GetInt64();

    public static double Share(this JsonElement element, string name) => element.GetProperty(name).GetDouble();
}
