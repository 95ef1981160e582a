using System.Globalization;

namespace EndToEnd.Ways;

/// <summary>The rows on the buyers of CDNOW.</summary>
internal static class CdnowWays
{
    private const string File = "cdnow/CDNOW_master.txt";
    private const string Day = "1997-09-30";
    private const string Later = "1998-07-01";

    /// <summary>What the command says, by row.</summary>
    public static readonly Dictionary<string, Func<WayRuns, string>> ByCommand = new()
    {
        ["buyer-type"] = runs => Run(runs).Sizes("buyer-type"),
        ["engagement"] = runs => Run(runs).Sizes("engagement"),
        ["rfm"] = runs => Run(runs).Sizes("rfm"),
        ["lifetime-value-so-far"] = runs => Run(runs).Sizes("value-tier"),
        ["tracking"] = runs => Tracking(Moves(Run(runs))),
    };

    /// <summary>What a plain loop over the file says, by row.</summary>
    public static readonly Dictionary<string, Func<string>> ByPlainLoop = new()
    {
        ["buyer-type"] = () => Buyers(Day).Values.Select(Type)
            .Counts("regular", "occasional", "one-off", "none"),
        ["engagement"] = () => Buyers(Day).Values.Select(Engagement)
            .Counts("engaged", "cooling", "silent", "gone", "none"),
        ["lifetime-value-so-far"] = () => ValueTiers(Buyers(Day)),
        ["tracking"] = () => Tracking(Moves(Buyers(Day), Buyers(Later))),
    };

    private static Segmented Run(WayRuns runs) => runs.Of("cdnow", File, Day);

    private static string Tracking(IEnumerable<string> moves) =>
        moves.Counts("one-off to occasional", "one-off to regular", "occasional to regular");

    /// <summary>The moves between buyer types of a second run in the same folder, nine months later.</summary>
    private static IEnumerable<string> Moves(Segmented run)
    {
        Assert.NotEmpty(run.Customers.Rows);
        using var folder = new TempFolder();
        Command.Done(
            "run", RealData.Path(File), "--workspace", "cdnow", "--data", run.Data, "--out", folder["out"],
            "--as-of", Later);
        return [.. Moved.Of(folder, "buyer-type").Select(move => $"{move.From} to {move.To}")];
    }

    private static IEnumerable<string> Moves(Dictionary<string, Buyer> before, Dictionary<string, Buyer> after) => after
        .Select(buyer => (From: Type(before[buyer.Key]), To: Type(buyer.Value)))
        .Where(move => move.From != move.To).Select(move => $"{move.From} to {move.To}");

    /// <summary>Who bought up to a day, by id.</summary>
    private static Dictionary<string, Buyer> Buyers(string day)
    {
        var upTo = day.Replace("-", "", StringComparison.Ordinal);
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

        return buyers;
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

    private static string ValueTiers(Dictionary<string, Buyer> buyers)
    {
        var spent = buyers.Values.Select(buyer => buyer.Spent).ToArray();
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
