using System.Text;
using Azure;
using Azure.Data.Tables;

namespace Segmentation.Functions.Results;

/// <summary>
/// Writes rows of customers so that a run that is dead, late or repeated can do no harm: rows of a higher run are left
/// alone, rows of this run are done, and the others are inserted, or replaced only as they were read.
/// </summary>
/// <param name="tables">The tables.</param>
public sealed class RowWriter(TableServiceClient tables)
{
    /// <summary>The most rows of one transaction.</summary>
    internal const int MostEntities = 100;

    /// <summary>
    /// The most rows of a partition that are asked for by key: thousands may lie between them, and a query has pages of
    /// a thousand.
    /// </summary>
    internal const int MostPointReads = 100;

    // A character may be six bytes in a request, and a request has at most 4 MiB.
    private const int MostCharacters = 1 << 19;

    // Services and files alike take a few batches side by side best.
    private const int BatchesAtOnce = 4;

    private const int NotFound = 404;
    private const int Conflict = 409;
    private const int ConditionFailed = 412;

    private static readonly string[] Known = ["PartitionKey", "RowKey", nameof(CustomerRow.Run)];

    private readonly TableClient _table = tables.GetTableClient("segments");

    /// <summary>Makes the table.</summary>
    public Task CreateAsync(CancellationToken cancel) => _table.CreateIfNotExistsAsync(cancel);

    /// <summary>Writes the changed rows of a partition, each with its row of history.</summary>
    /// <param name="run">The run.</param>
    /// <param name="changes">The changes.</param>
    /// <param name="mayWrite">Whether the run may still write; asked again when somebody else changed a row.</param>
    /// <param name="cancel">Ends the work between two batches.</param>
    /// <returns>How many customers' rows were changed.</returns>
    internal async Task<long> WriteAsync(
        int run, PartitionChanges changes, Func<Task<bool>> mayWrite, CancellationToken cancel)
    {
        // Before the first run there are no rows, or only what the same run wrote before it was ended.
        var known = changes.Published == 0 ? [] : await KnownAsync(changes.Partition, changes.Rows, cancel);
        var options = new ParallelOptions { MaxDegreeOfParallelism = BatchesAtOnce, CancellationToken = cancel };
        await Parallel.ForEachAsync(Batches(changes.Rows), options, async (batch, ended) =>
        {
            var seen = known;
            while (!await TrySubmitAsync(run, changes, batch, seen, ended) && await mayWrite())
                seen = await KnownAsync(changes.Partition, batch, ended);
        });
        return changes.Rows.Count;
    }

    /// <summary>
    /// Gives the rows of an abandoned run the published results again, where they are still that run's.
    /// </summary>
    /// <param name="run">The abandoned run.</param>
    /// <param name="changes">The changes that it made, or had begun to make.</param>
    /// <param name="cancel">Ends the work between two batches.</param>
    internal async Task WriteBackAsync(int run, PartitionChanges changes, CancellationToken cancel)
    {
        foreach (var batch in Batches(changes.Rows))
        {
            bool isDone;
            do
            {
                var known = await KnownAsync(changes.Partition, batch, cancel);
                var actions = batch
                    .Select(change => (change, key: CustomerKey.Current(Encoding.UTF8.GetBytes(change.Id))))
                    .Where(c => known.TryGetValue(c.key, out var row) && row.Run == run)
                    .SelectMany(c => Undo(changes, c.change, run, known[c.key])).ToArray();
                isDone = await SubmitAsync(actions, cancel);
            }
            while (!isDone);
        }
    }

