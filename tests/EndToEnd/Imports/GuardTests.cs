namespace EndToEnd.Imports;

public sealed class GuardTests
{
    private const string Orders = "customer_id,day,amount";

    [Fact]
    public void A_snapshot_never_replaces_rows_by_nothing()
    {
        using var business = new SmallBusiness();
        business.Import(false, "orders.csv", $"{Orders} a,2024-01-01,5");
        var message = Command.Fails(1, business.Arguments(business.Write("orders.csv", Orders)));
        Assert.StartsWith(
            "orders.csv as orders: no row to take, and the base has 1; expected a snapshot with rows",
            message, StringComparison.Ordinal);
        business.Import(true, "orders.csv", $"{Orders} b,2024-01-01,6");
        Assert.Equal("a,0,0,0,5, b,0,0,0,6,", business.Customers());
    }

    [Fact]
    public void A_failed_re_reading_leaves_receipts_and_base_as_they_were()
    {
        using var business = new SmallBusiness();
        var rows = string.Join(' ', Enumerable.Range(1, 200).Select(i => $"a,2024-01-01,{i}"));
        var import = business.Write("orders.csv", $"{Orders} {rows}");
        business.Again(import);
        business.Import(true, "orders.csv", string.Concat(
            $"{Orders} ", string.Join(' ', Enumerable.Range(1, 200).Select(i => $"b,2024-01-01,{i}.5"))));
        var before = EndToEnd.Pipeline.FilesOf(business.Folder["data/dumps/receipts"]);
        business.ChangeSources("fields: { amount: money }", "fields: { amount: integer }");
        Assert.Contains(
            "200 of 200 rows rejected", Command.Fails(1, business.Arguments(import)), StringComparison.Ordinal);
        Assert.Equal(before, EndToEnd.Pipeline.FilesOf(business.Folder["data/dumps/receipts"]).Where(
            file => !file.Key.Contains(".refused.", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_same_content_under_another_name_is_noted_when_it_adds()
    {
        using var business = new SmallBusiness();
        business.Import(true, "orders.csv", $"{Orders} a,2024-01-01,5");
        var output = business.Import(true, "orders-1.csv", $"{Orders} a,2024-01-01,5").Output;
        Assert.Contains(
            "note: orders-1.csv: an earlier import brought the same content", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_no_source_reads_does_not_make_it_another_import()
    {
        using var business = new SmallBusiness();
        business.Import(true, "orders.csv", $"{Orders} a,2024-01-01,5");
        Assert.Contains(
            "it is not taken twice",
            business.Import(true, "orders.csv", $"{Orders} a,2024-01-01,5", "readme.txt", "hello").Output,
            StringComparison.Ordinal);
        Assert.Equal("a,0,0,0,5,", business.Customers());
    }

    [Fact]
    public void Quotients_of_money_can_be_summed()
    {
        using var business = new SmallBusiness();
        business.ChangeSources("fields: { amount: money }", "fields: { amount: { value: amount / 3, type: money } }");
        business.Import(false, "orders.csv", $"{Orders} a,2024-01-01,10 a,2024-01-01,10 a,2024-01-01,1");
        Assert.Equal("a,0,0,0,6.999999999999,", business.Customers());
    }

    [Fact]
    public void A_mistyped_year_is_noted()
    {
        using var business = new SmallBusiness();
        var arguments = business.Arguments(business.Write("orders.csv", $"{Orders} a,2024-01-01,5 b,2952-01-01,5"));
        var output = Command.Done([.. arguments.Where(argument => argument is not ("--as-of" or "2025-01-01"))]).Output;
        Assert.Contains("the as-of day 2952-01-02 lies in the future", output, StringComparison.Ordinal);
    }
}
