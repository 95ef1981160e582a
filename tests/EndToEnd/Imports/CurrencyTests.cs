namespace EndToEnd.Imports;

public sealed class CurrencyTests
{
    private const string Orders = "customer_id,day,amount,currency";

    [Fact]
    public void Amounts_are_converted_at_the_last_rate_on_or_before_their_day()
    {
        using var business = Business(
            "date,from,to,rate\n2024-01-01,USD,EUR,0.9\n2024-02-01,USD,EUR,0.8\n2024-01-01,GBP,USD,1.3\n");
        business.Import(
            false, "orders.csv",
            $"{Orders} a,2024-01-31,10,USD a,2024-02-01,10,usd a,2024-02-01,1.5,EUR a,2024-02-01,1,");
        Assert.Equal("a,0,0,0,19.5,", business.Customers());
    }

    [Fact]
    public void A_row_without_a_rate_is_rejected_with_its_currency()
    {
        using var business = Business("date,from,to,rate\n2024-02-01,USD,EUR,0.8\n");
        business.Import(false, "orders.csv", $"{Orders} a,2024-01-31,10,USD a,2024-02-01,10,GBP a,2024-02-01,1,EUR");
        Assert.Equal("a,0,0,0,1,", business.Customers());
        Assert.Equal(
            ["currency USD", "currency GBP"], business.Rejects.Rows.Select(row => $"{row["code"]} {row["value"]}"));
    }

    [Fact]
    public void A_rate_that_cannot_be_read_is_told_with_its_line()
    {
        using var business = Business("date,from,to,rate\n2024-01-01,USD,EUR,much\n");
        var import = business.Write("orders.csv", $"{Orders} a,2024-01-31,10,USD");
        Assert.StartsWith(
            "tables/rates.csv:2:1: '2024-01-01,USD,EUR,much'",
            Command.Fails(2, business.Arguments(import)), StringComparison.Ordinal);
    }

    private static SmallBusiness Business(string rates)
    {
        var business = new SmallBusiness();
        business.Folder.Workspace(
            "workspace.yaml", "name: small\nhold_if_moved: 100%\nvalue: fees\ncurrency: EUR\n", "tables/rates.csv", rates);
        business.ChangeSources(
            "fields: { amount: money }", "fields: { amount: { type: money, currency: { column: currency } } }");
        return business;
    }
}
