using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;

namespace Segmentation.Functions.Imports;

/// <summary>
/// Rows of the base that an import may move although its dumps do not hold them: rows that waited for their customer,
/// and rows whose joined stream changed.
/// </summary>
internal sealed class OlderRows
{
    private readonly BlobStore _data;
    private readonly RowLayout _layout;
    private readonly SourceDefinition _source;
    private readonly int _shards;
    private readonly string _folder;
    private readonly List<Part> _parts = [];

    /// <summary>Joins the older rows of a source again.</summary>
    public OlderRows(
        BlobStore data, BaseStore store, SourceWork sources, SourceStep step, SourceDefinition source,
        Workspace workspace, BaseManifest before)
    {
        (_data, _source, _shards, _layout) = (data, source, before.Shards, RowLayout.Of(source));
        _folder = ImportScratch.Folder(step);
        var joins = sources.Joins(step, source, workspace);
        var waiting = new List<Rows>();
        if (before.Waiting.TryGetValue(source.Name, out var file))
            Retry(store.ReadRows(file), joins, waiting);
        if (IsMoved(before, sources.Before(step with { Source = 0 }).Manifest))
            Rejoin(store, before.Tables[source.Name], joins!, waiting);
        var together = WaitingRows.Together(_layout, waiting);
        if (together.Count == 0)
            return;
        Waiting = $"{_folder}/waiting";
        data.Write(Waiting, stream => Engine.Base.TableFile.Write(stream, together));
    }

    /// <summary>Whether there are any.</summary>
    public bool Any => _parts.Count > 0;

    /// <summary>Whether all rows of the base are among them.</summary>
    public bool Rejoined { get; private set; }

    /// <summary>How many rows had waited and are tried.</summary>
    public int Retried { get; private set; }

    /// <summary>The rows that have a customer.</summary>
    public IReadOnlyList<Part> Parts => _parts;

    /// <summary>The file of the rows that go on waiting; null for none.</summary>
    public string? Waiting { get; }

    private void Retry(Rows rows, JoinMap? joins, List<Rows> waiting)
    {
        var found = joins is null ? rows : Join(rows, joins, waiting);
        Retried = found.Count;
        _parts.Add(Part.Write(_data, $"{_folder}/waited", Part.Waited, found, _shards));
    }

    /// <summary>Whether the joined stream changed with this import, so that rows may have moved with it.</summary>
    private bool IsMoved(BaseManifest before, BaseManifest start) =>
        _source.Via is { } via && before.Tables.ContainsKey(_source.Name)
        && !Files(before, via.Stream).SequenceEqual(Files(start, via.Stream));

    private static IEnumerable<string> Files(BaseManifest manifest, string source) =>
        (manifest.Tables.GetValueOrDefault(source) ?? []).Select(table => table.File.Name);

    /// <summary>Joins the rows of the base again: a key may mean another customer or time now, or nothing.</summary>
    private void Rejoin(BaseStore store, IReadOnlyList<TableShard> tables, JoinMap joins, List<Rows> waiting)
    {
        Rejoined = true;
        for (var shard = 0; shard < tables.Count; shard++)
        {
            var rows = store.ReadTable(tables[shard].File).ToRows();
            var byKey = rows with { Customers = (TextColumn)rows.Columns[_layout.Via] };
            var found = Join(byKey, joins, waiting);
            _parts.Add(Part.Write(_data, $"{_folder}/again-{shard}", Part.Waited, found, _shards));
        }
    }

    private Rows Join(Rows rows, JoinMap joins, List<Rows> waiting)
    {
        var (found, unknown) = WaitingRows.Join(rows, _layout, _source.Time is not null, joins);
        if (unknown.Count > 0)
            waiting.Add(unknown);
        return found;
    }
}
