using Azure.Data.Tables;

namespace LocalRuntime.Tests.Tables;

/// <summary>Creating, deleting and listing tables.</summary>
/// <typeparam name="TStore">The back end.</typeparam>
public abstract class ServiceContract<TStore> : TableContract<TStore>
    where TStore : class, ITableStore, new()
{
    [Fact]
    public async Task Creating_a_table_twice_is_409_unless_that_is_fine()
    {
        await RefusedAsync(409, "TableAlreadyExists", () => Store.Service.CreateTableAsync("customers"));

        var again = await Table.CreateIfNotExistsAsync();

        Assert.Equal(("Customers", 409), (again.Value.Name, again.GetRawResponse().Status));
    }

    [Fact]
    public async Task Table_names_are_compared_without_case()
    {
        await Table.AddEntityAsync(Entity("p", "r"));

        Assert.Single(await Store.Service.GetTableClient("CUSTOMERS").QueryAsync<TableEntity>().ToListAsync());
    }

    [Fact]
    public async Task A_deleted_table_is_gone_and_may_be_made_anew_empty()
    {
        await Table.AddEntityAsync(Entity("p", "r"));

        Assert.Equal(204, (await Table.DeleteAsync()).Status);

        Assert.Equal(404, (await Store.Service.DeleteTableAsync("Customers")).Status);
        await RefusedAsync(404, "TableNotFound", () => Table.AddEntityAsync(Entity("p", "r")));
        await RefusedAsync(404, "TableNotFound", () => Table.UpsertEntityAsync(Entity("p", "r")));
        await RefusedAsync(404, "TableNotFound", () => Table.GetEntityAsync<TableEntity>("p", "r"));
        await RefusedAsync(404, "TableNotFound", () => Table.GetEntityIfExistsAsync<TableEntity>("p", "r"));
        await Table.CreateAsync();
        Assert.Empty(await KeysAsync());
    }

    [Fact]
    public async Task Tables_are_listed_in_pages_and_filtered_by_name()
    {
        foreach (var name in new[] { "Zebra", "Alpha", "Beta" })
            await Store.Service.CreateTableAsync(name);

        var pages = await Store.Service.QueryAsync(maxPerPage: 3).AsPages().ToListAsync();

        Assert.Equal(
            ["Alpha", "Beta", "Customers", "Zebra"], pages.SelectMany(page => page.Values).Select(table => table.Name));
        Assert.Equal(3, pages[0].Values.Count);
        var filtered = await Store.Service.QueryAsync("TableName ge 'Customers'").ToListAsync();
        Assert.Equal(["Customers", "Zebra"], filtered.Select(table => table.Name));
    }

    [Fact]
    public async Task Tables_are_listed_in_the_order_of_their_names_without_case()
    {
        foreach (var name in new[] { "zebra", "Alpha", "beta" })
            await Store.Service.CreateTableAsync(name);

        var names = (await Store.Service.QueryAsync().ToListAsync()).Select(table => table.Name);

        Assert.Equal(["Alpha", "beta", "Customers", "zebra"], names);
    }

    [Fact]
    public async Task Transactions_of_many_tables_at_once_go_where_they_belong()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(async () =>
        {
            var table = Store.Service.GetTableClient($"Table{i}");
            await table.CreateIfNotExistsAsync();
            await table.AddEntityAsync(Entity("p", $"{i}"));
        })));

        for (var i = 0; i < 20; i++)
        {
            var table = Store.Service.GetTableClient($"Table{i}");
            Assert.Equal($"{i}", Assert.Single(await table.QueryAsync<TableEntity>().ToListAsync()).RowKey);
        }
    }
}
