namespace EndToEnd.Imports;

public sealed class SnapshotTests
{
    private const string Orders = "customer_id,day,amount";

    [Fact]
    public void A_snapshot_replaces_the_streams_it_contains_and_leaves_the_others()
    {
        using var business = new SmallBusiness();
        business.Import(false,
            "contracts.csv", "contract_id,customer_id,start,status,fee k1,a,2024-01-01,live,100",
            "orders.csv", $"{Orders} a,2024-01-01,5 b,2024-01-02,7.5");
        Assert.Equal("a,1,100,0,5, b,0,0,0,7.5,", business.Customers());
        business.Import(false, "orders.csv", $"{Orders} b,2024-02-01,1 c,2024-02-01,2");
        Assert.Equal("a,1,100,0,0, b,0,0,0,1, c,0,0,0,2,", business.Customers());
    }

    [Fact]
    public void A_delta_grows_the_streams_it_contains()
    {
        using var business = new SmallBusiness();
        business.Import(false, "orders.csv", $"{Orders} a,2024-01-01,5 b,2024-01-02,7.5");
        business.Import(true, "orders.csv", $"{Orders} b,2024-02-01,1 c,2024-02-01,2");
        Assert.Equal("a,0,0,0,5, b,0,0,0,8.5, c,0,0,0,2,", business.Customers());
    }

    [Fact]
    public void Customers_missing_from_a_snapshot_are_kept_and_counted_as_absent()
    {
        using var business = new SmallBusiness();
        business.Import(false, "customers.csv", "id,tier a,gold b,silver c,bronze");
        Assert.Equal(0, business.Report.GetProperty("import").GetProperty("absent").GetInt32());
        business.Import(false, "customers.csv", "id,tier b,gold");
        Assert.Equal("a,0,0,0,0,gold b,0,0,0,0,gold c,0,0,0,0,bronze", business.Customers());
        Assert.Equal(2, business.Report.GetProperty("import").GetProperty("absent").GetInt32());
        Assert.Equal("read:1 accepted:1", business.Report.Ledger("customers"));
    }

    [Fact]
    public void A_snapshot_of_a_stream_removes_nobody_who_was_only_in_it()
    {
        using var business = new SmallBusiness();
        business.Import(false, "orders.csv", $"{Orders} a,2024-01-01,5 b,2024-01-01,6");
        business.Import(false, "orders.csv", $"{Orders} a,2024-01-01,7");
        Assert.Equal("a,0,0,0,7, b,0,0,0,0,", business.Customers());
        Assert.Equal(1, business.Report.GetProperty("import").GetProperty("absent").GetInt32());
        Assert.DoesNotContain("removed", business.Folder.Text("out/transitions.ndjson"), StringComparison.Ordinal);
        business.Import(true, "orders.csv", $"{Orders} b,2024-01-01,8");
        Assert.Equal("a,0,0,0,7, b,0,0,0,8,", business.Customers());
    }

    [Fact]
    public void Files_that_added_may_replace_but_not_add_again()
    {
        using var business = new SmallBusiness();
        business.Import(true, "orders.csv", $"{Orders} a,2024-01-01,5");
        var import = business.Write("orders.csv", $"{Orders} a,2024-01-02,1");
        business.Again(import, delta: true);
        Assert.Equal("a,0,0,0,6,", business.Customers());
        business.Again(import);
        Assert.Equal("a,0,0,0,1,", business.Customers());
        business.Again(import, delta: true);
        Assert.Equal("a,0,0,0,1,", business.Customers());
    }

    [Fact]
    public void A_row_without_a_customer_is_that_whatever_else_is_wrong_with_it()
    {
        using var business = new SmallBusiness();
        business.Import(false, "orders.csv", $"{Orders} ,someday,much");
        Assert.Equal("no-customer", business.Rejects.Rows.Single()["code"]);
    }

    [Fact]
    public void Customers_missing_from_a_delta_are_not_absent()
    {
        using var business = new SmallBusiness();
        business.Import(false, "customers.csv", "id,tier a,gold b,silver");
        business.Import(true, "customers.csv", "id,tier b,gold");
        Assert.Equal("a,0,0,0,0,gold b,0,0,0,0,gold", business.Customers());
        Assert.Equal(0, business.Report.GetProperty("import").GetProperty("absent").GetInt32());
    }

