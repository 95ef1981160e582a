using Segmentation.Engine.Base;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;

namespace Segmentation.Functions.Imports;

/// <summary>Loads the rows of one shard that a merge works with: those of the base, and those of all chunks.</summary>
/// <param name="data">Where the files are.</param>
/// <param name="store">The base.</param>
/// <param name="sources">What the steps of a source share.</param>
public sealed class ShardRows(BlobStore data, BaseStore store, SourceWork sources)
{
    /// <summary>The rows, in the same order each time.</summary>
    /// <param name="plan">The source.</param>
    /// <param name="pieces">Its parsed chunks.</param>
    /// <param name="shard">The shard.</param>
    internal LoadedShard Load(SourcePlan plan, ParsedPiece[] pieces, int shard)
    {
        var manifest = sources.Before(plan).Manifest;
        var ids = KnownCustomers(plan, manifest, shard);
        var loaded = new LoadedShard([], []);
        if (!plan.WithoutOld && manifest.Tables.GetValueOrDefault(plan.Source) is { } old && old[shard].File.Rows > 0)
        {
            var own = store.ReadTable(old[shard].File);
            loaded.Rows.Add(new LoadedRows(Part.Waited, own.ToRows()));
            loaded = loaded with { Own = own };
        }

        foreach (var part in plan.Older.Concat(pieces.Select(piece => piece.Part).OfType<Part>()))
        {
            if (part.Read(data, shard, plan.FirstOrder) is { } rows)
                loaded.Rows.Add(new LoadedRows(part.File, WithoutStrangers(part, rows, ids, loaded)));
        }

        return loaded;
    }

    /// <summary>Rows of a part whose customer is known; the others are kept apart.</summary>
    private static Rows WithoutStrangers(Part part, Rows rows, TextPool? ids, LoadedShard loaded)
    {
        if (ids is null)
            return rows;
        var strangers = rows.Where(row => ids.Find(rows.Customers[row]) < 0);
        if (strangers.Length == 0)
            return rows;
        loaded.Unresolved.Add((part.File, rows.Take(strangers)));
        return rows.Take(rows.Where(row => ids.Find(rows.Customers[row]) >= 0));
    }

    /// <summary>The customers of a strict customers source; null when all customers exist.</summary>
    private TextPool? KnownCustomers(SourcePlan plan, BaseManifest manifest, int shard)
    {
        var source = sources.Source(plan);
        if (source.IsCustomers || source.Via is not null || sources.Workspace(plan).Customers?.Strict != true)
            return null;
        // Before the first import of strict customers, nobody is known.
        var known = manifest.Tables.GetValueOrDefault(SourceDefinition.CustomersName);
        var ids = known is null ? TextList.Empty : store.ReadTable(known[shard].File).Ids;
        var pool = new TextPool(ids.Count);
        for (var id = 0; id < ids.Count; id++)
            pool.Intern(ids[id]);
        return pool;
    }
}

/// <summary>Rows of a shard, by the part that they come from.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Unresolved">Rows whose customer a strict customers source does not know, by file.</param>
internal sealed record LoadedShard(List<LoadedRows> Rows, List<(int File, Rows Rows)> Unresolved)
{
    /// <summary>The table of the base, whose rows are the first part; null when its rows are not among these.</summary>
    public Table? Own { get; init; }

    /// <summary>How full the columns are in the rows that the import brought.</summary>
    public FieldCount[] Columns(RowLayout layout)
    {
        var brought = Rows.Where(part => part.File >= 0).Select(part => part.Kept).ToArray();
        return
        [
            .. Enumerable.Range(0, layout.Types.Count).Select(column => brought.Aggregate(
                FieldCount.None, (sum, rows) => sum + FieldCount.Of(rows.Columns[column]))),
        ];
    }

    /// <summary>Takes out the rows that lost their key, and counts them.</summary>
    /// <param name="verdicts">Per part the verdicts on its rows; null when all are kept.</param>
    public void DropLosers(Func<int, Verdict[]?> verdicts)
    {
        for (var i = 0; i < Rows.Count; i++)
        {
            if (verdicts(i) is not { } own)
                continue;
            var part = Rows[i];
            part.Duplicate = own.AsSpan().Count(Verdict.Duplicate);
            part.Superseded = own.AsSpan().Count(Verdict.Superseded);
            if (part.Duplicate + part.Superseded > 0)
                part.Lost = part.Rows.Where(row => own[row] != Verdict.Kept);
        }
    }
}

/// <summary>The rows of one part in one shard.</summary>
internal sealed class LoadedRows(int file, Rows rows)
{
    private Rows? _kept;

    /// <summary>The number of the file; negative for rows of the base.</summary>
    public int File { get; } = file;

    /// <summary>The rows.</summary>
    public Rows Rows { get; } = rows;

    /// <summary>The numbers of the rows that lost their key, ascending.</summary>
    public int[] Lost { get; set; } = [];

    /// <summary>The rows that did not lose their key.</summary>
    public Rows Kept => _kept ??= Lost.Length == 0
        ? Rows
        : Rows.Take(Rows.Where(row => Array.BinarySearch(Lost, row) < 0));

    /// <summary>Rows that said what the winner of their key says.</summary>
    public long Duplicate { get; set; }

    /// <summary>Rows whose key a later row or version has.</summary>
    public long Superseded { get; set; }
}
