namespace EndToEnd.Ways;

/// <summary>The rows on the customers of the marketing campaign.</summary>
internal static class MarketingCampaignWays
{
    private const string File = "marketing_campaign/marketing_campaign_comma.csv";

    private static readonly Lazy<decimal> CoreFrom =
        new(() => Largest.Reaching(0.8m, Rows.Select(row => (decimal)Spent(row))));

    /// <summary>What the command says, by row.</summary>
    public static readonly Dictionary<string, Func<WayRuns, string>> ByCommand = new()
    {
        ["purchase-path"] = runs => Run(runs).Sizes("purchase-path"),
        ["life-stage"] = runs => Run(runs).Sizes("life-stage"),
        ["price-sensitivity"] = runs => Run(runs).Sizes("price-sensitivity"),
        ["response"] = runs => Run(runs).Sizes("response"),
        ["reward"] = runs => Run(runs).Sizes("reward"),
        ["mailing-list"] = runs => MailingList(Run(runs).Customers.Rows.Count(
            row => (row["purchase-path"], row["price-sensitivity"]) == ("web", "deal-driven"))),
    };

    /// <summary>What a plain loop over the file says, by row.</summary>
    public static readonly Dictionary<string, Func<string>> ByPlainLoop = new()
    {
        ["purchase-path"] = () => Rows.Select(PurchasePath).Counts("web", "catalogue", "store", "none"),
        ["life-stage"] = () => Rows.Select(LifeStage).Counts(
            "young-family", "mature-family", "young-couple", "mature-couple", "young-single", "mature-single",
            "unknown"),
        ["price-sensitivity"] = () => Rows.Select(PriceSensitivity)
            .Counts("full-price", "now-and-then", "deal-minded", "deal-driven", "no-purchase"),
        ["response"] = () => Rows.Select(Response).Counts("often", "once", "never"),
        ["reward"] = () => Rows.Select(Reward).Counts("exclusive", "bundle", "discount", "standard"),
        ["mailing-list"] = () => MailingList(
            Rows.Count(row => (PurchasePath(row), PriceSensitivity(row)) == ("web", "deal-driven"))),
    };

    private static CsvTable.Row[] Rows => CsvTable.Read(Dump).Rows;

    /// <summary>The file of the data set.</summary>
    public static string Dump => RealData.Path(File);

    /// <summary>The run of the shipped workspace.</summary>
    public static Segmented Run(WayRuns runs) => runs.Of("marketing-campaign", File);

    private static string MailingList(int customers) =>
        $"{customers.Count()} customers who buy on the web and on deals";

    private static string PurchasePath(CsvTable.Row row)
    {
        var (web, catalogue, store) =
            (row.Whole("NumWebPurchases"), row.Whole("NumCatalogPurchases"), row.Whole("NumStorePurchases"));
        var most = Math.Max(web, Math.Max(catalogue, store));
        return most == 0 ? "none" : web == most ? "web" : catalogue == most ? "catalogue" : "store";
    }

    private static string LifeStage(CsvTable.Row row)
    {
        var born = row.Whole("Year_Birth");
        var age = born >= 1970 ? "young" : "mature";
        if (born < 1915)
            return "unknown";
        if (row.Whole("Kidhome") + row.Whole("Teenhome") > 0)
            return $"{age}-family";
        return row["Marital_Status"] switch
        {
            "Married" or "Together" => $"{age}-couple",
            "Single" or "Divorced" or "Widow" or "Alone" => $"{age}-single",
            _ => "unknown",
        };
    }

    private static string PriceSensitivity(CsvTable.Row row)
    {
        var all = row.Whole("NumWebPurchases") + row.Whole("NumCatalogPurchases") + row.Whole("NumStorePurchases");
        var deals = row.Whole("NumDealsPurchases");
        return all == 0 ? "no-purchase"
            : deals * 10 <= all ? "full-price"
            : deals * 4 <= all ? "now-and-then"
            : deals * 2 <= all ? "deal-minded"
            : "deal-driven";
    }

    private static string Response(CsvTable.Row row) =>
        new[] { "AcceptedCmp1", "AcceptedCmp2", "AcceptedCmp3", "AcceptedCmp4", "AcceptedCmp5", "Response" }
            .Sum(row.Whole) switch
        {
            0 => "never",
            1 => "once",
            _ => "often",
        };

    private static string Reward(CsvTable.Row row)
    {
        var dear = PriceSensitivity(row) is "full-price" or "now-and-then";
        if (Spent(row) >= CoreFrom.Value)
            return dear ? "exclusive" : "bundle";
        return PriceSensitivity(row) is "deal-minded" or "deal-driven" ? "discount" : "standard";
    }

    private static int Spent(CsvTable.Row row) => row.Whole("MntWines") + row.Whole("MntFruits")
        + row.Whole("MntMeatProducts") + row.Whole("MntFishProducts") + row.Whole("MntSweetProducts")
        + row.Whole("MntGoldProds");
}
