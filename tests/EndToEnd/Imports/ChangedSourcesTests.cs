namespace EndToEnd.Imports;

public sealed class ChangedSourcesTests
{
    private const string Contracts = "contract_id,customer_id,start,status,fee";

    [Fact]
    public void Changed_sources_read_the_kept_dumps_again_in_their_order()
    {
        using var business = Imported();
        var last = business.Write("orders.csv", "customer_id,day,amount c,2024-01-01,9");
        business.ChangeSources("status <> 'void'", "status <> 'live'");
        business.Again(last);
        Assert.Equal("b,1,2,0,0, c,0,0,0,9,", business.Customers());
    }

    [Fact]
    public void Changed_sources_read_the_kept_dumps_again_when_the_import_was_taken_before()
    {
        using var business = Imported();
        business.ChangeSources("status <> 'void'", "status <> 'none'");
        var output = business.Again(business.Folder["import-2"], delta: true).Output;
        Assert.Contains("not taken twice", output, StringComparison.Ordinal);
        Assert.Equal("a,1,4,0,0, b,1,2,0,0,", business.Customers());
        Assert.Equal("read:1 accepted:1", business.Report.Ledger("contracts"));
    }

    [Fact]
    public void Changed_sources_whose_dumps_are_gone_end_with_the_name_of_the_stream_and_change_nothing()
    {
        using var business = Imported();
        var import = business.Write("orders.csv", "customer_id,day,amount c,2024-01-01,9");
        business.ChangeSources("status <> 'void'", "status <> 'live'");
        Directory.Delete(business.Folder["data/dumps/accepted"], recursive: true);
        var before = business.Folder.Text("data/base/manifest.json");
        var message = Command.Fails(2, business.Arguments(import));
        Assert.Contains("contracts", message, StringComparison.Ordinal);
        Assert.Equal(before, business.Folder.Text("data/base/manifest.json"));
        business.ChangeSources("status <> 'live'", "status <> 'void'");
        business.Again(import);
        Assert.Equal("a,1,4,0,0, c,0,0,0,9,", business.Customers());
    }

    [Fact]
    public void The_data_of_another_workspace_is_refused_with_both_names_and_the_way_out()
    {
        using var business = Imported();
        business.Folder.Workspace("workspace.yaml", "name: other\n");
        var message = Command.Fails(2, business.Arguments(business.Folder["import-1"]));
        Assert.Contains("'small'", message, StringComparison.Ordinal);
        Assert.Contains("'other'", message, StringComparison.Ordinal);
        Assert.Contains("--data", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Changed_schemes_run_over_the_same_base()
    {
        using var business = Imported();
        business.Folder.Workspace("schemes/fee.yaml", business.Folder.Text("workspace/schemes/fee.yaml")
            .Replace(">= 100", ">= 1", StringComparison.Ordinal)
            .Replace("version: 1", "version: 2", StringComparison.Ordinal));
        business.Again(business.Folder["import-2"], delta: true);
        Assert.Equal("high", CsvTable.Read(business.Folder["out/customers.csv"]).ById()["a"]["fee"]);
        Assert.Equal(2, business.Report.GetProperty("baseVersion").GetInt32());
        Assert.Contains(
            "\"from\":\"low\",\"to\":\"high\"",
            business.Folder.Text("out/transitions.ndjson"), StringComparison.Ordinal);
    }

    private static SmallBusiness Imported()
    {
        var business = new SmallBusiness();
        business.Import(false, "contracts.csv", $"{Contracts} k1,a,2024-01-01,live,1 k2,b,2024-01-01,void,2");
        business.Import(true, "contracts.csv", $"{Contracts} k1,a,2024-01-01,live,4");
        Assert.Equal("a,1,4,0,0,", business.Customers());
        return business;
    }
}
