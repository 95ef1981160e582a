using Azure;
using Azure.Data.Tables;
using Segmentation.Functions.Imports;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Erasure;

/// <summary>Takes an erased customer out of all tables.</summary>
/// <param name="tables">The tables.</param>
/// <param name="runs">The runs.</param>
public sealed class ErasedTableRows(TableServiceClient tables, RunLedger runs)
{
    private const int NotFound = 404;

    /// <summary>Deletes the customer's rows, and takes its id out of others; done again it changes nothing.</summary>
    public async Task CleanAsync(ErasedCustomer erased, CancellationToken cancel)
    {
        await DeleteAsync("segments", erased.Id, CustomerKey.Current(erased.Id), cancel);
        await DeleteAsync("segments", erased.Id, CustomerKey.HistoryPrefix(erased.Id), cancel);
        await DeleteAsync("overrides", erased.Id, $"{CustomerKey.Encoded(erased.Id)}~", cancel);
        await DeleteAsync("feedback", erased.Id, $"{CustomerKey.Encoded(erased.Id)}~", cancel);
        await CleanRunsAsync(erased, cancel);
        await CleanImportsAsync(erased, cancel);
    }

    /// <summary>Deletes the rows with a key, or with what keys begin with; <c>~</c> ends a part of a key.</summary>
    private async Task DeleteAsync(string name, byte[] id, string key, CancellationToken cancel)
    {
        var (table, partition) = (tables.GetTableClient(name), CustomerKey.Partition(id));
        var isPrefix = key[^1] == '~';
        await foreach (var row in RowsAsync<TableEntity>(table, TableClient.CreateQueryFilter(
            $"PartitionKey eq {partition} and RowKey ge {key} and RowKey le {key + "~"}"), cancel))
        {
            if (isPrefix ? row.RowKey.StartsWith(key, StringComparison.Ordinal) : row.RowKey == key)
                await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, cancel);
        }
    }

    private async Task CleanRunsAsync(ErasedCustomer erased, CancellationToken cancel)
    {
        var all = new List<RunRow>();
        await foreach (var row in runs.NewestFirstAsync(cancel))
            all.Add(row);
        foreach (var run in all)
        {
            await runs.ChangeAsync(run.Run, row =>
            {
                row.Request = ErasedJson.Without(row.Request, erased.Customer);
                row.Inputs = row.Inputs is { } inputs ? ErasedJson.Without(inputs, erased.Customer) : null;
                row.Error = Without(row.Error, erased);
                row.ExportError = Without(row.ExportError, erased);
            }, cancel);
        }
    }

    private async Task CleanImportsAsync(ErasedCustomer erased, CancellationToken cancel)
    {
        var table = tables.GetTableClient("imports");
        await foreach (var row in RowsAsync<ImportRow>(table, null, cancel))
        {
            var error = Without(row.Error, erased);
            if (error == row.Error)
                continue;
            row.Error = error;
            await table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancel);
        }
    }

    private static string? Without(string? text, ErasedCustomer erased) =>
        text is null ? null : erased.Values.Aggregate(
            text, (rest, value) => rest.Replace(value, "(erased)", StringComparison.Ordinal));

    private static async IAsyncEnumerable<T> RowsAsync<T>(
        TableClient table, string? filter,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
        where T : class, ITableEntity
    {
        var rows = new List<T>();
        try
        {
            await foreach (var row in table.QueryAsync<T>(filter, cancellationToken: cancel))
                rows.Add(row);
        }
        catch (RequestFailedException fault) when (fault.Status == NotFound)
        {
            // A table that is not there has no rows.
        }

        foreach (var row in rows)
            yield return row;
    }
}
