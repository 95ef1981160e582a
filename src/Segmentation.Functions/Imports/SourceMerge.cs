using Segmentation.Engine.Base;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Hosting;

namespace Segmentation.Functions.Imports;

/// <summary>Merges the rows of one source with the base, shard by shard.</summary>
/// <param name="context">Data folder, base, definitions, settings.</param>
/// <param name="shards">The number of shards.</param>
/// <param name="newFrom">The least order of a new row.</param>
internal sealed class SourceMerge(ImportContext context, int shards, long newFrom)
{
    /// <summary>Merges a source.</summary>
    /// <param name="source">The source.</param>
    /// <param name="parts">The new rows.</param>
    /// <param name="old">The tables of the base; null when there are none, or they are replaced.</param>
    /// <param name="replaced">The tables that a snapshot of customers replaces;
    /// customers missing from it are kept as absent.</param>
    /// <param name="known">The customers of a strict customers source; null when all customers exist.</param>
    /// <param name="stage">Told of the shards and rows.</param>
    public MergedSource Merge(
        SourceDefinition source, IReadOnlyList<Part> parts, IReadOnlyList<TableShard>? old,
        IReadOnlyList<TableShard>? replaced, IReadOnlyList<TableShard>? known, Stages.Stage stage)
    {
        var layout = RowLayout.Of(source);
        LoadedShard Load(int shard) => this.Load(parts, old, known, shard);
        var losers = new KeyLosers(layout, newFrom);
        if (source.Key is not null)
            losers.Judge(shards, shard => [.. Load(shard).Rows.Select(loaded => loaded.Rows)]);
        var merged = new MergedShard[shards];
        InParallel.For(shards, context.Settings.Parallelism, shard =>
        {
            var loaded = Load(shard);
            if (source.IsCustomers)
                DropLosers(loaded, Winners.Judge(layout, [.. loaded.Rows.Select(l => l.Rows)], newFrom));
            else
                DropLosers(loaded, [.. loaded.Rows.Select((_, part) => losers.Of(shard, part))]);
            merged[shard] = MergeShard(layout, loaded, replaced?[shard]);
            stage.Step(1, merged[shard].Table.File.Rows);
        });
        return new MergedSource(
            [.. merged.Select(m => m.Table)], [.. merged.SelectMany(m => m.Unresolved)],
            [.. merged.SelectMany(m => m.Losses)], merged.Sum(m => m.Absent));
    }

    private LoadedShard Load(
        IReadOnlyList<Part> parts, IReadOnlyList<TableShard>? old, IReadOnlyList<TableShard>? known, int shard)
    {
        var rows = new List<LoadedRows>();
        var unresolved = new List<(int File, Rows Rows)>();
        // Before the first import of strict customers, nobody is known.
        var ids = known is null
            ? null
            : Pool(known.Count == 0 ? TextList.Empty : context.Store.ReadTable(known[shard].File).Ids);
        foreach (var part in parts)
        {
            if (part.Read(context.Data, shard) is not { } read)
                continue;
            if (ids is not null)
            {
                var strangers = RowsWhere(read, row => ids.Find(read.Customers[row]) < 0);
                if (strangers.Length > 0)
                    unresolved.Add((part.File, read.Take(strangers)));
                read = read.Take(RowsWhere(read, row => ids.Find(read.Customers[row]) >= 0));
            }

            rows.Add(new LoadedRows(part.File, read));
        }

        if (old is not null && old[shard].File.Rows > 0)
            rows.Insert(0, new LoadedRows(Part.Waited, context.Store.ReadTable(old[shard].File).ToRows()));
        return new LoadedShard(rows, unresolved);
    }

    private static void DropLosers(LoadedShard loaded, Verdict[]?[] verdicts)
    {
        for (var i = 0; i < verdicts.Length; i++)
        {
            if (verdicts[i] is not { } own)
                continue;
            var part = loaded.Rows[i];
            part.Duplicate = own.AsSpan().Count(Verdict.Duplicate);
            part.Superseded = own.AsSpan().Count(Verdict.Superseded);
            if (part.Duplicate + part.Superseded > 0)
                part.Rows = part.Rows.Take(RowsWhere(part.Rows, row => own[row] == Verdict.Kept));
        }
    }

    private MergedShard MergeShard(RowLayout layout, LoadedShard loaded, TableShard? replaced)
    {
        var rows = loaded.Rows.Select(l => l.Rows).ToList();
        var absent = replaced is null || replaced.File.Rows == 0
            ? null
            : Absent(layout, rows, context.Store.ReadTable(replaced.File));
        if (absent is not null)
            rows.Add(absent);
        var table = TableMerge.Merge(layout, rows, context.Workspace.TimeZone);
        return new MergedShard(
            context.Store.Store(table, layout), loaded.Unresolved,
            [.. loaded.Rows.Where(l => l.File >= 0).Select(l => new Loss(l.File, l.Duplicate, l.Superseded))],
            absent?.Count ?? 0);
    }

    /// <summary>The customers of the base that a snapshot lacks.</summary>
    private static Rows Absent(RowLayout layout, List<Rows> now, Table before)
    {
        var present = new TextPool();
        foreach (var rows in now)
        {
            for (var row = 0; row < rows.Count; row++)
                present.Intern(rows.Customers[row]);
        }

        var old = before.ToRows();
        var absent = old.Take(RowsWhere(old, row => present.Find(old.Customers[row]) < 0));
        ((BooleanColumn)absent.Columns[layout.Absent]).Values.AsSpan().Fill(1);
        return absent;
    }

    private static TextPool Pool(TextList ids)
    {
        var pool = new TextPool(ids.Count);
        for (var id = 0; id < ids.Count; id++)
            pool.Intern(ids[id]);
        return pool;
    }

    private static int[] RowsWhere(Rows rows, Predicate<int> holds)
    {
        var kept = new List<int>(rows.Count);
        for (var row = 0; row < rows.Count; row++)
        {
            if (holds(row))
                kept.Add(row);
        }

        return [.. kept];
    }

    private sealed class LoadedRows(int file, Rows rows)
    {
        public int File { get; } = file;

        public Rows Rows { get; set; } = rows;

        public long Duplicate { get; set; }

        public long Superseded { get; set; }
    }

    private sealed record LoadedShard(List<LoadedRows> Rows, List<(int File, Rows Rows)> Unresolved);

    private sealed record MergedShard(
        TableShard Table, List<(int File, Rows Rows)> Unresolved, IReadOnlyList<Loss> Losses, int Absent);
}

/// <summary>A source after it was merged with the base.</summary>
/// <param name="Tables">Its tables, by shard.</param>
/// <param name="Unresolved">Rows whose customer a strict customers source does not know, by file.</param>
/// <param name="Losses">Rows that lost their key, by file.</param>
/// <param name="Absent">Customers kept that a snapshot lacks.</param>
internal sealed record MergedSource(
    IReadOnlyList<TableShard> Tables,
    IReadOnlyList<(int File, Rows Rows)> Unresolved,
    IReadOnlyList<Loss> Losses,
    int Absent);

/// <summary>Rows of a file that lost their key.</summary>
internal sealed record Loss(int File, long Duplicate, long Superseded);
