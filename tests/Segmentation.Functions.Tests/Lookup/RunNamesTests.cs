using System.Text;
using EndToEnd;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Lookup;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Tests.Lookup;

public sealed class RunNamesTests : IDisposable
{
    private const string Customers = "id,name,owner,crm,city\na,Ann,u1,,\nb,,u2,,\nc,Cy,,,\nd,Di,u1,,\n";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public async Task A_customer_has_the_name_and_owner_of_its_run_whatever_the_shards(int shards)
    {
        await using var spine = await OpenAsync(shards);
        await RunAsync(spine, Customers);
        await RunAsync(spine, Customers.Replace("Ann,u1", "Anna,u2", StringComparison.Ordinal));
        var names = new CustomerNames(_folder.Data);
        Assert.Equal(new Candidate("a", "Ann", "u1"), names.In(1).Of("a"));
        Assert.Equal(new Candidate("a", "Anna", "u2"), names.In(2).Of("a"));
        Assert.Equal(new Candidate("b", null, "u2"), names.In(1).Of("b"));
        Assert.Equal(new Candidate("z", null, null), names.In(1).Of("z"));
        Assert.Equal(
            [new("a", "Ann"), new("c", "Cy")],
            names.In(1).NamesOf(["c", "b", "a", "a", "z"]).OrderBy(pair => pair.Key, StringComparer.Ordinal));
        Assert.Same(names.In(1), names.In(1));
    }

    [Fact]
    public async Task Without_any_list_of_customers_nobody_has_a_name()
    {
        await using var spine = await OpenAsync(2);
        await RunAsync(spine, null);
        Assert.Equal(new Candidate("z", null, null), new RunNames(_folder.Data, 1).Of("z"));
    }

    [Fact]
    public async Task Only_the_shards_of_customers_that_are_asked_for_are_read()
    {
        const int Shards = 7;
        await using var spine = await OpenAsync(Shards);
        await RunAsync(spine, Customers);
        var tables = new RunStore(_folder.Data).Base(1).Tables[SourceDefinition.CustomersName];
        var kept = ShardOf("a", Shards);
        var other = new[] { "b", "c", "d" }.First(id => ShardOf(id, Shards) != kept);
        foreach (var name in tables.Select(table => table.File.Name).Where(name => name != tables[kept].File.Name))
            _folder.Data.Delete(name);
        var names = new RunNames(_folder.Data, 1);
        Assert.Equal("Ann", names.Of("a").Name);
        Assert.Throws<ImportException>(() => names.Of(other));
    }

    private static int ShardOf(string id, int shards) =>
        StableHash.Shard(StableHash.Of(Encoding.UTF8.GetBytes(id)), shards);

    private Task<PlainSpine> OpenAsync(int shards) => PlainSpine.OpenAsync(
        _folder.Data, Some.Workspace(), new Settings { Shards = shards, Parallelism = 2 });

    private async Task RunAsync(PlainSpine spine, string? customers)
    {
        if (customers is not null)
            _folder.Write("in/customers.csv", customers);
        _folder.Write("in/orders.csv", "id,day,number,amount\na,2026-01-01,1,5.00\nz,2026-01-02,2,5.00\n");
        Assert.Null((await spine.ImportAsync(_folder["in"])).Fault);
        await spine.RunAsync(new RunRequest { AsOf = new DateOnly(2026, 1, 3) });
    }
}
