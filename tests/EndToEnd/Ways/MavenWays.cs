namespace EndToEnd.Ways;

/// <summary>The rows on the accounts of the Maven sales pipeline.</summary>
internal static class MavenWays
{
    private const int Products = 7;

    /// <summary>What the command says, by row.</summary>
    public static readonly Dictionary<string, Func<WayRuns, string>> ByCommand = new()
    {
        ["industry"] = runs => Industry(
            Run(runs).Sizes("industry-group"), Run(runs).Customers.Rows.Count(row => row["industry"] == "Technology")),
        ["brand"] = runs => Run(runs).Sizes("brand"),
        ["employees"] = runs => Run(runs).Sizes("company-size"),
        ["annual-revenue"] = runs => Run(runs).Sizes("revenue-band"),
        ["whitespace"] = runs => Whitespace(
            Run(runs).Sizes("whitespace"), Run(runs).Customers.Rows.Count(
                row => row["whitespace"] == "lacks-one" && row["gtk_500_deals"] == "0")),
        ["win-rate"] = runs => Run(runs).Sizes("win-rate"),
    };

    /// <summary>What a plain loop over the files says, by row.</summary>
    public static readonly Dictionary<string, Func<string>> ByPlainLoop = new()
    {
        ["industry"] = () => Industry(
            Accounts.Select(row => Group(row["sector"]))
                .Counts("technology", "retail", "media", "healthcare", "services", "finance", "unmapped"),
            Accounts.Count(row => row["sector"] == "technolgy")),
        ["brand"] = () => Accounts.Select(row => Brand(row["subsidiary_of"]))
            .Counts("strong", "known", "little-known", "own-name"),
        ["employees"] = () => Accounts.Select(row => Size(row.Whole("employees")))
            .Counts("giant", "enterprise", "large", "mid", "small", "micro", "unknown"),
        ["annual-revenue"] = () => Accounts.Select(row => Revenue(row.Exact("revenue")))
            .Counts("over-5b", "over-1b", "over-250m", "below-250m", "unknown"),
        ["whitespace"] = PlainWhitespace,
        ["win-rate"] = () => Deals("Won", "Lost").GroupBy(row => row["account"]).Select(WinRate)
            .Counts("strong", "fair", "weak", "no-decision"),
    };

    private static CsvTable.Row[] Accounts => CsvTable.Read(RealData.Path("maven_crm/accounts.csv")).Rows;

    private static Segmented Run(WayRuns runs) => runs.Of("maven-crm", "maven_crm", "2018-01-01");

    private static string Industry(string sizes, int misspelt) =>
        $"{sizes}; {misspelt.Count()} accounts of `technolgy` are Technology";

    private static string Whitespace(string sizes, int lackGtk500) =>
        $"{sizes}; {lackGtk500.Count()} of those that lack one lack GTK 500";

    private static IEnumerable<CsvTable.Row> Deals(params string[] stages) =>
        CsvTable.Read(RealData.Path("maven_crm/sales_pipeline.csv")).Rows
            .Where(row => row["account"].Length > 0 && stages.Contains(row["deal_stage"]));

    private static string PlainWhitespace()
    {
        var bought = Deals("Won").ToLookup(
            row => row["account"], row => row["product"] is "GTXPro" ? "GTX Pro" : row["product"]);
        var owned = Accounts.Select(row => bought[row["account"]].ToHashSet()).ToArray();
        return Whitespace(
            owned.Select(products => products.Count switch
            {
                Products => "complete",
                Products - 1 => "lacks-one",
                0 => "has-none",
                _ => "lacks-more",
            }).Counts("complete", "lacks-one", "lacks-more", "has-none"),
            owned.Count(products => products.Count == Products - 1 && !products.Contains("GTK 500")));
    }

    private static string Brand(string group) => group switch
    {
        "" => "own-name",
        "Acme Corporation" or "Massive Dynamic" or "Bubba Gump" => "strong",
        "Sonron" or "Warephase" or "Inity" => "known",
        _ => "little-known",
    };

    private static string Group(string sector) => sector switch
    {
        "technolgy" or "software" or "telecommunications" => "technology",
        "retail" => "retail",
        "marketing" or "entertainment" => "media",
        "medical" => "healthcare",
        "services" or "employment" => "services",
        "finance" => "finance",
        _ => "unmapped",
    };

    private static string Size(int people) => people switch
    {
        >= 10_000 => "giant",
        >= 5_000 => "enterprise",
        >= 1_000 => "large",
        >= 250 => "mid",
        >= 50 => "small",
        _ => "micro",
    };

    private static string Revenue(decimal millions) => millions switch
    {
        >= 5_000 => "over-5b",
        >= 1_000 => "over-1b",
        >= 250 => "over-250m",
        _ => "below-250m",
    };

    private static string WinRate(IEnumerable<CsvTable.Row> deals)
    {
        var (won, all) = (deals.Count(row => row["deal_stage"] == "Won"), deals.Count());
        return won * 100 >= 66 * all ? "strong" : won * 100 >= 60 * all ? "fair" : "weak";
    }
}
