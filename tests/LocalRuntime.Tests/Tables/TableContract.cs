using System.Globalization;
using Azure;
using Azure.Data.Tables;

namespace LocalRuntime.Tests.Tables;

/// <summary>What every suite of the contract shares: a store, and a table in it.</summary>
/// <typeparam name="TStore">The back end.</typeparam>
public abstract class TableContract<TStore> : IAsyncLifetime
    where TStore : class, ITableStore, new()
{
    protected TStore Store { get; } = new();

    protected TableClient Table { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var test = TestContext.Current.Test!.TestDisplayName[(GetType().FullName!.Length + 1)..];
        var deviation = Store.Deviation(test) ?? Store.Deviation(test.Split('(')[0]);
        Assert.SkipWhen(deviation is not null, deviation ?? "");
        Table = Store.Service.GetTableClient("Customers");
        await Table.CreateAsync();
    }

    public ValueTask DisposeAsync()
    {
        Store.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    protected static TableEntity Entity(string partition, string row, params (string Name, object? Value)[] properties)
    {
        var entity = new TableEntity(partition, row);
        foreach (var (name, value) in properties)
            entity[name] = value;
        return entity;
    }

    protected async Task<RequestFailedException> RefusedAsync(int status, string code, Func<Task> act)
    {
        var refusal = await Assert.ThrowsAnyAsync<RequestFailedException>(act);
        Assert.Equal((status, Store.Code(code)), (refusal.Status, refusal.ErrorCode));
        return refusal;
    }

    protected async Task<List<Page<TableEntity>>> PagesAsync(
        string? filter = null, int? most = null, string? token = null)
    {
        var pages = new List<Page<TableEntity>>();
        await foreach (var page in Table.QueryAsync<TableEntity>(filter, most).AsPages(token))
            pages.Add(page);
        return pages;
    }

    protected async Task<List<string>> KeysAsync(string? filter = null)
    {
        var keys = new List<string>();
        await foreach (var entity in Table.QueryAsync<TableEntity>(filter))
            keys.Add($"{entity.PartitionKey}|{entity.RowKey}");
        return keys;
    }

    protected async Task FillAsync(
        string partition, int rows, Func<int, (string Name, object? Value)[]>? properties = null)
    {
        foreach (var chunk in Enumerable.Range(0, rows).Chunk(100))
        {
            await Table.SubmitTransactionAsync(chunk.Select(row => new TableTransactionAction(
                TableTransactionActionType.Add,
                Entity(partition, row.ToString("D5", CultureInfo.InvariantCulture), properties?.Invoke(row) ?? []))));
        }
    }
}
