using System.Globalization;

namespace EndToEnd.Ways;

/// <summary>The rows on the buyers of CDNOW.</summary>
internal static class CdnowWays
{
    private const string File = "cdnow/CDNOW_master.txt";
    private const string Day = "1997-09-30";

    /// <summary>What the command says, by row.</summary>
    public static readonly Dictionary<string, Func<WayRuns, string>> ByCommand = new()
    {
        ["buyer-type"] = runs => Run(runs).Sizes("buyer-type"),
        ["engagement"] = runs => Run(runs).Sizes("engagement"),
        ["rfm"] = runs => Run(runs).Sizes("rfm"),
        ["lifetime-value-so-far"] = runs => Run(runs).Sizes("value-tier"),
    };

    /// <summary>What a plain loop over the file says, by row.</summary>
    public static readonly Dictionary<string, Func<string>> ByPlainLoop = new()
    {
        ["buyer-type"] = () => Buyers().Select(Type)
            .Counts("regular", "occasional", "one-off", "none"),
        ["engagement"] = () => Buyers().Select(Engagement)
            .Counts("engaged", "cooling", "silent", "gone", "none"),
        ["lifetime-value-so-far"] = () => ValueTiers(Buyers()),
    };

    private static Segmented Run(WayRuns runs) => runs.Of("cdnow", File, Day);

    /// <summary>Who bought up to the day.</summary>
    private static Buyer[] Buyers()
    {
        var upTo = Day.Replace("-", "", StringComparison.Ordinal);
        var buyers = new Dictionary<string, Buyer>();
        foreach (var line in System.IO.File.ReadLines(RealData.Path(File)).Skip(1))
        {
            if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var id, var date, _, var amount]
                || string.CompareOrdinal(date, upTo) > 0)
                continue;
            var buyer = buyers.TryGetValue(id, out var known) ? known : buyers[id] = new Buyer();
            buyer.Days.Add(date);
            buyer.Spent += decimal.Parse(amount, CultureInfo.InvariantCulture);
        }

        return [.. buyers.Values];
    }

    private static string Type(Buyer buyer) => buyer.Days.Count switch
    {
        1 => "one-off",
        < 5 => "occasional",
        _ => "regular",
    };

    private static string Engagement(Buyer buyer)
    {
        var last = DateOnly.ParseExact(buyer.Days.Max!, "yyyyMMdd", CultureInfo.InvariantCulture);
        return (DateOnly.Parse(Day, CultureInfo.InvariantCulture).DayNumber - last.DayNumber) switch
        {
            <= 30 => "engaged",
            <= 90 => "cooling",
            <= 180 => "silent",
            _ => "gone",
        };
    }

    private static string ValueTiers(IEnumerable<Buyer> buyers)
    {
        var spent = buyers.Select(buyer => buyer.Spent).ToArray();
        var (core, middle) = (Largest.Reaching(0.80m, spent), Largest.Reaching(0.95m, spent));
        return spent.Select(sum => sum >= core ? "core" : sum >= middle ? "middle" : "tail")
            .Counts("core", "middle", "tail", "none");
    }

    private sealed class Buyer
    {
        public SortedSet<string> Days { get; } = new(StringComparer.Ordinal);

        public decimal Spent { get; set; }
    }
}
