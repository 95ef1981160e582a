using Segmentation.Functions.Hosting;

namespace EndToEnd.Imports;

/// <summary>
/// Among rows with one key the latest wins by import, file and line, wherever the rows waited and whatever the shards.
/// </summary>
public sealed class OrderAcrossImportsTests
{
    private const string Contracts = "contract_id,customer_id,start,status,fee";
    private const string Usage = "contract_id,day,uses,use";

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    public void A_row_that_waited_counts_as_of_its_own_import(int shards)
    {
        using var business = new SmallBusiness();
        business.ChangeSources(
            "via: { column: contract_id, stream: contracts }",
            "key: use\n    via: { column: contract_id, stream: contracts }");
        var pipeline = Pipeline(business, shards);
        pipeline.Run(business.Write("contracts.csv", $"{Contracts} k1,K,2024-01-01,live,1",
            "usage.csv", $"{Usage} k1,2024-02-01,1,i1"), "2025-01-01");
        pipeline.Run(business.Write("usage.csv", $"{Usage} k9,2024-02-01,2,i1"), "2025-01-01", delta: true);
        pipeline.Run(business.Write("contracts.csv", $"{Contracts} k9,M,2024-01-01,live,1"), "2025-01-01", delta: true);
        Assert.Equal("K:0 M:2", Used(business));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    public void Of_two_rows_that_waited_the_later_line_wins(int shards)
    {
        using var business = new SmallBusiness();
        business.ChangeSources(
            "via: { column: contract_id, stream: contracts }",
            "key: use\n    via: { column: contract_id, stream: contracts }");
        var pipeline = Pipeline(business, shards);
        pipeline.Run(
            business.Write("usage.csv", $"{Usage} k1,2024-02-01,1,i1 k2,2024-02-01,5,i1"), "2025-01-01", delta: true);
        pipeline.Run(
            business.Write("contracts.csv", $"{Contracts} k1,a,2024-01-01,live,1 k2,b,2024-01-01,live,1"),
            "2025-01-01", delta: true);
        Assert.Equal("a:0 b:5", Used(business));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    public void Joined_rows_move_with_the_row_that_they_join(int shards)
    {
        using var business = new SmallBusiness();
        var pipeline = Pipeline(business, shards);
        pipeline.Run(business.Write("contracts.csv", $"{Contracts} k1,a,2024-01-01,live,1 k2,a,2024-01-01,live,1", "usage.csv", "contract_id,day,uses k1,2024-02-01,3 k2,2024-02-01,5"), "2025-01-01");
        pipeline.Run(business.Write("contracts.csv", $"{Contracts} k1,b,2024-03-01,live,1"), "2025-01-01", delta: true);
        Assert.Equal("a:5 b:3", Used(business));
    }

    [Fact]
    public void Joined_rows_wait_while_a_snapshot_lacks_what_they_join()
    {
        using var business = new SmallBusiness();
        business.Import(false, "contracts.csv", $"{Contracts} k1,a,2024-01-01,live,1 k2,b,2024-01-01,live,1", "usage.csv", "contract_id,day,uses k1,2024-02-01,3 k2,2024-02-01,5");
        business.Import(false, "contracts.csv", $"{Contracts} k2,b,2024-01-01,live,1");
        Assert.Equal("a,0,0,0,0, b,1,1,5,0,", business.Customers());
        business.Import(true, "contracts.csv", $"{Contracts} k1,c,2024-01-01,live,1");
        Assert.Equal("a,0,0,0,0, b,1,1,5,0, c,1,1,3,0,", business.Customers());
        Assert.Equal(1, business.Report.GetProperty("import").GetProperty("resolved").GetInt32());
    }

    private static Pipeline Pipeline(SmallBusiness business, int shards) =>
        new(business.Folder, "p", business.Folder["workspace"]) { Settings = new Settings { Shards = shards } };

    private static string Used(SmallBusiness business) =>
        string.Join(' ', CsvTable.Read(business.Folder["p/out/customers.csv"]).Rows
            .Select(row => $"{row["customer_id"]}:{row["used"]}"));
}
