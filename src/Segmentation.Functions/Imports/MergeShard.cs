using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Segmentation.Engine.Base;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;

namespace Segmentation.Functions.Imports;

/// <summary>A shard of a source, merged with the base.</summary>
/// <param name="Table">Its table.</param>
/// <param name="Unresolved">Rows whose customer a strict customers source does not know, by file.</param>
/// <param name="Losses">Rows that lost their key, by file.</param>
/// <param name="Absent">Customers kept that a snapshot lacks.</param>
/// <param name="Columns">How full the columns of the layout are in the rows that the import brought.</param>
internal sealed record MergedShard(
    TableShard Table, IReadOnlyList<UnresolvedRows> Unresolved, IReadOnlyList<Loss> Losses, int Absent,
    IReadOnlyList<FieldCount> Columns);

/// <summary>Rows whose customer is not known yet.</summary>
/// <param name="File">The number of the dump; negative for rows that waited in the base.</param>
/// <param name="Count">How many.</param>
/// <param name="Name">The file that holds them.</param>
internal sealed record UnresolvedRows(int File, int Count, string Name);

/// <summary>Rows of a file that lost their key.</summary>
internal sealed record Loss(int File, long Duplicate, long Superseded);

/// <summary>
/// Merges the rows of one shard of a source with the base: one row wins per key, customers are put in order.
/// </summary>
public sealed class MergeShard(
    BlobStore data, BaseStore store, ImportScratch scratch, SourceWork sources, ShardRows rows, Stages stages)
{
    /// <summary>Merges a shard; tells its rows.</summary>
    [Function(nameof(MergeShard))]
    public long Run([ActivityTrigger] Piece piece)
    {
        var plan = sources.Plan(piece.Of);
        var (before, source) = (sources.Before(plan).Manifest, sources.Source(plan));
        using var stage = stages.Begin($"merge {plan.Source}", before.Shards);
        var (layout, settled) = (RowLayout.Of(source), scratch.Read<SettledSource>($"{piece.Of}/settled.json"));
        var loaded = rows.Load(plan, [.. settled.Pieces], piece.Number);
        if (source.IsCustomers)
        {
            var verdicts = Winners.Judge(layout, [.. loaded.Rows.Select(l => l.Rows)], plan.FirstOrder);
            loaded.DropLosers(part => verdicts[part]);
        }
        else if (settled.Keyed)
        {
            var verdicts = VerdictFile.Read(data, VerdictFile.Name(piece.Of, piece.Number));
            loaded.DropLosers(part => verdicts.GetValueOrDefault(part));
        }

        var replaced = plan.Import.Mode == ImportMode.Snapshot && source.IsCustomers && plan.Replaces
            ? before.Tables.GetValueOrDefault(plan.Source)?[piece.Number]
            : null;
        var merged = Merge(plan, layout, loaded, replaced, piece);
        scratch.Write(Name(piece.Of, piece.Number), merged);
        stage.Step(1, merged.Table.File.Rows);
        return merged.Table.File.Rows;
    }

    /// <summary>The name of a merged shard's result.</summary>
    internal static string Name(string folder, int shard) =>
        string.Create(CultureInfo.InvariantCulture, $"{folder}/merged/{shard}.json");

    private MergedShard Merge(
        SourcePlan plan, RowLayout layout, LoadedShard loaded, TableShard? replaced, Piece piece)
    {
        var parts = loaded.Rows.Skip(loaded.Own is null ? 0 : 1).Select(l => l.Kept).ToList();
        var absent = replaced is null || replaced.File.Rows == 0
            ? null
            : Absent(layout, parts, store.ReadTable(replaced.File));
        if (absent is not null)
            parts.Add(absent);
        var zone = sources.Workspace(plan).TimeZone;
        var table = loaded.Own is { } own
            ? TableSplice.Merge(layout, own, loaded.Rows[0].Lost, parts, zone)
            : TableMerge.Merge(layout, parts, zone);
        return new MergedShard(
            store.Store(table, layout), [.. loaded.Unresolved.Select((u, i) => Keep(u.File, u.Rows, piece, i))],
            [.. loaded.Rows.Where(l => l.File >= 0).Select(l => new Loss(l.File, l.Duplicate, l.Superseded))],
            absent?.Count ?? 0, loaded.Columns(layout));
    }

    private UnresolvedRows Keep(int file, Rows unresolved, Piece piece, int number)
    {
        var name = string.Create(
            CultureInfo.InvariantCulture, $"{piece.Of}/merged/{piece.Number}-unresolved-{number}");
        data.Write(name, stream => TableFile.Write(stream, unresolved));
        return new UnresolvedRows(file, unresolved.Count, name);
    }

    /// <summary>The customers of the base that a snapshot lacks.</summary>
    private static Rows Absent(RowLayout layout, List<Rows> now, Table before)
    {
        var present = new TextPool();
        foreach (var part in now)
        {
            for (var row = 0; row < part.Count; row++)
                present.Intern(part.Customers[row]);
        }

        var old = before.ToRows();
        var absent = old.Take(old.Where(row => present.Find(old.Customers[row]) < 0));
        ((BooleanColumn)absent.Columns[layout.Absent]).Values.AsSpan().Fill(1);
        return absent;
    }
}
