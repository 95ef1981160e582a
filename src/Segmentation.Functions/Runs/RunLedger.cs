using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Segmentation.Functions.Hosting;

namespace Segmentation.Functions.Runs;

/// <summary>Which runs there are, how far they are, and which one is published: table <c>runs</c>.</summary>
/// <param name="tables">The tables.</param>
/// <param name="time">The time of insertions.</param>
public sealed class RunLedger(TableServiceClient tables, TimeProvider time)
{
    private const int Conflict = 409;
    private const int ConditionFailed = 412;
    private const int NotFound = 404;

    private readonly TableClient _table = tables.GetTableClient("runs");
    private readonly SeenPointer _seen = new(time);

    /// <summary>Makes the table.</summary>
    public Task CreateAsync(CancellationToken cancel) => _table.CreateIfNotExistsAsync(cancel);

    /// <summary>What the pointer says.</summary>
    public async Task<Pointer> PointerAsync(CancellationToken cancel = default)
    {
        var turn = _seen.Begin();
        return _seen.Keep(Read(await PointerRowAsync(cancel)), turn);
    }

    /// <summary>
    /// What the pointer said within the last second; what this process published since is in it. Who finds a row that
    /// this pointer does not let be read asks for <see cref="PointerAsync"/> and begins again.
    /// </summary>
    public ValueTask<Pointer> SeenAsync(CancellationToken cancel = default) =>
        _seen.Current is { } seen ? new(seen) : new(PointerAsync(cancel));

    /// <summary>A run, or null.</summary>
    public async Task<RunRow?> FindAsync(int run, CancellationToken cancel = default)
    {
        try
        {
            var found = await _table.GetEntityIfExistsAsync<RunRow>(
                RunRow.Partition, RunRow.KeyOf(run), cancellationToken: cancel);
            return found.HasValue ? found.Value : null;
        }
        catch (RequestFailedException fault) when (fault.Status == NotFound)
        {
            return null;
        }
    }

    /// <summary>A run that must be there.</summary>
    /// <exception cref="Engine.Workspaces.ImportException">When it is not.</exception>
    public async Task<RunRow> GetAsync(int run, CancellationToken cancel = default) =>
        await FindAsync(run, cancel)
        ?? throw new Engine.Workspaces.ImportException(
            $"run {run}", "it is not in the table of runs", "a run that was begun", "ask for the list of runs");

    /// <summary>All runs, newest first.</summary>
    public async IAsyncEnumerable<RunRow> NewestFirstAsync([EnumeratorCancellation] CancellationToken cancel = default)
    {
        var rows = _table.QueryAsync<RunRow>(
            TableClient.CreateQueryFilter($"PartitionKey eq {RunRow.Partition}"), cancellationToken: cancel);
        await using var pages = rows.GetAsyncEnumerator(cancel);
        while (await NextAsync(pages))
            yield return pages.Current;
    }

    /// <summary>Takes the next number for a run. The same token finds the number that it took before.</summary>
    /// <param name="token">Who takes it.</param>
    /// <param name="trigger">Why the run is made.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="cancel">Ends the waiting.</param>
    public async Task<RunRow> TakeNumberAsync(
        string token, string trigger, RunRequest request, CancellationToken cancel = default)
    {
        while (true)
        {
            var newest = 0;
            await foreach (var row in NewestFirstAsync(cancel))
            {
                newest = Math.Max(newest, row.Run);
                if (row.Token == token)
                    return row;
            }

            var mine = new RunRow
            {
                RowKey = RunRow.KeyOf(newest + 1),
                Run = newest + 1,
                Token = token,
                Trigger = trigger,
                Request = JsonSerializer.Serialize(request, Json.Options),
                CreatedAt = time.GetUtcNow(),
            };
            try
            {
                await _table.AddEntityAsync(mine, cancel);
                return await GetAsync(mine.Run, cancel);
            }
            catch (RequestFailedException fault) when (fault.Status == Conflict)
            {
                // Somebody else took it: look again.
            }
        }
    }

    /// <summary>
    /// Changes a run's row, however often others change it meanwhile. What is so already is not written: a change whose
    /// answer was lost is found done.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="change">The change; made again when the row was changed meanwhile.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <returns>The row as it is now.</returns>
    public async Task<RunRow> ChangeAsync(int run, Action<RunRow> change, CancellationToken cancel = default)
    {
        while (true)
        {
            var row = await GetAsync(run, cancel);
            var before = JsonSerializer.Serialize(row);
            change(row);
            if (JsonSerializer.Serialize(row) == before)
                return row;
            try
            {
                await _table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, cancel);
                return row;
            }
            catch (RequestFailedException fault) when (fault.Status == ConditionFailed)
            {
                // Somebody else changed it: look again.
            }
        }
    }

    /// <summary>
    /// Makes a run the published one. The number only rises; finding it published already is success.
    /// </summary>
    /// <returns>Whether the run is the published one now.</returns>
    public async Task<bool> PublishAsync(int run, CancellationToken cancel = default)
    {
        var pointer = await ChangePointerAsync(
            row => row.Published < run && !Read(row).Abandoned.Contains(run), row => row.Published = run, cancel);
        return pointer.Published == run;
    }

    /// <summary>Marks a run as one that never shows. A published run stays published.</summary>
    /// <returns>Whether the run is abandoned now.</returns>
    public async Task<bool> AbandonAsync(int run, CancellationToken cancel = default)
    {
        var pointer = await ChangePointerAsync(
            row => row.Published < run && !Read(row).Abandoned.Contains(run),
            row => row.Abandoned = JsonSerializer.Serialize(Read(row).Abandoned.Append(run)), cancel);
        return pointer.Abandoned.Contains(run);
    }

    private async Task<Pointer> ChangePointerAsync(
        Predicate<PointerRow> wanted, Action<PointerRow> change, CancellationToken cancel)
    {
        while (true)
        {
            var known = await PointerRowAsync(cancel);
            var row = known ?? new PointerRow();
            if (!wanted(row))
                return Read(row);
            change(row);
            try
            {
                await (known is null
                    ? _table.AddEntityAsync(row, cancel)
                    : _table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, cancel));
                return Read(row);
            }
            catch (RequestFailedException fault) when (fault.Status is Conflict or ConditionFailed)
            {
                // Somebody else changed it: look again.
            }
            finally
            {
                // A write whose answer was lost may be done.
                _seen.Forget();
            }
        }
    }

    private static Pointer Read(PointerRow? row) => row is null
        ? new Pointer(0, [])
        : new Pointer(row.Published, JsonSerializer.Deserialize<int[]>(row.Abandoned) ?? []);

    private async Task<PointerRow?> PointerRowAsync(CancellationToken cancel)
    {
        try
        {
            var found = await _table.GetEntityIfExistsAsync<PointerRow>(
                PointerRow.Partition, PointerRow.Row, cancellationToken: cancel);
            return found.HasValue ? found.Value : null;
        }
        catch (RequestFailedException fault) when (fault.Status == NotFound)
        {
            return null;
        }
    }

    /// <summary>A table that is not there has no rows.</summary>
    private static async Task<bool> NextAsync(IAsyncEnumerator<RunRow> rows)
    {
        try
        {
            return await rows.MoveNextAsync();
        }
        catch (RequestFailedException fault) when (fault.Status == NotFound)
        {
            return false;
        }
    }
}
