using Segmentation.Functions.Hosting;

namespace EndToEnd.Imports;

public sealed class LookupTests
{
    private const string Orders = "customer_id,day,amount,tier";
    private const string Tiers = "id,tier a,GOLD b,glod c,glod d,brass e, f,- g,tin";

    [Fact]
    public void What_a_table_lacks_is_counted_and_told()
    {
        using var business = Business("tier,level\ngold,Gold\n");
        var output = business.Import(false, "customers.csv", Tiers).Output;
        Assert.Contains(
            "unmapped: 5 customers have a level that tables/tiers.csv lacks: 'glod' (2), '-' (1), 'brass' (1) and "
            + "1 more",
            string.Join(' ', output.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)),
            StringComparison.Ordinal);
        Assert.Equal(
            "a,0,0,0,0,Gold b,0,0,0,0, c,0,0,0,0, d,0,0,0,0, e,0,0,0,0, f,0,0,0,0, g,0,0,0,0,", business.Customers());
        Assert.Equal(
            ["level tiers glod 2", "level tiers - 1", "level tiers brass 1", "level tiers tin 1"],
            business.Report.GetProperty("unmapped").EnumerateArray().Select(line => string.Join(
                ' ', line.EnumerateObject().Select(property => property.Value))));
        Assert.Equal(
            ["level tiers 4 5"],
            business.Report.GetProperty("unmappedTotals").EnumerateArray().Select(line => string.Join(
                ' ', line.EnumerateObject().Select(property => property.Value))));
    }

    [Fact]
    public void Any_number_of_shards_counts_the_same()
    {
        using var business = Business("tier,level\ngold,Gold\n");
        var import = business.Write("customers.csv", Tiers);
        var reports = new[] { 1, 5 }.Select(shards => new Pipeline(
            business.Folder, $"{shards}", business.Folder["workspace"])
        { Settings = new Settings { Shards = shards } }
            .Run(import, "2025-01-01").RunFiles(1)["report.json"]).ToArray();
        Assert.Equal(reports[0], reports[1]);
    }

    [Fact]
    public void A_changed_table_of_sources_reads_the_kept_dumps_again_and_one_of_measures_does_not()
    {
        using var business = Business("tier,level,factor\ngold,Gold,2\nbrass,Brass,1\n");
        business.ChangeSources("fields: { amount: money }", """
            fields: { amount: { value: "amount * lookup(tier, 'tiers', 'factor')", type: money } }
            """.Trim());
        business.Import(false, "orders.csv", $"{Orders} a,2024-01-01,10,gold b,2024-01-01,10,brass");
        Assert.Equal("a,0,0,0,20, b,0,0,0,10,", business.Customers());
        var version = business.Report.GetProperty("baseVersion").GetInt32();

        business.Folder.Workspace("tables/other.csv", "key,answer\nx,y\n");
        business.Again(business.Folder["import-1"], delta: true);
        Assert.Equal(version, business.Report.GetProperty("baseVersion").GetInt32());

        business.Folder.Workspace("tables/tiers.csv", "tier,level,factor\ngold,Gold,3\nbrass,Brass,1\n");
        business.Again(business.Folder["import-1"], delta: true);
        Assert.Equal("a,0,0,0,30, b,0,0,0,10,", business.Customers());
    }

    private static SmallBusiness Business(string tiers)
    {
        var business = new SmallBusiness();
        business.Folder.Workspace(
            "tables/tiers.csv", tiers,
            "measures.yaml", business.Folder.Text("workspace/measures.yaml").Replace(
                "{ value: tier,", "{ value: \"lookup(tier, 'tiers')\",", StringComparison.Ordinal));
        return business;
    }
}
