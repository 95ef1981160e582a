using System.Globalization;
using Segmentation.Cli.Show.Summary;
using Segmentation.Functions.Backtests;
using Spectre.Console;

namespace Segmentation.Cli.Show.Backtest;

/// <summary>What a scheme told: the rates of its segments and scores, and the rankings beside the naive rules.
/// </summary>
internal static class SchemeProof
{
    private const int Width = 20;

    /// <summary>Shows a scheme in full.</summary>
    public static void Show(IAnsiConsole console, SchemeBacktest scheme, BacktestReport report)
    {
        console.Line();
        ShowRates(console, scheme.Scheme, scheme.Segments);
        var (tau, test) = (Number(scheme.RankOrder.Tau, "0.00"), scheme.Test);
        var order = scheme.RankOrder.Inversions == 0
            ? "are in order"
            : $"have neighbours out of order: {Number(scheme.RankOrder.Inversions, "0")}";
        console.Sentence(
            $"rates {order} (Kendall's tau {tau}); differences like these come by chance {Chance(test.P)} "
            + $"(chi-square {Number(test.Statistic, "0.0")}, {Number(test.Freedom, "0")} degrees of freedom)", "  ");
        foreach (var score in scheme.Scores)
        {
            console.Line();
            ShowRates(console, $"{score.Score}, of {score.Measure}", score.Steps);
        }

        console.Line();
        IEnumerable<Ranking> own = scheme.Sum is { } sum ? [scheme.Order, sum] : [scheme.Order];
        ShowRankings(console, [.. own, .. report.Naive]);
        foreach (var by in scheme.Differences)
        {
            console.Sentence(
                $"segments in order over {by.Naive}: {Signed(by.Value)} AUC, 95 % interval "
                + $"{Signed(by.Low)} to {Signed(by.High)}", "  ");
        }
    }

    private static void ShowRates(IAnsiConsole console, string title, IReadOnlyList<RateLine> lines)
    {
        var most = lines.Where(line => line.Customers > 0).Select(line => line.High).DefaultIfEmpty(1).Max();
        var table = new TextTable("", "customers>", "rate>", $"0 to {Percent(most)}", "lift>");
        foreach (var line in lines)
        {
            table.Add(
                line.Name, Number(line.Customers, "N0"), line.Rate is { } rate ? Percent(rate) : "",
                line.Rate is null ? "" : Picture(line, most), line.Lift is { } lift ? Number(lift, "0.00") : "");
        }

        table.Show(console, title);
    }

    /// <summary>The rate as a dot in its interval.</summary>
    private static string Picture(RateLine line, double most)
    {
        int Place(double value) => Math.Clamp((int)Math.Round(value / most * (Width - 1)), 0, Width - 1);
        var signs = new string('·', Width).ToCharArray();
        for (var i = Place(line.Low); i <= Place(line.High); i++)
            signs[i] = '━';
        signs[Place(line.Rate!.Value)] = '●';
        return new string(signs);
    }

    private static void ShowRankings(IAnsiConsole console, IReadOnlyList<Ranking> rankings)
    {
        var valued = rankings.Any(ranking => ranking.FifthOfValue is not null);
        string[] value = valued ? ["of value>"] : [];
        var table = new TextTable(["", "by tenths", "first fifth>", .. value, "AUC>", "95 %>"]);
        foreach (var ranking in rankings)
        {
            string[] worth = valued ? [Percent(ranking.FifthOfValue ?? 0)] : [];
            table.Add(
            [
                ranking.By, Bars.Spark([0, .. ranking.Tenths.Select(tenth => (decimal)tenth.EventsSoFar)]),
                Percent(ranking.FifthOfEvents), .. worth, Number(ranking.Area, "0.000"),
                $"{Number(ranking.Low, "0.00")}-{Number(ranking.High, "0.00")}",
            ]);
        }

        table.Show(console, "ranked by");
    }

    private static string Chance(double p) => p < .0001 ? "in fewer than 1 of 10,000 cases"
        : $"in {Number(p * 100, "0.00")} of 100 cases";

    private static string Percent(double share) => $"{Number(share * 100, "0.0")} %";

    private static string Signed(double number) => Number(number, "+0.000;-0.000;0.000");

    private static string Number(double number, string format) => number.ToString(format, CultureInfo.InvariantCulture);
}
