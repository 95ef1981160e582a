using System.Globalization;
using System.Text.Json;

namespace EndToEnd.Ways;

/// <summary>
/// The rows on generated businesses; where the truth that a business was drawn from tells the number, by that too.
/// </summary>
internal static class GeneratedWays
{
    private const double LeastRight = 0.9;

    private static readonly DateOnly AsOf = new(2026, 3, 1);

    /// <summary>What the command says, by row.</summary>
    public static readonly Dictionary<string, Func<WayRuns, string>> ByCommand = new()
    {
        ["benefits"] = runs => Right(runs.Software, "needs", "benefit"),
        ["benefits-of-members"] = runs => Right(runs.Club, "benefits", "benefit"),
        ["values"] = runs => Right(runs.Software, "values", "attitude"),
        ["journey"] = runs => Journey(runs.Software),
        ["status"] = runs => runs.Software.Sizes("status"),
        ["touch"] = runs => runs.Software.Sizes("touch"),
        ["complexity-of-needs"] = runs => Complexity(runs.Software),
        ["service-gap"] = runs => ServiceGap(runs.Software),
        ["health-by-points"] = runs => Health(runs.Software),
        ["firmographic"] = runs => runs.Software.Sizes("firmographic"),
        ["renewals"] = runs => runs.Software.Sizes("renewal"),
        ["lifecycle"] = runs => Lifecycle(runs.Club),
        ["loyalty"] = runs => Loyalty(runs.Shop),
        ["referrals"] = runs => Referrals(runs.Shop),
        ["programme"] = runs => Programme(runs.Software),
        ["entry-interest"] = runs => EntryInterest(runs.Shop),
        ["found-by-data"] = runs => Found(runs.Software),
        ["half-life"] = runs => HalfLife(runs.Shop),
        ["donors"] = runs => runs.Donors.Sizes("donors"),
        ["ready-made"] = runs => ReadyMade(runs),
        ["effort"] = runs => Effort(runs.Software),
        ["outcomes"] = runs => Outcomes(runs.Software),
        ["skills"] = runs => Skills(runs.Software),
    };

    /// <summary>How many of those with a segment are in that of the truth: at least nine in ten.</summary>
    private static string Right(GeneratedRun run, string scheme, string truth)
    {
        var known = run.Customers.Rows.Where(row => row[scheme] != "unknown").ToArray();
        var right = known.Count(row => row[scheme] == run.Truth[row["customer_id"]][truth]);
        Assert.InRange((double)right / known.Length, LeastRight, 1);
        Assert.Equal(run.Customers.Rows.Count(row => Answers(run, row["customer_id"], truth) >= 3), known.Length);
        return $"{right.Count()} of {known.Length.Count()} as the truth, "
            + $"unknown {(run.Customers.Rows.Length - known.Length).Count()}";
    }

    private static int Answers(GeneratedRun run, string customer, string survey) =>
        run.Answers[(customer, survey)].Count();

    private static string Journey(GeneratedRun run)
    {
        var planted = run.Truth.Values.SelectMany(Generate.SampleFiles.Moves)
            .Where(move => move.Cause == "journey").Select(move => move.What);
        var irregular = run.Reports.SelectMany(report => Irregular(report, "journey")).ToArray();
        Assert.Equal(
            planted.CountBy(move => move).Select(move => (move.Key, (long)move.Value)).Order(), irregular.Order());
        return string.Join(
            ", ", irregular.Select(move => $"{move.Move.Replace(">", " to ")} {move.Customers.Count()}"));
    }

    private static IEnumerable<(string Move, long Customers)> Irregular(JsonElement report, string scheme) =>
        from flow in report.GetProperty("irregularMoves").EnumerateArray()
        where flow.GetProperty("scheme").GetString() == scheme
        select ($"{flow.GetProperty("from").GetString()}>{flow.GetProperty("to").GetString()}",
            flow.GetProperty("customers").GetInt64());

    private static string Lifecycle(GeneratedRun run) => $"{run.Sizes("lifecycle")}; irregular "
        + run.Reports.Sum(report => Irregular(report, "lifecycle").Sum(move => move.Customers)).Count();

    /// <summary>The points of each customer are the sum of its rows, and decide its segment.</summary>
    private static string Complexity(GeneratedRun run)
    {
        Assert.All(run.Customers.Rows, row => Assert.Equal(ComplexityOf(row), row["complexity"]));
        return run.Sizes("complexity");
    }

