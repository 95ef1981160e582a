using Segmentation.Engine.Columns;
using Segmentation.Engine.Erasure;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Imports;

namespace Segmentation.Functions.Erasure;

/// <summary>Versions of the base without an erased customer; each file is made anew once.</summary>
/// <param name="store">The base.</param>
/// <param name="tombstones">Who was erased.</param>
/// <param name="workspace">Tells which streams find their customer through another.</param>
/// <param name="id">The id of the customer being erased.</param>
internal sealed class ErasedTables(BaseStore store, Tombstones tombstones, Workspace workspace, byte[] id)
{
    private readonly Dictionary<string, TableShard> _tables = [];
    private readonly Dictionary<string, StoredFile?> _files = [];

    /// <summary>A version without the customer; null when it has nothing of it.</summary>
    public BaseManifest? TryClean(BaseManifest manifest)
    {
        var shard = StableHash.Shard(StableHash.Of(id), manifest.Shards);
        var clean = manifest with
        {
            Tables = manifest.Tables.ToDictionary(
                table => table.Key,
                table => (IReadOnlyList<TableShard>)
                    [.. table.Value.Select((file, number) => number == shard ? Clean(file) : file)]),
            Waiting = Clean(manifest.Waiting, CleanRows),
            FilteredKeys = Clean(manifest.FilteredKeys, CleanKeys),
        };
        return Files(clean).SequenceEqual(Files(manifest)) ? null : clean;
    }

    private static IEnumerable<string> Files(BaseManifest manifest) =>
        manifest.Tables.Values.SelectMany(tables => tables.Select(table => table.File.Name))
            .Concat(manifest.Waiting.Values.Concat(manifest.FilteredKeys.Values).Select(file => file.Name));

    private TableShard Clean(TableShard shard)
    {
        if (_tables.TryGetValue(shard.File.Name, out var known))
            return known;
        var table = store.ReadTable(shard.File);
        var without = table.Without(id);
        // The day of an event is the first column of a stream.
        return _tables[shard.File.Name] = ReferenceEquals(table, without) ? shard : store.Store(without) with
        {
            NewestDay = shard.NewestDay is null || without.RowCount == 0
                ? null
                : Newest((DateColumn)without.Columns[0]),
        };
    }

    private static int? Newest(DateColumn days) => days.Values.Max() is var day && day == DateColumn.Null ? null : day;

    private Dictionary<string, StoredFile> Clean(
        IReadOnlyDictionary<string, StoredFile> files, Func<string, StoredFile, StoredFile?> clean)
    {
        var kept = new Dictionary<string, StoredFile>();
        foreach (var (stream, file) in files)
        {
            if (!_files.TryGetValue(file.Name, out var known))
                _files[file.Name] = known = clean(stream, file);
            if (known is not null)
                kept[stream] = known;
        }

        return kept;
    }

    private StoredFile? CleanRows(string stream, StoredFile file)
    {
        var rows = store.ReadRows(file);
        // What waits for a join has its key in place of the customer.
        var erased = new ErasedRows(
            tombstones, workspace.Streams.FirstOrDefault(source => source.Name == stream)?.Via?.Stream);
        var kept = rows.Where(row => !erased.Owns(rows.Customers[row]));
        return kept.Length == rows.Count ? file : kept.Length == 0 ? null : store.Store(rows.Take(kept));
    }

    private StoredFile CleanKeys(string stream, StoredFile file)
    {
        var keys = store.ReadKeys(file);
        var kept = new TextList();
        for (var key = 0; key < keys.Count; key++)
        {
            if (!tombstones.HasKey(stream, keys[key]))
                kept.Add(keys[key]);
        }

        return kept.Count == keys.Count ? file : store.Store(kept);
    }
}
