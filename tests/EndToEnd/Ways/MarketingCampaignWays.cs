namespace EndToEnd.Ways;

/// <summary>The rows on the customers of the marketing campaign.</summary>
internal static class MarketingCampaignWays
{
    private const string File = "marketing_campaign/marketing_campaign_comma.csv";

    public static readonly Dictionary<string, Func<WayRuns, string>> ByCommand = new()
    {
        ["purchase-path"] = runs => Run(runs).Sizes("purchase-path"),
    };

    public static readonly Dictionary<string, Func<string>> ByPlainLoop = new()
    {
        ["purchase-path"] = () => Rows.Select(PurchasePath).Counts("web", "catalogue", "store", "none"),
    };

    private static CsvTable.Row[] Rows => CsvTable.Read(RealData.Path(File)).Rows;

    private static Segmented Run(WayRuns runs) => runs.Of("marketing-campaign", File);

    private static string PurchasePath(CsvTable.Row row)
    {
        var (web, catalogue, store) =
            (row.Whole("NumWebPurchases"), row.Whole("NumCatalogPurchases"), row.Whole("NumStorePurchases"));
        var most = Math.Max(web, Math.Max(catalogue, store));
        return most == 0 ? "none" : web == most ? "web" : catalogue == most ? "catalogue" : "store";
    }
}
