using Azure;
using Azure.Data.Tables;

namespace Segmentation.Functions.Imports;

/// <summary>Which imports were taken, which were rejected, and which are held: table <c>imports</c>.</summary>
/// <param name="tables">The tables.</param>
public sealed class ImportLedger(TableServiceClient tables)
{
    private const int NotFound = 404;

    private readonly TableClient _table = tables.GetTableClient("imports");

    /// <summary>Makes the table.</summary>
    public Task CreateAsync(CancellationToken cancel) => _table.CreateIfNotExistsAsync(cancel);

    /// <summary>
    /// Writes down what came of an import. That it was accepted is never overwritten, nor that it is held by a
    /// rejection: what comes of the same files later has a row of its own.
    /// </summary>
    public async Task SettleAsync(ImportRow row, CancellationToken cancel)
    {
        var known = await FindAsync(row.RowKey, cancel);
        if ((known?.State == ImportRow.Accepted && known.At != row.At)
            || (known?.State == ImportRow.Held && row.State == ImportRow.Rejected))
            row.RowKey = $"{row.RowKey}~{row.At.UtcTicks:x}";
        await _table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancel);
    }

    /// <summary>The row of a key; null for none.</summary>
    /// <param name="key">The hash of names and ETags.</param>
    /// <param name="cancel">Ends the waiting.</param>
    public async Task<ImportRow?> FindAsync(string key, CancellationToken cancel)
    {
        var known = await _table.GetEntityIfExistsAsync<ImportRow>(
            ImportRow.Partition, key, cancellationToken: cancel);
        return known.HasValue ? known.Value : null;
    }

    /// <summary>The import that was settled at a time; null for none.</summary>
    /// <param name="at">When it was settled.</param>
    /// <param name="cancel">Ends the waiting.</param>
    public async Task<ImportRow?> FindAsync(DateTimeOffset at, CancellationToken cancel) =>
        (await NewestFirstAsync(cancel)).FirstOrDefault(row => row.At == at);

    /// <summary>What came of an import, by its id; null for none.</summary>
    /// <param name="import">The import's id.</param>
    /// <param name="cancel">Ends the waiting.</param>
    public async Task<ImportRow?> FindImportAsync(string import, CancellationToken cancel)
    {
        var known = (await NewestFirstAsync(cancel)).Where(row => row.Import == import).ToArray();
        // What waits for a person, and then what was taken, says more than that it was repeated later.
        return known.FirstOrDefault(row => row.State == ImportRow.Held)
            ?? known.FirstOrDefault(row => row.State == ImportRow.Accepted) ?? known.FirstOrDefault();
    }

    /// <summary>Whether files were rejected as they are, under the same definitions, for a person to mend.</summary>
    /// <param name="fingerprint">The hash of their names and ETags.</param>
    /// <param name="workspace">The version of the definitions.</param>
    /// <param name="cancel">Ends the waiting.</param>
    public async Task<bool> IsRefusedAsync(string fingerprint, string? workspace, CancellationToken cancel) =>
        (await NewestFirstAsync(cancel)).FirstOrDefault(
            row => row.RowKey == fingerprint || row.RowKey.StartsWith($"{fingerprint}~", StringComparison.Ordinal))
            is { State: ImportRow.Rejected, IsFinal: true } refused && refused.Workspace == workspace;

    /// <summary>All imports, newest first.</summary>
    public async Task<IReadOnlyList<ImportRow>> NewestFirstAsync(CancellationToken cancel)
    {
        var rows = new List<ImportRow>();
        try
        {
            var all = _table.QueryAsync<ImportRow>(
                TableClient.CreateQueryFilter($"PartitionKey eq {ImportRow.Partition}"), cancellationToken: cancel);
            await foreach (var row in all)
                rows.Add(row);
        }
        catch (RequestFailedException fault) when (fault.Status == NotFound)
        {
            // A data folder without a table had no imports.
        }

        return [.. rows.OrderByDescending(row => row.At).ThenBy(row => row.RowKey, StringComparer.Ordinal)];
    }
}
