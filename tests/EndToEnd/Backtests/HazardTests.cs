using System.Globalization;
using System.Text.Json;
using EndToEnd.Generate;
using Segmentation.Cli.Generate.Planted;
using Segmentation.Engine.Backtesting;

namespace EndToEnd.Backtests;

/// <summary>
/// A shop whose customers leave by a hazard that truth.csv tells. Nobody sees that a customer left: what is seen is that
/// it buys no more, and that is what the order of a scheme is held against.
/// </summary>
public sealed class HazardTests
{
    private const int Customers = 1_000;

    [Fact]
    public void A_scheme_tells_who_buys_no_more_no_worse_than_the_true_hazard_within_two_hundredths()
    {
        using var files = new SampleFiles(new SampleBusiness(BusinessKinds.Of("e-commerce"), Customers, 1, Seed: 3));
        using var folder = new TempFolder();
        var asOf = new DateOnly(2025, 7, 4);
        Command.Published(folder["data"], "run", files.Import(0), "--workspace", "e-commerce", "--as-of", "2026-01-01");
        Command.Done(
            "backtest", "--as-of", Day(asOf), "--outcome", "purchased", "--horizon", "P180D", "--data", folder["data"],
            "--out", folder["out"]);
        var report = JsonDocument.Parse(folder.Bytes("out/backtest.json")).RootElement;
        var scheme = report.GetProperty("schemes").EnumerateArray()
            .Single(one => one.Text("scheme") == "engagement");

        var orders = files.Rows("orders").Where(row => row["status"] != "cancelled").ToLookup(
            row => row["customer_id"], row => Of(row["order_date"]));
        var there = files.Truth.Rows.Where(row => Of(row["signup_date"]) <= asOf).ToArray();
        bool[] isGone = [.. there.Select(row =>
            !orders[row["customer_id"]].Any(day => day > asOf && day <= asOf.AddDays(180)))];
        var hazard = RankArea.Of([.. there.Select(row => (double)row.Exact("hazard"))], isGone);

        Assert.Equal((there.Length, isGone.Count(gone => !gone)), (report.Whole("customers"), report.Whole("events")));
        Assert.InRange(hazard.Area, .6, 1);
        Assert.InRange(scheme.GetProperty("order").Share("area"), hazard.Area - .02, 1);
        Assert.Equal("evidence", scheme.Text("verdict"));
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly Of(string text) =>
        DateOnly.ParseExact(text.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
