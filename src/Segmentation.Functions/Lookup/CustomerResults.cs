using System.Text;
using Azure;
using Azure.Data.Tables;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Lookup;

/// <summary>What of a customer's row may be seen.</summary>
/// <param name="Json">What the published run says, as the row holds it; null when the customer was not in it, or was
/// removed.</param>
internal readonly record struct Visible(string? Json)
{
    /// <summary>What the published run says, read anew each time; null as <see cref="Json"/>.</summary>
    public StoredResult? Result => Json is null ? null : StoredResult.Read(Json);

    /// <summary>Whether the row says nothing that may be seen, as when the pointer is older than the row.</summary>
    public bool IsUnreadable { get; init; }
}

/// <summary>Reads the rows of customers so that a request sees one published run entirely, or not at all.</summary>
/// <param name="tables">The tables.</param>
/// <param name="runs">The published runs.</param>
public sealed class CustomerResults(TableServiceClient tables, PublishedRuns runs)
{
    private const int MostAttempts = 3;
    private const int NotFound = 404;
    private const int ReadsAtOnce = 16;

    private readonly TableClient _table = tables.GetTableClient("segments");

    /// <summary>What the published run says of customers, all of the same run.</summary>
    /// <param name="ids">The customers; of an alias the customer for which it stands is meant.</param>
    /// <param name="cancel">Ends the waiting.</param>
    internal async Task<(Pointer Pointer, IReadOnlyList<Visible> Results)> ReadAsync(
        IReadOnlyList<string> ids, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            var pointer = await PointerAsync(attempt, cancel);
            var (results, identity) = (new Visible[ids.Count], runs.Identity(pointer.Published));
            await Parallel.ForAsync(
                0, ids.Count, new ParallelOptions { MaxDegreeOfParallelism = ReadsAtOnce, CancellationToken = cancel },
                async (i, _) => results[i] = See(
                    await RowAsync(identity.Canonical(ids[i]), cancel), pointer));
            // A row that shows neither of its results was written behind a newer pointer: the whole answer is made
            // anew.
            if (attempt == MostAttempts || !Array.Exists(results, result => result.IsUnreadable))
                return (pointer, results);
        }
    }

    /// <summary>What the published run says of one customer; of an alias the customer for which it stands is meant.
    /// </summary>
    internal async ValueTask<(Pointer Pointer, Visible Result)> ReadAsync(string id, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            var pointer = await PointerAsync(attempt, cancel);
            var result = await ReadAsync(runs.Identity(pointer.Published).Canonical(id), pointer, cancel);
            if (attempt == MostAttempts || !result.IsUnreadable)
                return (pointer, result);
        }
    }

    /// <summary>What the published run says of one id, be it an alias.</summary>
    internal async ValueTask<Visible> ReadAsync(string id, Pointer pointer, CancellationToken cancel) =>
        See(await RowAsync(id, cancel), pointer);

    /// <summary>The rows of a customer's history that may be seen, newest first.</summary>
    internal async Task<IReadOnlyList<HistoryRow>> HistoryAsync(string id, Pointer pointer, CancellationToken cancel)
    {
        var bytes = Encoding.UTF8.GetBytes(id);
        var (partition, prefix) = (CustomerKey.Partition(bytes), CustomerKey.HistoryPrefix(bytes));
        var rows = new List<HistoryRow>();
        try
        {
            // The prefix ends with '~', which no other character of a key follows.
            var found = _table.QueryAsync<HistoryRow>(
                TableClient.CreateQueryFilter(
                    $"PartitionKey eq {partition} and RowKey ge {prefix} and RowKey lt {prefix + "~"}"),
                cancellationToken: cancel);
            await foreach (var row in found)
            {
                if (pointer.Shows(row.Run))
                    rows.Add(row);
            }
        }
        catch (RequestFailedException fault) when (fault.Status == NotFound)
        {
            // No table, no history.
        }

        return rows;
    }

    /// <summary>Current when its run is published and was not given up, else previous under the same test.</summary>
    internal static Visible See(CustomerRow? row, Pointer pointer)
    {
        if (row is null)
            return default;
        if (pointer.Shows(row.Run))
            return new Visible(row.Current);
        if (pointer.Shows(row.PreviousRun))
            return new Visible(row.Previous);
        return new Visible { IsUnreadable = true };
    }

    /// <summary>A pointer that was seen lately will do at first: a row behind it is found unreadable.</summary>
    private ValueTask<Pointer> PointerAsync(int attempt, CancellationToken cancel) =>
        attempt == 1 ? runs.SeenAsync(cancel) : new(runs.PointerAsync(cancel));

    private async ValueTask<CustomerRow?> RowAsync(string id, CancellationToken cancel)
    {
        var bytes = Encoding.UTF8.GetBytes(id);
        try
        {
            var found = await _table.GetEntityIfExistsAsync<CustomerRow>(
                CustomerKey.Partition(bytes), CustomerKey.Current(bytes), cancellationToken: cancel);
            return found.HasValue ? found.Value : null;
        }
        catch (RequestFailedException fault) when (fault.Status == NotFound)
        {
            return null;
        }
    }
}