    private static string ComplexityOf(CsvTable.Row row)
    {
        if (row["seats"].Length == 0)
            return "not-live";
        var points = 3 * Score(row.Whole("seats"), 10, 50, 250) + Score(row.Whole("contacts"), 2, 3, 4)
            + 2 * Score(row.Whole("add_on_kinds"), 1, 3) + 2 * Score(row.Whole("tickets_365d"), 2, 6, 12);
        Assert.Equal(points, row.Whole("complexity_points"));
        return points >= 19 ? "complex" : points >= 14 ? "moderate" : "simple";
    }

    private static int Score(int value, params int[] edges) => 1 + edges.Count(edge => value >= edge);

    private static string ServiceGap(GeneratedRun run)
    {
        Assert.All(run.Customers.Rows, row => Assert.Equal(
            ServiceGapOf(row["complexity"], row.Exact("hours_365d")), row["service-gap"]));
        return run.Sizes("service-gap");
    }

    private static string ServiceGapOf(string complexity, decimal hours) => (complexity, hours) switch
    {
        ("not-live", _) => "not-live",
        ("complex", < 8) or ("moderate", < 3) => "under-served",
        ("moderate", > 12) or ("simple", > 6) => "over-served",
        _ => "in-balance",
    };

    private static string Health(GeneratedRun run)
    {
        string[] points =
        [
            "well_used", "used_lately", "recommends_us", "complains", "met_lately", "pays_in_time", "urgent_tickets",
        ];
        var scored = run.Customers.Rows.Where(row => row["health_points"].Length > 0).ToArray();
        Assert.All(scored, row => Assert.Equal(row.Exact("health_points"), points.Sum(row.Exact)));
        return $"{run.Sizes("health")}; {scored.Length.Count()} totals of {points.Length} rows";
    }

    private static string Loyalty(GeneratedRun run)
    {
        var once = run.Customers.Rows
            .Where(row => row["member_tier"].Length > 0 && row.Whole("frequency") == 1).ToArray();
        return $"{run.Sizes("loyalty")}; of {once.Length.Count()} members that bought once "
            + $"{once.Count(IsLoyal).Count()} are loyal";
    }

    private static string Programme(GeneratedRun run)
    {
        var members = run.Customers.Rows.Where(row => row["member_tier"].Length > 0).ToArray();
        var never = members.Where(row => row.Whole("add_ons") == 0).ToArray();
        return $"{members.Length.Count()} members, of {never.Length.Count()} that never bought beside their contract "
            + $"{never.Count(IsLoyal).Count()} are loyal";
    }

    private static bool IsLoyal(CsvTable.Row row) => row["loyalty"].StartsWith("loyal", StringComparison.Ordinal);

    private static string Referrals(GeneratedRun run)
    {
        var rows = run.Files.Rows("referrals").ToArray();
        var converted = run.Customers.Rows.Sum(row => row.Whole("referrals_converted"));
        Assert.Equal(rows.Length, run.Customers.Rows.Sum(row => row.Whole("referrals_made")));
        Assert.Equal(rows.Count(row => row["outcome"] == "converted"), converted);
        var referrers = run.Customers.Rows.Count(row => row.Whole("referrals_made") > 0);
        return $"{rows.Length.Count()} by {referrers.Count()} customers, {converted.Count()} converted";
    }

    /// <summary>The lift of each category a year after a first order of it, as the cards tell it.</summary>
    private static string EntryInterest(GeneratedRun run)
    {
        var lifts = (
            from difference in run.Reports[^1].GetProperty("differentiators").EnumerateArray()
            where difference.GetProperty("scheme").GetString() == "entry-interest"
            where difference.GetProperty("measure").GetString() == "later_category"
            let segment = difference.GetProperty("segment").GetString()!
            where difference.GetProperty("category").GetString() == segment
            select (Segment: segment, Lift: difference.GetProperty("lift").GetDecimal())).ToArray();
        Assert.NotEmpty(lifts);
        Assert.All(lifts, lift => Assert.Equal(LiftOf(run.Customers.Rows, lift.Segment), lift.Lift, 6));
        return "lift " + string.Join(", ", lifts.Select(lift =>
            string.Create(CultureInfo.InvariantCulture, $"{lift.Segment} {lift.Lift:0.00}")));
    }

    /// <summary>Laplace's rule for those who entered by a category and buy it later, over the same for all.</summary>
    private static decimal LiftOf(CsvTable.Row[] customers, string category)
    {
        var all = customers.Where(row => row["later_category"].Length > 0).ToArray();
        var ours = all.Where(row => row["entry_category"] == category).ToArray();
        var categories = all.Select(row => row["later_category"]).Distinct().Count();
        return Smoothed(ours) / Smoothed(all);

        decimal Smoothed(CsvTable.Row[] rows) =>
            (rows.Count(row => row["later_category"] == category) + 1m) / (rows.Length + categories);
    }