    private static IEnumerable<TableTransactionAction> Undo(
        PartitionChanges changes, RowChange change, int run, CustomerRow known)
    {
        var row = Row(changes.Partition, change.Id);
        (row.Run, row.Current) = (changes.Published, change.Previous);
        yield return change.Previous is null
            ? new TableTransactionAction(TableTransactionActionType.Delete, row, known.ETag)
            : new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, known.ETag);
        if (change.Moves is not null)
            yield return new TableTransactionAction(
                TableTransactionActionType.Delete, History(changes.Partition, change, run), ETag.All);
    }

    private Task<bool> TrySubmitAsync(
        int run, PartitionChanges changes, IReadOnlyList<RowChange> batch, Dictionary<string, CustomerRow> known,
        CancellationToken cancel)
    {
        var actions = new List<TableTransactionAction>(batch.Count * 2);
        foreach (var change in batch)
        {
            var row = Row(changes.Partition, change.Id);
            (row.Run, row.Current) = (run, change.Current);
            (row.PreviousRun, row.Previous) = (changes.Published, change.Previous);
            var old = known.GetValueOrDefault(row.RowKey);
            if (old is not null && old.Run >= run)
                continue;
            actions.Add(old is null
                ? new TableTransactionAction(TableTransactionActionType.Add, row)
                : new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, old.ETag));
            if (change.Moves is not null)
                actions.Add(new TableTransactionAction(
                    TableTransactionActionType.UpsertReplace, History(changes.Partition, change, run)));
        }

        return SubmitAsync(actions, cancel);
    }

    /// <summary>
    /// Submits a transaction; false when a row was changed or deleted meanwhile: by somebody else, or by the same
    /// transaction, whose answer was lost.
    /// </summary>
    private async Task<bool> SubmitAsync(IReadOnlyCollection<TableTransactionAction> actions, CancellationToken cancel)
    {
        if (actions.Count == 0)
            return true;
        try
        {
            await _table.SubmitTransactionAsync(actions, cancel);
            return true;
        }
        catch (RequestFailedException fault) when (fault.Status is NotFound or Conflict or ConditionFailed)
        {
            return false;
        }
    }

    private static CustomerRow Row(string partition, string id) => new()
    {
        PartitionKey = partition,
        RowKey = CustomerKey.Current(Encoding.UTF8.GetBytes(id)),
        Customer = id,
    };

    private static HistoryRow History(string partition, RowChange change, int run) => new()
    {
        PartitionKey = partition,
        RowKey = CustomerKey.History(Encoding.UTF8.GetBytes(change.Id), run),
        Run = run,
        Moves = change.Moves!,
    };

    /// <summary>Changes that fit into one transaction: each may be two rows.</summary>
    private static IEnumerable<IReadOnlyList<RowChange>> Batches(IReadOnlyList<RowChange> changes)
    {
        var batch = new List<RowChange>();
        var (entities, characters) = (0, 0);
        foreach (var change in changes)
        {
            var more = change.Moves is null ? 1 : 2;
            var length = (change.Current?.Length ?? 0) + (change.Previous?.Length ?? 0) + (change.Moves?.Length ?? 0);
            if (batch.Count > 0 && (entities + more > MostEntities || characters + length > MostCharacters))
            {
                yield return batch;
                (batch, entities, characters) = ([], 0, 0);
            }

            batch.Add(change);
            (entities, characters) = (entities + more, characters + length);
        }

        if (batch.Count > 0)
            yield return batch;
    }

    /// <summary>The run and ETag of rows that are there; few are read one by one, many by their partition.</summary>
    private async Task<Dictionary<string, CustomerRow>> KnownAsync(
        string partition, IReadOnlyList<RowChange> changes, CancellationToken cancel)
    {
        var known = new Dictionary<string, CustomerRow>(StringComparer.Ordinal);
        if (changes.Count > MostPointReads)
        {
            var rows = _table.QueryAsync<CustomerRow>(
                TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {"c~"} and RowKey lt {"d"}"),
                select: Known, cancellationToken: cancel);
            await foreach (var row in rows)
                known[row.RowKey] = row;
            return known;
        }

        foreach (var some in changes.Chunk(BatchesAtOnce))
        {
            var found = await Task.WhenAll(some.Select(change => _table.GetEntityIfExistsAsync<CustomerRow>(
                partition, CustomerKey.Current(Encoding.UTF8.GetBytes(change.Id)), Known, cancel)));
            foreach (var row in found.Where(row => row.HasValue))
                known[row.Value!.RowKey] = row.Value;
        }

        return known;
    }
}
