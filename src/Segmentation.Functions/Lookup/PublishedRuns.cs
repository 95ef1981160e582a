using System.Collections.Concurrent;
using System.Text.Json;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Identities;
using Segmentation.Engine.Tracking;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Imports;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Lookup;

/// <summary>A run that was published.</summary>
/// <param name="Run">Its number.</param>
/// <param name="AsOf">Its as-of day.</param>
/// <param name="PublishedAt">When it was published.</param>
/// <param name="BaseVersion">The version of its base.</param>
/// <param name="WorkspaceVersion">The version of its definitions.</param>
/// <param name="Schemes">The names of its schemes.</param>
public sealed record PublishedRun(
    int Run, DateOnly AsOf, DateTimeOffset PublishedAt, int BaseVersion, string WorkspaceVersion,
    IReadOnlyList<string> Schemes);

/// <summary>What look-ups know of published runs. Such a run never changes, so it is read once.</summary>
/// <param name="ledger">The runs.</param>
/// <param name="runs">Their files.</param>
/// <param name="store">The base.</param>
public sealed class PublishedRuns(RunLedger ledger, RunStore runs, BaseStore store)
{
    private const int ShardsKept = 8;

    // Lists of ids are small, and whoever asks for unknown customers asks for all of them.
    private const int TablesKept = 1_024;

    private readonly ConcurrentDictionary<int, PublishedRun> _known = new();
    private readonly Memo _shards = new(ShardsKept);
    private readonly Memo _ids = new(TablesKept);
    private readonly Memo _identities = new(RunStore.RunsKept);

    /// <summary>What the pointer says.</summary>
    public Task<Pointer> PointerAsync(CancellationToken cancel) => ledger.PointerAsync(cancel);

    /// <inheritdoc cref="RunLedger.SeenAsync"/>
    public ValueTask<Pointer> SeenAsync(CancellationToken cancel) => ledger.SeenAsync(cancel);

    /// <summary>A published run.</summary>
    public ValueTask<PublishedRun> GetAsync(int run, CancellationToken cancel) =>
        _known.TryGetValue(run, out var known) ? new(known) : new(ReadAsync(run, cancel));

    /// <summary>The latest published run whose as-of day is at most a day; null for none.</summary>
    public async Task<PublishedRun?> AtAsync(DateOnly day, Pointer pointer, CancellationToken cancel)
    {
        await foreach (var row in ledger.NewestFirstAsync(cancel))
        {
            if (pointer.Shows(row.Run) && row.PublishedAt is not null && Of(row) is var run && run.AsOf <= day)
                return run;
        }

        return null;
    }

    /// <summary>All published runs, newest first.</summary>
    public async Task<IReadOnlyList<PublishedRun>> AllAsync(Pointer pointer, CancellationToken cancel)
    {
        var all = new List<PublishedRun>();
        await foreach (var row in ledger.NewestFirstAsync(cancel))
        {
            if (pointer.Shows(row.Run) && row.PublishedAt is not null)
                all.Add(Of(row));
        }

        return all;
    }

    /// <summary>Whether a customer is in the current base.</summary>
    public bool IsImported(string id)
    {
        if (store.Load() is not { } manifest)
            return false;
        var bytes = System.Text.Encoding.UTF8.GetBytes(id);
        var shard = StableHash.Shard(StableHash.Of(bytes), manifest.Shards);
        return manifest.Tables.Values.Any(tables => _ids.Get(
            tables[shard].File.Name, () => store.ReadTable(tables[shard].File).Ids).IndexInSorted(bytes) >= 0);
    }

    /// <summary>Which customers are one in a published run; none when its files are not kept.</summary>
    public Identity Identity(int run) => _identities.Get(RunStore.Folder(run), () => runs.Matches(run).Identity);

    /// <summary>
    /// The shard of a customer, by its id or an alias, in a run whose files are kept, and its row in it; null when it
    /// is not there.
    /// </summary>
    public (ScoredShard Shard, int Row)? Find(int run, string id)
    {
        if (!runs.Has(run))
            return null;
        var bytes = System.Text.Encoding.UTF8.GetBytes(Identity(run).Canonical(id));
        var shard = StableHash.Shard(StableHash.Of(bytes), runs.Base(run).Shards);
        var scored = _shards.Get($"{RunStore.Folder(run)}/{shard}", () => runs.Shard(run, shard));
        var row = scored.IndexOf(bytes);
        return row < 0 ? null : (scored, row);
    }

    /// <summary>Forgets the customers that were read: one of them was erased.</summary>
    internal void Forget()
    {
        _shards.Clear();
        _ids.Clear();
        _identities.Clear();
    }

    /// <summary>What persons set for a customer in a run whose files are kept.</summary>
    internal IReadOnlyDictionary<(string Customer, string Scheme), Override> Overrides(int run, string id) =>
        runs.Overrides(run).Where(set => set.Customer == id).ToDictionary(set => (set.Customer, set.Scheme));

    private async Task<PublishedRun> ReadAsync(int run, CancellationToken cancel) =>
        _known[run] = Of(await ledger.GetAsync(run, cancel));

    private static PublishedRun Of(RunRow row)
    {
        var inputs = JsonSerializer.Deserialize<RunInputs>(row.Inputs!, Json.Options)!;
        return new PublishedRun(
            row.Run, inputs.AsOf, row.PublishedAt!.Value, inputs.BaseVersion, inputs.WorkspaceVersion,
            JsonSerializer.Deserialize<string[]>(row.Schemes!)!);
    }
}
