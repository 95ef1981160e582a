namespace EndToEnd.Imports;

public sealed class KeyedStreamTests
{
    private const string Contracts = "contract_id,customer_id,start,status,fee";
    private const string Usage = "contract_id,day,uses";

    [Fact]
    public void The_last_line_of_a_key_wins_within_a_file()
    {
        using var business = new SmallBusiness();
        business.Import(false, "contracts.csv",
            $"{Contracts} k1,a,2024-01-01,live,1 k2,a,2024-01-01,live,10 k1,a,2024-01-01,live,2 k1,b,2024-01-01,live,4 k2,a,2024-01-01,live,10");
        Assert.Equal("a,1,10,0,0, b,1,4,0,0,", business.Customers());
        Assert.Equal("read:5 duplicate:1 superseded:2 accepted:2", business.Report.Ledger("contracts"));
    }

    [Fact]
    public void The_last_file_of_a_key_wins_within_an_import()
    {
        using var business = new SmallBusiness();
        business.Import(false,
            "contracts-2.csv", $"{Contracts} k1,a,2024-01-01,live,20 k3,a,2024-01-01,live,5",
            "contracts-1.csv", $"{Contracts} k1,a,2024-01-01,live,10 k3,a,2024-01-01,live,5");
        Assert.Equal("a,2,25,0,0,", business.Customers());
        Assert.Equal("read:4 duplicate:1 superseded:1 accepted:2", business.Report.Ledger("contracts"));
    }

    [Fact]
    public void The_last_import_of_a_key_wins_and_a_repeat_is_a_duplicate()
    {
        using var business = new SmallBusiness();
        business.Import(false, "contracts.csv", $"{Contracts} k1,a,2024-01-01,live,1 k2,a,2024-01-01,live,2");
        business.Import(
            true, "contracts.csv", $"{Contracts} k1,b,2024-01-01,live,8 k2,a,2024-01-01,live,2 k3,c,2024-01-01,live,3");
        Assert.Equal("a,1,2,0,0, b,1,8,0,0, c,1,3,0,0,", business.Customers());
        Assert.Equal("read:3 duplicate:1 accepted:2", business.Report.Ledger("contracts"));
    }

    [Fact]
    public void A_greater_version_wins_wherever_it_stands()
    {
        using var business = new SmallBusiness();
        business.ChangeSources("key: contract_id", "key: contract_id\n    version: status");
        business.Import(false, "contracts.csv", $"{Contracts} k1,a,2024-01-01,3,1 k1,a,2024-01-01,2,2");
        business.Import(true, "contracts.csv", $"{Contracts} k1,b,2024-01-01,1,4");
        Assert.Equal("a,1,1,0,0,", business.Customers());
        Assert.Equal("read:1 superseded:1", business.Report.Ledger("contracts"));
        business.Import(true, "contracts.csv", $"{Contracts} k1,b,2024-01-01,10,5");
        Assert.Equal("b,1,5,0,0,", business.Customers());
    }

    [Fact]
    public void A_stream_without_a_key_keeps_identical_rows()
    {
        using var business = new SmallBusiness();
        business.Import(false, "orders.csv", "customer_id,day,amount a,2024-01-01,5 a,2024-01-01,5");
        business.Import(true, "orders.csv", "customer_id,day,amount a,2024-01-01,5");
        Assert.Equal("a,0,0,0,15,", business.Customers());
    }

    [Fact]
    public void A_row_without_a_key_is_rejected()
    {
        using var business = new SmallBusiness();
        business.Import(false, "contracts.csv", $"{Contracts} ,a,2024-01-01,live,1");
        Assert.Equal("no-key", business.Rejects.Rows.Single()["code"]);
        Assert.Equal("", business.Customers());
    }

    [Fact]
    public void Joined_rows_wait_until_a_later_import_tells_their_customer()
    {
        using var business = new SmallBusiness();
        business.Import(
            false, "contracts.csv", $"{Contracts} k1,a,2024-01-01,live,1",
            "usage.csv", $"{Usage} k1,2024-03-01,3 k2,2024-03-01,4");
        Assert.Equal("a,1,1,3,0,", business.Customers());
        Assert.Equal("read:2 unresolved:1 accepted:1", business.Report.Ledger("usage"));
        business.Import(true, "contracts-2.csv", $"{Contracts} k2,b,2024-01-01,live,2");
        Assert.Equal("a,1,1,3,0, b,1,2,4,0,", business.Customers());
        Assert.Equal(1, business.Report.GetProperty("import").GetProperty("resolved").GetInt32());
        business.Import(true, "usage-2.csv", $"{Usage} k2,2024-04-01,10");
        Assert.Equal("a,1,1,3,0, b,1,2,14,0,", business.Customers());
    }

