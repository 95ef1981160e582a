using EndToEnd;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Lookup;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Tests.Lookup;

public sealed class FindCustomerTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("007", "007")]
    [InlineData("crm-1", "007")]
    [InlineData("CRM-1", "007")]
    [InlineData("ann", "007")]
    [InlineData("Élodie", "008")]
    [InlineData("only-orders", "only-orders")]
    public async Task A_customer_is_found_by_id_key_or_name(string text, string id)
    {
        await RunAsync();
        var runs = new RunStore(_folder.Data);
        var (found, shard) = new FindCustomer(_folder.Data, runs).Find(text, 1);
        Assert.Equal(id, found);
        Assert.True(runs.Shard(1, shard).IndexOf(System.Text.Encoding.UTF8.GetBytes(id)) >= 0);
    }

    [Fact]
    public async Task An_id_goes_before_a_name_and_is_compared_exactly()
    {
        await RunAsync();
        Assert.Equal("Bob", Find("Bob"));
        Assert.Contains(
            "2 customers have this name or key: ",
            Assert.Throws<ImportException>(() => Find("bob")).Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "'7': unknown customer; expected an id, external key or name in run 1",
            Assert.Throws<ImportException>(() => Find("7")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_field_named_like_a_key_is_no_key()
    {
        await RunAsync("sources.yaml", Some.Sources.Replace(
            "city: text", "key_size: { column: city, type: integer }", StringComparison.Ordinal));
        Assert.Equal("007", Find("crm-1"));
    }

    [Fact]
    public async Task An_explanation_names_a_scheme_that_ran()
    {
        await RunAsync();
        var explain = new ExplainCustomer(_folder.Data);
        Assert.Equal(["rfm"], explain.Of("ann", null, 1).Select(e => e.Scheme));
        Assert.StartsWith(
            "--scheme: unknown scheme 'rmf'; expected one of rfm",
            Assert.Throws<DefinitionException>(() => explain.Of("ann", "rmf", 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_any_scheme_that_ran_that_is_told()
    {
        await RunAsync("schemes/rfm.yaml", Some.Grid.Replace("[orders]", "[tickets]", StringComparison.Ordinal),
            "sources.yaml", Some.Sources + "\n  tickets: { file: t.csv, customer: id, time: day }\n");
        Assert.Contains(
            "scheme rfm was skipped: it needs tickets",
            Assert.Throws<DefinitionException>(() => new ExplainCustomer(_folder.Data).Of("ann", null, 1)).Message,
            StringComparison.Ordinal);
    }

    private string Find(string text) => new FindCustomer(_folder.Data, new RunStore(_folder.Data)).Find(text, 1).Id;

    private async Task RunAsync(params string[] definitions)
    {
        _folder.Write("in/customers.csv", "id,name,owner,crm,city\n007,Ann,u1,crm-1,1\n008,élodie,u1,crm-2,2\nBob,Robert,u2,crm-3,3\n9,bob,u2,crm-4,4\n10,BOB,u2,crm-5,5\n");
        _folder.Write("in/orders.csv", "id,day,number,amount\n007,2026-01-01,1,5.00\nonly-orders,2026-01-02,2,7.50\n");
        await using var spine = await PlainSpine.OpenAsync(_folder.Data, Some.Workspace(definitions));
        Assert.Null((await spine.ImportAsync(_folder["in"])).Fault);
        Assert.Equal(1, await spine.RunAsync(new RunRequest { AsOf = new DateOnly(2026, 1, 3) }));
    }
}
