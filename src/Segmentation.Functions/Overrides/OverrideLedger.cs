using Azure;
using Azure.Data.Tables;
using Segmentation.Engine.Tracking;

namespace Segmentation.Functions.Overrides;

/// <summary>The segments that persons set: table <c>overrides</c>.</summary>
/// <param name="tables">The tables.</param>
public sealed class OverrideLedger(TableServiceClient tables)
{
    private const int Conflict = 409;
    private const int ConditionFailed = 412;
    private const int NotFound = 404;

    private readonly TableClient _table = tables.GetTableClient("overrides");

    /// <summary>Makes the table.</summary>
    public Task CreateAsync(CancellationToken cancel) => _table.CreateIfNotExistsAsync(cancel);

    /// <summary>A customer's override in a scheme; null for none.</summary>
    public async Task<OverrideRow?> FindAsync(string customer, string scheme, CancellationToken cancel)
    {
        var (partition, key) = OverrideRow.KeyOf(customer, scheme);
        try
        {
            var found = await _table.GetEntityIfExistsAsync<OverrideRow>(partition, key, cancellationToken: cancel);
            return found.HasValue ? found.Value : null;
        }
        catch (RequestFailedException fault) when (fault.Status == NotFound)
        {
            return null;
        }
    }

    /// <summary>All overrides, those that have expired too, by their keys.</summary>
    public async Task<IReadOnlyList<OverrideRow>> AllAsync(CancellationToken cancel)
    {
        var rows = new List<OverrideRow>();
        try
        {
            await foreach (var row in _table.QueryAsync<OverrideRow>(cancellationToken: cancel))
                rows.Add(row);
        }
        catch (RequestFailedException fault) when (fault.Status == NotFound)
        {
            // A data folder without a table has no overrides.
        }

        return rows;
    }

    /// <summary>Those that hold for a run.</summary>
    /// <param name="today">The day on which it is made, in the workspace's zone.</param>
    /// <param name="asOf">The day that it looks at.</param>
    /// <param name="cancel">Ends the waiting.</param>
    public async Task<IReadOnlyList<Override>> HoldingAsync(DateOnly today, DateOnly asOf, CancellationToken cancel) =>
    [
        .. (await AllAsync(cancel))
            .Where(row => row.ExpiryDay > today && row.ExpiryDay > asOf)
            .Select(row => row.Override)
            .OrderBy(held => held.Customer, StringComparer.Ordinal)
            .ThenBy(held => held.Scheme, StringComparer.Ordinal),
    ];

    /// <summary>Sets an override in place of the one that is known; null when that one was changed meanwhile.</summary>
    /// <param name="row">The override.</param>
    /// <param name="known">The one that it replaces; null when there was none.</param>
    /// <param name="cancel">Ends the waiting.</param>
    public Task<OverrideRow?> SetAsync(OverrideRow row, OverrideRow? known, CancellationToken cancel) => WriteAsync(
        row, known is null
            ? () => _table.AddEntityAsync(row, cancel)
            : () => _table.UpdateEntityAsync(row, known.ETag, TableUpdateMode.Replace, cancel), cancel);

    /// <summary>Changes an override that is still as it was read; null when it is not.</summary>
    public Task<OverrideRow?> ChangeAsync(OverrideRow row, Action<OverrideRow> change, CancellationToken cancel)
    {
        change(row);
        return SetAsync(row, row, cancel);
    }

    /// <summary>Deletes an override that is still as it was read; false when another one took its place.</summary>
    public async Task<bool> DeleteAsync(OverrideRow row, CancellationToken cancel)
    {
        try
        {
            await _table.DeleteEntityAsync(row.PartitionKey, row.RowKey, row.ETag, cancel);
            return true;
        }
        catch (RequestFailedException fault) when (fault.Status is NotFound or ConditionFailed)
        {
            // A deletion whose answer was lost is found done.
            return await FindAsync(row.Customer, row.Scheme, cancel) is null;
        }
    }

    private async Task<OverrideRow?> WriteAsync(OverrideRow row, Func<Task> write, CancellationToken cancel)
    {
        try
        {
            await write();
        }
        catch (RequestFailedException fault) when (fault.Status is NotFound or Conflict or ConditionFailed)
        {
            // A write whose answer was lost is found done.
            var now = await FindAsync(row.Customer, row.Scheme, cancel);
            return now is not null && IsSame(now, row) ? now : null;
        }

        return await FindAsync(row.Customer, row.Scheme, cancel);
    }

    private static bool IsSame(OverrideRow one, OverrideRow other) =>
        (one.Override, one.SetAt, one.ConflictRuns, one.Announced)
        == (other.Override, other.SetAt, other.ConflictRuns, other.Announced);
}
