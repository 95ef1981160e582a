using System.Globalization;

namespace EndToEnd.Ways;

/// <summary>The rows on the accounts of RavenStack, by the command.</summary>
internal static class RavenstackWays
{
    private const string Early = "2023-04-30";
    private const string Middle = "2024-06-30";
    private const string Late = "2024-12-31";

    private static readonly string[] Points =
        ["seat_points", "feature_points", "ticket_points", "escalation_points", "complexity_points"];

    /// <summary>What the command says, by row.</summary>
    public static readonly Dictionary<string, Func<WayRuns, string>> ByCommand = new()
    {
        ["usage-tier"] = runs => runs.Of("ravenstack", "ravenstack", Early).Sizes("usage-tier"),
        ["value-tier"] = runs => runs.Of("ravenstack", "ravenstack", Early, Middle).Sizes("value-tier"),
        ["boundary"] = runs => Boundary(Run(runs)),
        ["usage-recency"] = runs => Run(runs).Sizes("usage"),
        ["satisfaction"] = runs => Satisfaction(
            Run(runs).Sizes("satisfaction"), Sum(runs, "unscored_tickets"), Sum(runs, "tickets")),
        ["region"] = runs => Run(runs).Sizes("region"),
        ["health"] = runs => Run(runs).Sizes("health"),
        ["adoption"] = runs => Adoption(
            Run(runs).Sizes("adoption"), Run(runs).Customers.Rows.Max(row => row.Whole("features_used"))),
        ["complexity"] = runs => Complexity(
            Run(runs).Sizes("complexity"), [.. Points.Select(column => Sum(runs, column))]),
        ["friction"] = runs => Run(runs).Sizes("friction"),
        ["acquisition"] = runs => Run(runs).Sizes("acquisition"),
        ["tracking"] = runs => Tracking(
            Moved.Of(Run(runs).Transitions, "adoption").Select(move => $"{move.From} to {move.To}")),
        ["several-sources"] = runs => Sources(Run(runs)),
        ["side-by-side"] = runs => SideBySide(Run(runs)),
        ["persona-card"] = runs => Persona(Run(runs)),
    };

    /// <summary>Says how many tickets have no score, beside the sizes.</summary>
    public static string Satisfaction(string sizes, long unscored, long tickets) =>
        $"{sizes}; {unscored.Count()} of {tickets.Count()} tickets have no score";

    /// <summary>Says how many features the widest account used, beside the sizes.</summary>
    public static string Adoption(string sizes, int most) => $"{sizes}; the widest account used {most} of 40 features";

    /// <summary>Says the points of all accounts by contribution, with the total last, beside the sizes.</summary>
    public static string Complexity(string sizes, params long[] points) =>
        $"{sizes}; " + string.Join(", ", Points.Zip(points).Select(sum => $"{sum.First} {sum.Second.Count()}"));

    /// <summary>Counts the moves between segments of adoption.</summary>
    public static string Tracking(IEnumerable<string> moves) =>
        moves.Counts("narrow to partial", "narrow to broad", "partial to broad");

    /// <summary>The run of the shipped workspace as of the last day of the data.</summary>
    public static Segmented Run(WayRuns runs) => runs.Of("ravenstack", "ravenstack", Early, Middle, Late);

    private static long Sum(WayRuns runs, string column) =>
        (long)Run(runs).Customers.Rows.Where(row => row[column].Length > 0).Sum(row => row.Exact(column));

    private static string Sources(Segmented run)
    {
        var ledger = run.Totals.GetProperty("ledger").EnumerateArray().ToArray();
        long Rows(string fate) => ledger.Sum(line => line.GetProperty(fate).GetInt64());
        return $"{ledger.Length} files, {Rows("read").Count()} rows read, {Rows("accepted").Count()} accepted";
    }

    private static string SideBySide(Segmented run)
    {
        var schemes = run.Totals.GetProperty("schemes").EnumerateArray()
            .Select(scheme => scheme.GetProperty("scheme").GetString()!).ToArray();
        Assert.All(schemes, scheme => Assert.Equal(run.Customers.Rows.Length, run.Totals.Sizes(scheme).Values.Sum()));
        return $"{run.Customers.Rows.Length.Count()} accounts, each in one segment of each of {schemes.Length} schemes";
    }

    /// <summary>What makes a segment different, by its card: the first measure and its effect size.</summary>
    private static string Persona(Segmented run)
    {
        Assert.NotEmpty(run.Customers.Rows);
        var card = Command.Done(
            "explain", "--segment", "struggling", "--scheme", "friction", "--data", run.Data).Output.Split('\n');
        return card.SkipWhile(line => line != "What makes it different").Skip(1).First().Trim();
    }

    /// <summary>The last value of the best tier, and what would be in the next one.</summary>
    private static string Boundary(Segmented run)
    {
        var onTheCut = run.Customers.Rows.Where(row => row["value-tier"] == "core")
            .MinBy(row => row.Exact("live_arr"))!;
        var told = Command.Done("explain", onTheCut["customer_id"], "--data", run.Data, "--scheme", "value-tier").Output
            .Split('\n').Single(line => line.Contains("would be", StringComparison.Ordinal)).Trim();
        return string.Create(CultureInfo.InvariantCulture, $"core from {onTheCut.Exact("live_arr"):N0}; {told}");
    }
}
