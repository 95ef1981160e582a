using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Functions.Imports;

/// <summary>
/// Takes one import into a version of the base and makes the next version; the current one stays as it is.
/// </summary>
internal sealed class BaseBuilder
{
    private readonly ImportContext _context;
    private readonly BaseManifest _before;
    private readonly TakenImport _import;

    private readonly Dictionary<string, IReadOnlyList<TableShard>> _tables;
    private readonly Dictionary<string, StoredFile> _waiting;
    private readonly Dictionary<string, StoredFile> _filteredKeys;
    private readonly Dictionary<string, JoinMap> _joins = [];
    private readonly List<FileLedger> _ledgers = [];
    private long _resolved;
    private long _absent;
    private long _removed;

    /// <summary>A builder of the version behind <paramref name="before"/>.</summary>
    public BaseBuilder(ImportContext context, BaseManifest before, TakenImport import)
    {
        (_context, _before, _import) = (context, before, import);
        _tables = new(before.Tables);
        _waiting = new(before.Waiting);
        _filteredKeys = new(before.FilteredKeys);
    }

    /// <summary>
    /// The order of the import's first byte: imports, then files, then offsets. 44 bits are 16 TiB an import.
    /// </summary>
    private long FirstOrder => (_before.Imports.Count + 1L) << 44;

    /// <summary>The ledgers with the names of the files that hold the rejected rows.</summary>
    public IReadOnlyList<FileLedger> Ledgers => _ledgers;

    /// <summary>Reads the dumps and merges them.</summary>
    /// <param name="folder">Where the copies of the dumps lie in the data folder.</param>
    /// <param name="isNew">Whether the import just arrived; kept dumps that the sources
    /// do not read any more are passed over.</param>
    /// <exception cref="ImportException">When a dump cannot be taken.</exception>
    public (BaseManifest Manifest, Receipt Receipt) Build(string folder, bool isNew)
    {
        var unread =
            _import.Files.Where(f => !_context.Workspace.Sources.Any(s => ImportFiles.Matches(s, f.Name))).ToArray();
        if (isNew && unread.Length == _import.Files.Count)
            throw NothingToRead();
        foreach (var source in SourceOrder.Of(_context.Workspace))
            Take(source, folder);
        if (_import.Mode == ImportMode.Full)
        {
            var imported = _ledgers.Select(ledger => ledger.Source).ToHashSet();
            _tables.Remove(AbsentCustomers.Table);
            _removed = new FullImport(_context.Store, _context.Workspace, _before.Shards).Remove(
                _before.Tables, _tables, imported);
        }
        else if (_import.Mode == ImportMode.Snapshot || _before.Tables.ContainsKey(AbsentCustomers.Table))
        {
            KeepAbsent();
        }

        var manifest = _before with
        {
            Version = _before.Version + 1,
            Imports = [.. _before.Imports, _import],
            Tables = _tables,
            Waiting = _waiting,
            FilteredKeys = _filteredKeys,
        };
        return (manifest, new Receipt(
            _import.Id, _import.Mode, manifest.Version, [.. _ledgers.Select(ReceiptOf)],
            [.. unread.Select(f => f.Name)], _resolved, _absent, _removed, Repeats()));
    }

    private void KeepAbsent()
    {
        if (_before.Tables.Count == 0)
            return;
        var (tables, added) = new AbsentCustomers(_context.Store, _before.Shards).Of(_before.Tables, _tables);
        _absent += added;
        if (tables is null)
            _tables.Remove(AbsentCustomers.Table);
        else
            _tables[AbsentCustomers.Table] = tables;
    }

    /// <summary>Files whose content another import brought already, under another name or with other files.</summary>
    private string[] Repeats() =>
    [
        .. _import.Files.Where(
            file => file.Length > 0 && _before.Imports.Any(old => old.Files.Any(f => f.Sha256 == file.Sha256)))
            .Select(file => file.Name),
    ];