    [Fact]
    public void Customers_that_are_only_in_streams_exist()
    {
        using var business = new SmallBusiness();
        business.Import(false, "customers.csv", "id,tier b,gold", "orders.csv", $"{Orders} 007,2024-01-01,5");
        Assert.Equal("007,0,0,0,5, b,0,0,0,0,gold", business.Customers());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_same_import_is_not_taken_twice_and_its_results_are_written_again(bool delta)
    {
        using var business = new SmallBusiness();
        var import = business.Write("orders.csv", $"{Orders} a,2024-01-01,5 b,bad,7.5");
        var first = business.Again(import, delta);
        Assert.DoesNotContain("twice", first.Output, StringComparison.Ordinal);
        var (customers, rejects) =
            (business.Folder.Bytes("out/customers.csv"), business.Folder.Bytes("out/rejects.csv"));
        Directory.Delete(business.Folder["out"], recursive: true);
        var second = business.Again(import, delta);
        Assert.Single(second.Output.Split('\n'), line => line.Contains("not taken twice", StringComparison.Ordinal));
        Assert.Equal(customers, business.Folder.Bytes("out/customers.csv"));
        Assert.Equal(rejects, business.Folder.Bytes("out/rejects.csv"));
        Assert.Equal("", business.Folder.Text("out/transitions.ndjson"));
        Assert.Equal("read:2 rejected:1 accepted:1", business.Report.Ledger("orders"));
        Assert.Equal(1, business.Report.GetProperty("baseVersion").GetInt32());
    }

    [Fact]
    public void A_scheme_whose_needs_are_not_met_is_skipped_and_named()
    {
        using var business = new SmallBusiness();
        var output = business.Import(false, "orders.csv", $"{Orders} a,2024-01-01,5").Output;
        var skipped = Assert.Single(business.Report.GetProperty("skipped").EnumerateArray());
        Assert.Equal("fee", skipped.GetProperty("scheme").GetString());
        Assert.Contains("contracts", skipped.GetProperty("why").GetString()!, StringComparison.Ordinal);
        Assert.Contains("skipped scheme fee", output, StringComparison.Ordinal);
        Assert.Equal(["customer_id", "contract_count", "fees", "used", "ordered", "level", "shopping"],
            CsvTable.Read(business.Folder["out/customers.csv"]).Header);
    }

    [Fact]
    public void A_scheme_whose_needs_come_later_runs_from_then_on_with_one_summary_line()
    {
        using var business = new SmallBusiness();
        business.Import(false, "orders.csv", $"{Orders} a,2024-01-01,5");
        business.Import(false, "contracts.csv", "contract_id,customer_id,start,status,fee k1,a,2024-01-01,live,100");
        Assert.Empty(business.Report.GetProperty("skipped").EnumerateArray());
        Assert.Equal("high", CsvTable.Read(business.Folder["out/customers.csv"]).ById()["a"]["fee"]);
        var line = Assert.Single(business.Folder.Text("out/transitions.ndjson").TrimEnd('\n').Split('\n'));
        Assert.Contains("scheme.published.v1", line, StringComparison.Ordinal);
        Assert.Contains("\"scheme\":\"fee\"", line, StringComparison.Ordinal);
        Assert.DoesNotContain("\"scheme\":\"shopping\"", line, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_no_source_reads_is_named()
    {
        using var business = new SmallBusiness();
        business.Import(false, "orders.csv", $"{Orders} a,2024-01-01,5", "notes.csv", "x 1");
        Assert.Equal(
            ["notes.csv"],
            business.Report.GetProperty("import").GetProperty("unread").EnumerateArray().Select(f => f.GetString()));
    }

    [Fact]
    public void Rejected_rows_are_told_with_file_line_column_code_value_and_hint()
    {
        using var business = new SmallBusiness();
        business.Import(false,
            "orders-1.csv", $"{Orders} a,2024-01-01,5 ,2024-01-01,5 b,2024-02-30,5",
            "orders-2.csv", $"{Orders} a,2024-01-01,5,6 a,2024-01-01,much a,,5");
        Assert.Equal("file,line,column,code,value,hint", string.Join(',', business.Rejects.Header));
        Assert.Equal(
            ["orders-1.csv,3,customer_id,no-customer,", "orders-1.csv,4,day,date,2024-02-30",
             "orders-2.csv,2,,field-count,4 cells instead of 3: a,2024-01-01,5,6", "orders-2.csv,3,amount,money,much",
             "orders-2.csv,4,day,no-time,"],
            business.Rejects.Rows.Select(row => string.Join(',', row.Cells[..5])));
        Assert.All(business.Rejects.Rows, row => Assert.NotEqual("", row["hint"]));
        Assert.Equal("read:6 rejected:5 accepted:1", business.Report.Ledger("orders"));
    }
}
