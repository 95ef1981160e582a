using System.Globalization;

namespace EndToEnd.Ways;

/// <summary>An account of RavenStack, put together from the files by a plain loop.</summary>
/// <param name="Country">Its country, in two letters.</param>
/// <param name="ReferralSource">What brought it.</param>
internal sealed record RavenstackAccount(string Country, string ReferralSource)
{
    private static readonly Lazy<RavenstackAccount[]> Read = new(Load);

    private readonly List<Use> _uses = [];
    private readonly List<Subscription> _subscriptions = [];

    /// <summary>All accounts.</summary>
    public static RavenstackAccount[] All => Read.Value;

    /// <summary>Its tickets.</summary>
    public List<Ticket> Tickets { get; } = [];

    /// <summary>How many features it used up to a day.</summary>
    public int Features(DateOnly day) => _uses.Where(use => use.Day <= day).DistinctBy(use => use.Feature).Count();

    /// <summary>The mean of the scores; null without any.</summary>
    public decimal? MeanScore => Tickets.Average(ticket => ticket.Score);

    /// <summary>Errors per use; null without uses.</summary>
    public decimal? ErrorsPerUse =>
        _uses.Count == 0 ? null : (decimal)_uses.Sum(use => use.Errors) / _uses.Sum(use => use.Uses);

    /// <summary>Uses in the 90 days up to a day; null when none was told until then.</summary>
    public int? UsesInQuarter(DateOnly day) => _uses.Exists(use => use.Day <= day)
        ? _uses.Where(use => use.Day <= day && use.Day > day.AddDays(-90)).Sum(use => use.Uses)
        : null;

    /// <summary>What subscriptions that are live on a day pay in a year; null without any.</summary>
    public decimal? LiveArr(DateOnly day) => Live(day) is { Length: > 0 } live ? live.Sum(one => one.Arr) : null;

    /// <summary>The seats of subscriptions that are live on a day.</summary>
    public int LiveSeats(DateOnly day) => Live(day).Sum(one => one.Seats);

    private Subscription[] Live(DateOnly day) =>
        [.. _subscriptions.Where(one => one.Start <= day && (one.End is null || one.End > day))];

    private static RavenstackAccount[] Load()
    {
        var accounts = Rows("accounts").ToDictionary(
            row => row["account_id"], row => new RavenstackAccount(row["country"], row["referral_source"]));
        var byKey = new Dictionary<string, RavenstackAccount>();
        foreach (var row in Rows("subscriptions"))
        {
            var account = byKey[row["subscription_id"]] = accounts[row["account_id"]];
            account._subscriptions.Add(new Subscription(
                Day(row["start_date"]), row["end_date"] == "" ? null : Day(row["end_date"]), row.Whole("seats"),
                row.Exact("arr_amount")));
        }

        foreach (var row in Rows("feature_usage"))
            byKey[row["subscription_id"]]._uses.Add(new Use(
                Day(row["usage_date"]), row["feature_name"], row.Whole("usage_count"), row.Whole("error_count")));
        foreach (var row in Rows("supports_ticket"))
            accounts[row["account_id"]].Tickets.Add(new Ticket(
                Day(row["submitted_at"]), row["escalation_flag"] == "TRUE",
                row["satisfaction_score"] == "" ? null : row.Exact("satisfaction_score")));
        return [.. accounts.Values];
    }

    private static CsvTable.Row[] Rows(string file) =>
        CsvTable.Read(RealData.Path($"ravenstack/ravenstack_{file}.csv")).Rows;

    private static DateOnly Day(string text) =>
        DateOnly.ParseExact(text, "dd-MM-yyyy", CultureInfo.InvariantCulture);

    private sealed record Use(DateOnly Day, string Feature, int Uses, int Errors);

    private sealed record Subscription(DateOnly Start, DateOnly? End, int Seats, decimal Arr);

    /// <summary>A ticket.</summary>
    /// <param name="Day">When it was submitted.</param>
    /// <param name="Escalated">Whether it was escalated.</param>
    /// <param name="Score">How content the customer was, from 1 to 5; null when it did not say.</param>
    public sealed record Ticket(DateOnly Day, bool Escalated, decimal? Score);
}