    private void Take(SourceDefinition source, string folder)
    {
        var dumps = Dumps(source, folder);
        var joins = source.Via is { } via ? Joins(via.Stream) : null;
        var layout = RowLayout.Of(source);
        var replaced = dumps.Length > 0 && _import.Mode != ImportMode.Delta;
        var (retried, waiting) = replaced ? (null, []) : Retry(source, layout, joins);
        var rejoined = replaced || !IsMoved(source) ? null : Rejoin(source, layout, joins!, waiting);
        if (dumps.Length == 0 && retried is null && rejoined is null)
            return;
        var parsed = Parse(source, dumps, joins);
        foreach (var file in parsed.Files)
            Quarantine.Check(file, _context.Data, TakeImport.ReceiptName(_import.Id, "refused.csv"));
        if (_import.Mode == ImportMode.Snapshot)
            Quarantine.CheckEmpty(source.Name, parsed.Files, _tables.GetValueOrDefault(source.Name) ?? []);
        Part[] older = [.. rejoined ?? [], .. retried is null ? Array.Empty<Part>() : [retried]];
        var merged = Merge(source, [.. older, .. parsed.Parts], replaced, replaced || rejoined is not null);
        _resolved += (retried?.Rows ?? 0) - merged.Unresolved.Where(u => u.File == Part.Waited).Sum(u => u.Rows.Count);
        _tables[source.Name] = merged.Tables;
        _absent += merged.Absent;
        Wait(source, layout, [.. waiting, .. parsed.Unresolved, .. merged.Unresolved.Select(u => u.Rows)]);
        KeepFilteredKeys(source, parsed.FilteredKeys, replaced);
        foreach (var file in parsed.Files)
            _ledgers.Add(WithLosses(file, merged));
    }

    private Dump[] Dumps(SourceDefinition source, string folder) =>
    [
        .. _import.Files
            .Select((file, number) => (file, number))
            .Where(f => ImportFiles.Matches(source, f.file.Name))
            .Select(f => Dump.Open(
                f.number, f.file.Name, $"{folder}/{f.file.Name}", source.Format,
                _context.Data, $"{_context.Scratch}/{source.Name}")),
    ];

    private ParsedSource Parse(SourceDefinition source, Dump[] dumps, JoinMap? joins)
    {
        using var stage = _context.Stages.Begin($"parse {source.Name}", dumps.Sum(d => new FileInfo(d.Path).Length));
        return new DumpParser(_context, _before.Shards, FirstOrder).Parse(source, dumps, joins, stage);
    }

    private MergedSource Merge(
        SourceDefinition source, IReadOnlyList<Part> parts, bool replaced, bool withoutOld)
    {
        using var stage = _context.Stages.Begin($"merge {source.Name}", _before.Shards);
        var current = _tables.GetValueOrDefault(source.Name);
        var strict = !source.IsCustomers && source.Via is null && _context.Workspace.Customers?.Strict == true;
        return new SourceMerge(_context, _before.Shards, FirstOrder).Merge(
            source, parts, withoutOld ? null : current,
            _import.Mode == ImportMode.Snapshot && source.IsCustomers && replaced ? current : null,
            strict ? _tables.GetValueOrDefault(SourceDefinition.CustomersName) ?? [] : null, stage);
    }

    /// <summary>Tries the rows again that waited in the base.</summary>
    private (Part? Retried, List<Rows> Waiting) Retry(SourceDefinition source, RowLayout layout, JoinMap? joins)
    {
        if (!_waiting.TryGetValue(source.Name, out var file))
            return (null, []);
        var rows = _context.Store.ReadRows(file);
        List<Rows> waiting = [];
        var found = joins is null ? rows : Join(source, layout, rows, joins, waiting);
        var part = Part.Write(
            _context.Data, $"{_context.Scratch}/{source.Name}/waited", Part.Waited, found, _before.Shards);
        return (part, waiting);
    }

    /// <summary>Whether the joined stream changed with this import, so that rows may have moved with it.</summary>
    private bool IsMoved(SourceDefinition source) =>
        source.Via is { } via && _tables.ContainsKey(source.Name)
        && !ReferenceEquals(_tables.GetValueOrDefault(via.Stream), _before.Tables.GetValueOrDefault(via.Stream));

