using System.Globalization;
using Segmentation.Engine.Backtesting;

namespace Segmentation.Functions.Backtests;

/// <summary>A verdict in one sentence.</summary>
internal static class BacktestSentence
{
    /// <summary>The sentence.</summary>
    /// <param name="scheme">The scheme.</param>
    /// <param name="judgement">The verdict.</param>
    /// <param name="segments">Its segments, best first.</param>
    /// <param name="order">The ranking by their order.</param>
    /// <param name="naive">The naive rules.</param>
    /// <param name="over">How much greater the area of the order is than theirs.</param>
    public static string Of(
        string scheme, Judgement judgement, IReadOnlyList<RateLine> segments, Ranking order,
        IReadOnlyList<(Ranking Ranking, RankArea Area)> naive, IReadOnlyList<Interval> over)
    {
        var lines = segments.Where(line => line.Rate is not null).ToArray();
        return judgement.Ground switch
        {
            Ground.TooFew => string.Create(
                CultureInfo.InvariantCulture,
                $"{scheme}: no evidence: it happened to {lines.Sum(line => line.Events):N0} of "
                + $"{lines.Sum(line => line.Customers):N0} customers, and it takes {Judgement.Fewest} on either side "
                + $"to tell anything"),
            Ground.Chance => $"{scheme}: no evidence: the segments tell no more than chance does ({Area(order)})"
                + (order.Low > 0.5 ? "; of several schemes one shows as much by chance" : ""),
            Ground.NoOrder => $"{scheme}: weak: the segments differ, and their order does not tell how "
                + $"({Area(order)})",
            Ground.Unsteady => $"{scheme}: weak: the order of the segments tells something ({Area(order)}), but the "
                + $"rates go to and fro",
            Ground.NaiveIsBetter => $"{scheme}: weak: the order of the segments tells something ({Area(order)}), and "
                + $"{Better(naive, over)} tells more",
            _ => $"{scheme}: evidence: {Ends(lines, order)} ({Area(order)}){Against(naive, over)}",
        };
    }

    private static string Ends(RateLine[] lines, Ranking order)
    {
        var falls = order.Direction == Ranks.First;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"it happens {(falls ? "most" : "least")} in the first segments and {(falls ? "least" : "most")} in the "
            + $"last, {lines[0].Rate:0.0 %} in {lines[0].Name} and {lines[^1].Rate:0.0 %} in {lines[^1].Name}");
    }

    private static string Area(Ranking order) => string.Create(
        CultureInfo.InvariantCulture,
        $"AUC {order.Area:0.000}, 95 % interval {order.Low:0.000} to {order.High:0.000}");

    private static string Better(
        IReadOnlyList<(Ranking Ranking, RankArea Area)> naive, IReadOnlyList<Interval> over)
    {
        var best = naive.Where((_, i) => Judgement.IsLess(over[i])).MaxBy(one => one.Area.Area).Ranking;
        return string.Create(CultureInfo.InvariantCulture, $"{best.By} ({best.Area:0.000})");
    }

    private static string Against(
        IReadOnlyList<(Ranking Ranking, RankArea Area)> naive, IReadOnlyList<Interval> over)
    {
        if (naive.Count == 0)
            return "";
        var best = naive.MaxBy(one => one.Area.Area).Ranking;
        var than = over.All(by => by.Low > 0) ? "more than" : "about as much as";
        return string.Create(CultureInfo.InvariantCulture, $", {than} {best.By} ({best.Area:0.000})");
    }
}
