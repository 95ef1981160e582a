using System.Text;
using Microsoft.Azure.Functions.Worker;
using Segmentation.Engine.Base;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;
using Segmentation.Engine.Erasure;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Imports;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Erasure;

/// <summary>
/// Writes a customer's tombstone, before all else: from then on no import takes a row of it. The keys of its rows and
/// the values that only it has are remembered too, as keyed hashes.
/// </summary>
public sealed class BuryCustomer(
    BaseStore store, WorkspaceStore workspaces, TombstoneStore tombstones, Erasures erasures)
{
    /// <summary>Buries a customer.</summary>
    /// <param name="hash">The hash that stands for its id.</param>
    [Function(nameof(BuryCustomer))]
    public void Run([ActivityTrigger] string hash)
    {
        if (erasures.Find(hash) is not { } erased)
            return;
        tombstones.Add(hash);
        if (store.Load() is not { } manifest || workspaces.Current is not { } version)
            return;
        var workspace = workspaces.Read(version);
        var values = Values(erased, manifest, workspace).Concat(erased.Values).Distinct().ToArray();
        erasures.Write(hash, erased with { Values = values });
        var stones = tombstones.Load();
        tombstones.Add(
            null, values.Select(value => stones.OfValue(Encoding.UTF8.GetBytes(value)))
                .Concat(Keys(erased.Id, manifest, workspace, stones)));
    }

    /// <summary>The hashes of the keys of a customer's rows.</summary>
    private IEnumerable<string> Keys(byte[] id, BaseManifest manifest, Workspace workspace, Tombstones stones)
    {
        var shard = StableHash.Shard(StableHash.Of(id), manifest.Shards);
        foreach (var source in workspace.Streams.Where(stream => stream.Key is not null))
        {
            if (!manifest.Tables.TryGetValue(source.Name, out var tables))
                continue;
            var table = store.ReadTable(tables[shard].File);
            var customer = table.Ids.IndexInSorted(id);
            var keys = (TextColumn)table.Columns[RowLayout.Of(source).Key];
            for (var row = customer < 0 ? 0 : table.Starts[customer];
                customer >= 0 && row < table.Starts[customer + 1]; row++)
                yield return stones.OfKey(source.Name, keys[row]);
        }
    }

    /// <summary>
    /// What names the customer and nobody who stays: its id, its name, keys and e-mail addresses.
    /// </summary>
    private IEnumerable<string> Values(ErasedCustomer erased, BaseManifest manifest, Workspace workspace)
    {
        if (erased.Id.Length >= ErasedRows.ShortestValue)
            yield return erased.Customer;
        if (workspace.Customers is not { } source || !manifest.Tables.TryGetValue(source.Name, out var tables))
            yield break;
        var own = store.ReadTable(tables[StableHash.Shard(StableHash.Of(erased.Id), manifest.Shards)].File);
        var customer = own.Ids.IndexInSorted(erased.Id);
        if (customer < 0)
            yield break;
        var row = own.Starts[customer];
        var layout = RowLayout.Of(source);
        var named = Enumerable.Range(layout.FirstField, layout.Names.Count - layout.FirstField)
            .Where(column => own.Columns[column] is TextColumn text && IsNaming(layout.Names[column], text[row]))
            .Select(column => (Column: column, Value: ((TextColumn)own.Columns[column])[row].ToArray())).ToArray();
        var others = new bool[named.Length];
        var leaving = erasures.Unfinished.ToHashSet(StringComparer.Ordinal);
        var stones = tombstones.Load();
        foreach (var table in tables.Select(table => store.ReadTable(table.File)))
        {
            for (var i = 0; i < named.Length; i++)
                others[i] |= CustomersWith(table, named[i].Column, named[i].Value)
                    .Any(id => !leaving.Contains(stones.OfCustomer(table.Ids[id])));
        }

        foreach (var (_, value) in named.Where((_, i) => !others[i]))
            yield return Encoding.UTF8.GetString(value);
    }

    private static bool IsNaming(string field, ReadOnlySpan<byte> value) =>
        value.Length >= ErasedRows.ShortestValue
        && (field == "name" || field.StartsWith("key_", StringComparison.Ordinal) || value.Contains((byte)'@'));

    /// <summary>The customers with a value, by their number in a table.</summary>
    private static IEnumerable<int> CustomersWith(Table table, int column, byte[] value) =>
        Enumerable.Range(0, table.Ids.Count).Where(
            id => ((TextColumn)table.Columns[column])[table.Starts[id]].SequenceEqual(value));
}