    /// <summary>Joins the rows of the base again: a key may mean another customer or time now, or nothing.</summary>
    private Part[] Rejoin(SourceDefinition source, RowLayout layout, JoinMap joins, List<Rows> waiting)
    {
        var parts = new List<Part>();
        foreach (var (table, shard) in _tables[source.Name].Select((table, shard) => (table, shard)))
        {
            var rows = _context.Store.ReadTable(table.File).ToRows();
            var byKey = rows with { Customers = (TextColumn)rows.Columns[layout.Via] };
            var found = Join(source, layout, byKey, joins, waiting);
            parts.Add(Part.Write(
                _context.Data, $"{_context.Scratch}/{source.Name}/again-{shard}", Part.Waited, found, _before.Shards));
        }

        return [.. parts];
    }

    private static Rows Join(SourceDefinition source, RowLayout layout, Rows rows, JoinMap joins, List<Rows> waiting)
    {
        var (found, unknown) = WaitingRows.Join(rows, layout, source.Time is not null, joins);
        if (unknown.Count > 0)
            waiting.Add(unknown);
        return found;
    }

    private void Wait(SourceDefinition source, RowLayout layout, IReadOnlyList<Rows> rows)
    {
        var together = WaitingRows.Together(layout, rows);
        if (together.Count == 0)
            _waiting.Remove(source.Name);
        else
            _waiting[source.Name] = _context.Store.Store(together);
    }

    private void KeepFilteredKeys(SourceDefinition source, TextList keys, bool replaced)
    {
        if (!_context.Workspace.Streams.Any(stream => stream.Via?.Stream == source.Name))
            return;
        var distinct = new TextPool();
        foreach (var list in replaced || !_filteredKeys.TryGetValue(source.Name, out var file)
            ? [keys]
            : new[] { _context.Store.ReadKeys(file), keys })
        {
            for (var key = 0; key < list.Count; key++)
                distinct.Intern(list[key]);
        }

        _filteredKeys[source.Name] = _context.Store.Store(TextSort.Sorted(distinct.Texts).Texts);
    }

    /// <summary>What the keys of a stream mean, from its merged tables.</summary>
    private JoinMap Joins(string stream)
    {
        if (_joins.TryGetValue(stream, out var known))
            return known;
        var joins = new JoinMap();
        var layout = RowLayout.Of(_context.Workspace.Streams.Single(s => s.Name == stream));
        foreach (var shard in _tables.GetValueOrDefault(stream) ?? [])
        {
            var rows = _context.Store.ReadTable(shard.File).ToRows();
            var (keys, days) = ((TextColumn)rows.Columns[layout.Key], (DateColumn)rows.Columns[layout.Day]);
            var instants = (IntegerColumn)rows.Columns[layout.Instant];
            for (var row = 0; row < rows.Count; row++)
                joins.Add(keys[row], rows.Customers[row], days.Values[row], instants.Values[row]);
        }

        if (_filteredKeys.TryGetValue(stream, out var file))
        {
            var filtered = _context.Store.ReadKeys(file);
            for (var key = 0; key < filtered.Count; key++)
                joins.AddFiltered(filtered[key]);
        }

        return _joins[stream] = joins;
    }

    private static FileLedger WithLosses(FileLedger file, MergedSource merged)
    {
        var unresolved = merged.Unresolved.Where(u => u.File == file.Number).Sum(u => (long)u.Rows.Count);
        var duplicate = merged.Losses.Where(l => l.File == file.Number).Sum(l => l.Duplicate);
        var superseded = merged.Losses.Where(l => l.File == file.Number).Sum(l => l.Superseded);
        return file with
        {
            Ledger = file.Ledger with
            {
                Unresolved = file.Ledger.Unresolved + unresolved,
                Duplicate = duplicate,
                Superseded = superseded,
                Accepted = file.Ledger.Accepted - unresolved - duplicate - superseded,
            },
        };
    }

    private ReceiptFile ReceiptOf(FileLedger file) =>
        new(file.File, file.Source, _import.Files[file.Number].Length, file.Ledger);

    private ImportException NothingToRead()
    {
        var found = string.Join(", ", _import.Files.Take(5).Select(f => Sentence.Quoted(f.Name)));
        var globs = string.Join(", ", _context.Workspace.Sources.SelectMany(s => s.Files));
        return new ImportException(
            "import", $"no source reads any of its files: {found}", $"file names like {globs}",
            "rename the files, or change file: in sources.yaml");
    }
}