    /// <summary>How many customers have a quarter of their engagement when nothing happens for 60 days.</summary>
    private static string HalfLife(GeneratedRun run)
    {
        var later = run.CustomersOn("2026-03-02").ById();
        var quarters = run.Customers.Rows.Count(row =>
            Math.Abs(Score(later[row["customer_id"]]) / Score(row) - 0.25) < 1e-9);
        return $"{quarters.Count()} of {run.Customers.Rows.Length.Count()} have a quarter after two half-lives";

        static double Score(CsvTable.Row row) => double.Parse(row["engagement_score"], CultureInfo.InvariantCulture);
    }

    /// <summary>The minutes of all customers are those of the team, to the minute, in each scheme too.</summary>
    private static string Effort(GeneratedRun run)
    {
        var minutes = run.Customers.Rows.Sum(row => row.Whole("effort_budget"));
        var served = run.Customers.Rows.Count(row => row.Whole("effort_budget") > 0);
        Assert.All(
            run.Outcomes.GroupBy(line => line.GetProperty("scheme").GetString()),
            scheme => Assert.Equal(minutes, scheme.Sum(line => line.GetProperty("minutes").GetInt64())));
        return $"{minutes.Count()} minutes for {served.Count()} customers; {run.Sizes("effort")}";
    }

    /// <summary>Retention by a plain loop over invoices and endings, and the same of the command.</summary>
    private static string Outcomes(GeneratedRun run)
    {
        var (start, lost, gained) = Retention.Of(run.Files.Rows("invoices"), run.Files.Rows("subscriptions"), AsOf);
        var all = run.Outcomes.Single(line => line.GetProperty("scheme").GetString() is null);
        Assert.Equal(start, all.GetProperty("startingValue").GetDecimal());
        Assert.Equal((start - lost) / start, all.GetProperty("grr").GetDecimal(), 12);
        Assert.Equal((start + gained - lost) / start, all.GetProperty("nrr").GetDecimal(), 12);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"of {start:N2} a year before GRR {(start - lost) / start:P2}, NRR {(start + gained - lost) / start:P2}");
    }

    private static string Skills(GeneratedRun run)
    {
        var touch = run.Reports[^1].GetProperty("skills").EnumerateArray()
            .Where(line => line.GetProperty("scheme").GetString() == "touch")
            .Where(line => line.GetProperty("neededHours").GetDecimal() > 0);
        return "touch needs " + string.Join(", ", touch.Select(line => string.Create(
            CultureInfo.InvariantCulture,
            $"{line.GetProperty("skill").GetString()} {line.GetProperty("neededHours").GetDecimal():0.#} of "
            + $"{line.GetProperty("availableHours").GetDecimal():0.#} h")));
    }

    /// <summary>How many of those in a cluster are of the persona that most of it are of.</summary>
    private static string Found(GeneratedRun run)
    {
        var found = run.Reports[^1].GetProperty("clusters")[0];
        var clusters = run.Customers.Rows.GroupBy(row => row["personas"])
            .Where(cluster => cluster.Key.StartsWith("cluster-", StringComparison.Ordinal)).ToArray();
        var right = clusters.Sum(cluster =>
            cluster.CountBy(row => run.Truth[row["customer_id"]]["persona"]).Max(persona => persona.Value));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{found.GetProperty("verdict").GetString()!.TrimEnd('.')}; {right} of {clusters.Sum(one => one.Count())} "
            + $"with their persona, {run.Customers.Rows.Count(row => row["personas"] == "unclustered")} not known yet");
    }

    private static string ReadyMade(WayRuns runs)
    {
        string[] workspaces = ["b2b-saas", "e-commerce", "contractual", "non-profit"];
        var schemes = workspaces.Sum(workspace =>
        {
            var lint = Command.Done("lint", "--workspace", workspace).Output;
            // Whether a review is overdue depends on the day of the test.
            Assert.DoesNotMatch(@"\[warning: (?!overdue-review\])", lint);
            return Directory.GetFiles(Path.Combine(Repository.Root, "workspaces", workspace, "schemes")).Length;
        });
        GeneratedRun[] all = [runs.Software, runs.Shop, runs.Club, runs.Donors];
        var findings = all.Sum(run => run.Reports[^1].GetProperty("findings").GetArrayLength());
        return $"0 warnings on {schemes} schemes of {workspaces.Length} workspaces, {findings} findings in their runs";
    }
}
