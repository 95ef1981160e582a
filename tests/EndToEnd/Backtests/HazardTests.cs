using System.Globalization;
using System.Text.Json;
using EndToEnd.Generate;
using Segmentation.Cli.Generate.Planted;
using Segmentation.Engine.Backtesting;

namespace EndToEnd.Backtests;

/// <summary>
/// A shop whose customers buy and leave by the BG/NBD model, with rates and chances that truth.csv tells. Nobody sees
/// that a customer left, nor its rate: what is seen is when it bought. The order of a scheme is held against what is
/// known of the hazard by that.
/// </summary>
public sealed class HazardTests
{
    private const int Customers = 1_000;
    private const int Horizon = 180;

    private static readonly BusinessKind Shop = BusinessKinds.Of("e-commerce");
    private static readonly DateOnly AsOf = new(2025, 7, 4);

    [Fact]
    public void A_scheme_tells_who_buys_no_more_within_two_hundredths_of_the_true_hazard_as_it_shows()
    {
        using var files = new SampleFiles(new SampleBusiness(Shop, Customers, 1, Seed: 3));
        using var folder = new TempFolder();
        Command.Published(folder["data"], "run", files.Import(0), "--workspace", "e-commerce", "--as-of", "2026-01-01");
        Command.Done(
            "backtest", "--as-of", "2025-07-04", "--outcome", "purchased", "--horizon", $"P{Horizon}D", "--data",
            folder["data"], "--out", folder["out"]);
        var report = JsonDocument.Parse(folder.Bytes("out/backtest.json")).RootElement;
        var scheme = report.GetProperty("schemes").EnumerateArray().Single(one => one.Text("scheme") == "engagement");

        var orders = files.Rows("orders").Where(row => row["status"] != "cancelled").ToLookup(
            row => row["customer_id"], row => Of(row["order_date"]));
        var there = files.Truth.Rows.Where(row => Of(row["signup_date"]) <= AsOf).ToArray();
        bool[] isGone = [.. there.Select(row =>
            !orders[row["customer_id"]].Any(day => day > AsOf && day <= AsOf.AddDays(Horizon)))];
        int[][] bought = [.. there.Select(row => orders[row["customer_id"]].Append(Of(row["signup_date"]))
            .Where(day => day <= AsOf).Distinct().Select(day => AsOf.DayNumber - day.DayNumber).Order().ToArray())];
        var shown = RankArea.Of([.. bought.Select(ChanceOfNoOrder)], isGone).Area;
        var own = RankArea.Of([.. bought.Zip(there, ChanceOfNoOrder)], isGone).Area;

        Assert.Equal((there.Length, isGone.Count(gone => !gone)), (report.Whole("customers"), report.Whole("events")));
        Assert.Equal((.835, .896), (Math.Round(shown, 3), Math.Round(own, 3)));
        Assert.InRange(scheme.GetProperty("order").Share("area"), shown - .02, shown + .02);
        Assert.Equal("evidence", scheme.Text("verdict"));
    }

    /// <summary>
    /// The chance that a customer does not buy within the horizon, by its orders and the distributions from which rates
    /// and chances are drawn: Fader, Hardie and Lee (2005).
    /// </summary>
    /// <param name="bought">How many days ago it bought, ascending.</param>
    private static double ChanceOfNoOrder(int[] bought)
    {
        var (x, since) = (bought.Length - 1, Shop.RateShape / Shop.MeanRate * Timeline.DaysOfMonth + bought[^1]);
        var odds = x == 0 ? 0 : Shop.LeavingA / (Shop.LeavingB + x - 1)
            * Math.Pow(since / (since - bought[0]), Shop.RateShape + x);
        return 1 - (1 - Math.Pow(since / (since + Horizon), Shop.RateShape + x)) / (1 + odds);
    }

    /// <summary>The same where the customer's own rate and chance are known, which nobody sees.</summary>
    private static double ChanceOfNoOrder(int[] bought, CsvTable.Row truth)
    {
        var (rate, chance) = ((double)truth.Exact("purchase_rate"), (double)truth.Exact("leaving_chance"));
        var daily = rate / Timeline.DaysOfMonth;
        var odds = bought.Length == 1 ? 0 : chance / (1 - chance) * Math.Exp(daily * bought[0]);
        return 1 - (1 - Math.Exp(-daily * Horizon)) / (1 + odds);
    }

    private static DateOnly Of(string text) =>
        DateOnly.ParseExact(text.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
