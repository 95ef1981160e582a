namespace EndToEnd.Ways;

/// <summary>The rows on the accounts of RavenStack, by a plain loop over the files.</summary>
internal static class RavenstackLoops
{
    private static readonly DateOnly Early = new(2023, 4, 30);
    private static readonly DateOnly Middle = new(2024, 6, 30);
    private static readonly DateOnly Late = new(2024, 12, 31);

    /// <summary>What a plain loop over the files says, by row.</summary>
    public static readonly Dictionary<string, Func<string>> ByPlainLoop = new()
    {
        ["usage-tier"] = () => Counts(
            account => UsageTier(account.UsesInQuarter(Early)), "heavy", "regular", "light", "none", "no-telemetry"),
        ["value-tier"] = ValueTiers,
        ["satisfaction"] = () => RavenstackWays.Satisfaction(
            Counts(account => Band(account.MeanScore), "satisfied", "neutral", "dissatisfied", "unknown"),
            RavenstackAccount.All.Sum(account => account.Tickets.Count(ticket => ticket.Score is null)),
            RavenstackAccount.All.Sum(account => account.Tickets.Count)),
        ["region"] = () => Counts(
            account => Region(account.Country), "north-america", "united-kingdom", "continental-europe", "asia-pacific",
            "unmapped"),
        ["adoption"] = () => RavenstackWays.Adoption(
            Counts(account => Adoption(account.Features(Late)), "broad", "partial", "narrow", "nothing", "unknown"),
            RavenstackAccount.All.Max(account => account.Features(Late))),
        ["complexity"] = Complexity,
        ["tracking"] = () => RavenstackWays.Tracking(
            from account in RavenstackAccount.All
            let before = Adoption(account.Features(Middle))
            let after = Adoption(account.Features(Late))
            where before != after
            select $"{before} to {after}"),
        ["friction"] = () => Counts(
            account => Friction(account.ErrorsPerUse), "smooth", "bumpy", "struggling", "no-telemetry"),
        ["acquisition"] = () => Counts(
            account => account.ReferralSource, "partner", "organic", "event", "ads", "other"),
    };

    private static string Counts(Func<RavenstackAccount, string> segment, params string[] order) =>
        RavenstackAccount.All.Select(segment).Counts(order);

    private static string UsageTier(int? uses) => uses switch
    {
        null => "no-telemetry",
        >= 80 => "heavy",
        >= 30 => "regular",
        > 0 => "light",
        _ => "none",
    };

    private static string Complexity()
    {
        var points = RavenstackAccount.All.Select(Points).ToArray();
        return RavenstackWays.Complexity(
            points.Select(parts => parts.Sum() switch { >= 55 => "complex", >= 40 => "moderate", _ => "simple" })
                .Counts("complex", "moderate", "simple", "unscored"),
            points.Sum(parts => parts[0]), points.Sum(parts => parts[1]), points.Sum(parts => parts[2]),
            points.Sum(parts => parts[3]), points.Sum(parts => parts.Sum()));
    }

    /// <summary>Points for seats, features, tickets and an escalation.</summary>
    private static int[] Points(RavenstackAccount account)
    {
        int Bucket(int value, params int[] edges) => 1 + edges.Count(edge => value >= edge);
        var tickets = account.Tickets.Where(ticket => ticket.Day > Late.AddDays(-365)).ToArray();
        return
        [
            10 * Bucket(account.LiveSeats(Late), 100, 250, 400), 5 * Bucket(account.Features(Late), 20, 30),
            5 * Bucket(tickets.Length, 1, 3, 5), tickets.Any(ticket => ticket.Escalated) ? 10 : 0,
        ];
    }

    private static string ValueTiers()
    {
        var live = RavenstackAccount.All.Select(account => account.LiveArr(Middle)).ToArray();
        var core = Largest.Reaching(0.80m, live.OfType<decimal>());
        var middle = Largest.Reaching(0.95m, live.OfType<decimal>());
        return live.Select(arr => arr is null ? "not-live" : arr >= core ? "core" : arr >= middle ? "middle" : "tail")
            .Counts("core", "middle", "tail", "not-live");
    }

    private static string Band(decimal? score) => score switch
    {
        null => "unknown",
        >= 4 => "satisfied",
        >= 3 => "neutral",
        _ => "dissatisfied",
    };

    private static string Region(string country) => country switch
    {
        "US" or "CA" => "north-america",
        "UK" => "united-kingdom",
        "DE" or "FR" => "continental-europe",
        "IN" or "AU" => "asia-pacific",
        _ => "unmapped",
    };

    private static string Adoption(int features) => features switch
    {
        >= 30 => "broad",
        >= 20 => "partial",
        > 0 => "narrow",
        _ => "nothing",
    };

    private static string Friction(decimal? errorsPerUse) => errorsPerUse switch
    {
        null => "no-telemetry",
        <= 0.056m => "smooth",
        <= 0.084m => "bumpy",
        _ => "struggling",
    };
}