    [Fact]
    public void Rows_that_wait_keep_waiting_through_imports_of_other_streams()
    {
        using var business = new SmallBusiness();
        business.Import(
            false, "contracts.csv", $"{Contracts} k1,a,2024-01-01,live,1", "usage.csv", $"{Usage} k2,2024-03-01,4");
        business.Import(true, "usage-2.csv", $"{Usage} k3,2024-03-01,8");
        business.Import(true, "orders.csv", "customer_id,day,amount a,2024-01-01,5");
        business.Import(true, "contracts-2.csv", $"{Contracts} k2,b,2024-01-01,live,2 k3,c,2024-01-01,live,2");
        Assert.Equal("a,1,1,0,5, b,1,2,4,0, c,1,2,8,0,", business.Customers());
        Assert.Equal(2, business.Report.GetProperty("import").GetProperty("resolved").GetInt32());
    }

    [Fact]
    public void Rows_left_out_by_where_and_rows_that_join_them_are_filtered()
    {
        using var business = new SmallBusiness();
        business.Import(false,
            "contracts.csv", $"{Contracts} k1,a,2024-01-01,live,1 k2,b,2024-01-01,void,2",
            "usage.csv", $"{Usage} k1,2024-03-01,3 k2,2024-03-01,4 k2,never,5");
        Assert.Equal("a,1,1,3,0,", business.Customers());
        Assert.Equal("read:2 filtered:1 accepted:1", business.Report.Ledger("contracts"));
        Assert.Equal("read:3 filtered:2 accepted:1", business.Report.Ledger("usage"));
    }

    [Fact]
    public void Rows_that_join_a_row_filtered_by_an_earlier_import_are_filtered()
    {
        using var business = new SmallBusiness();
        business.Import(false, "contracts.csv", $"{Contracts} k1,a,2024-01-01,live,1 k2,b,2024-01-01,void,2");
        business.Import(true, "usage.csv", $"{Usage} k1,2024-03-01,3 k2,2024-03-01,4");
        Assert.Equal("read:2 filtered:1 accepted:1", business.Report.Ledger("usage"));
        Assert.Equal("a,1,1,3,0,", business.Customers());
    }

    [Fact]
    public void A_joined_stream_without_time_takes_that_of_the_row_it_joins()
    {
        using var business = new SmallBusiness();
        business.ChangeSources("    time: day\n    fields: { uses", "    fields: { uses");
        business.Import(false,
            "contracts.csv", $"{Contracts} k1,a,2024-01-01,live,1 k2,b,2025-06-01,live,2",
            "usage.csv", "contract_id,uses k1,3 k2,4 k3,5");
        Assert.Equal("a,1,1,3,0, b,0,0,0,0,", business.Customers());
        business.Import(true, "contracts.csv", $"{Contracts} k3,a,2024-02-01,live,1");
        Assert.Equal("a,2,2,8,0, b,0,0,0,0,", business.Customers());
    }

    [Fact]
    public void Strict_customers_make_rows_of_strangers_wait()
    {
        using var business = new SmallBusiness();
        business.ChangeSources("id: id,", "id: id, strict: true,");
        business.Import(
            false, "customers.csv", "id,tier a,gold", "orders.csv",
            "customer_id,day,amount a,2024-01-01,5 b,2024-01-01,6");
        Assert.Equal("a,0,0,0,5,gold", business.Customers());
        Assert.Equal("read:2 unresolved:1 accepted:1", business.Report.Ledger("orders"));
        business.Import(true, "customers.csv", "id,tier b,silver");
        Assert.Equal("a,0,0,0,5,gold b,0,0,0,6,silver", business.Customers());
        Assert.Equal(1, business.Report.GetProperty("import").GetProperty("resolved").GetInt32());
    }

    [Fact]
    public void Strict_customers_that_come_after_their_orders_find_them()
    {
        using var business = new SmallBusiness();
        business.ChangeSources("id: id,", "id: id, strict: true,");
        business.Import(false, "orders.csv", "customer_id,day,amount a,2024-01-01,5");
        Assert.Equal("", business.Customers());
        Assert.Equal("read:1 unresolved:1", business.Report.Ledger("orders"));
        business.Import(true, "customers.csv", "id,tier a,gold");
        Assert.Equal("a,0,0,0,5,gold", business.Customers());
    }

    [Fact]
    public void Customers_named_twice_are_one_customer_as_the_last_line_says()
    {
        using var business = new SmallBusiness();
        business.Import(false, "customers.csv", "id,tier a,gold b,gold a,silver b,gold");
        Assert.Equal("a,0,0,0,0,silver b,0,0,0,0,gold", business.Customers());
        Assert.Equal("read:4 duplicate:1 superseded:1 accepted:2", business.Report.Ledger("customers"));
    }
}
