using System.Globalization;
using Segmentation.Engine.Base;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Functions.Imports;

/// <summary>Removes the customers that a full import lacks, with all their rows.</summary>
/// <param name="store">The base.</param>
/// <param name="workspace">The definitions.</param>
/// <param name="shards">The number of shards.</param>
/// <param name="reasons">Takes the reason for holding the import.</param>
internal sealed class FullImport(BaseStore store, Workspace workspace, int shards, HoldReasons reasons)
{
    private const int LargestPercent = 20;

    private readonly AbsentCustomers _customers = new(store, shards);

    /// <summary>
    /// Takes the missing customers out of the tables that the import did not replace; returns how many there are. More
    /// than 20 % of all are a reason for holding the import.
    /// </summary>
    /// <param name="before">The tables before the import.</param>
    /// <param name="tables">The tables with the import; they are changed.</param>
    /// <param name="imported">The sources that the import contains.</param>
    public long Remove(
        IReadOnlyDictionary<string, IReadOnlyList<TableShard>> before,
        Dictionary<string, IReadOnlyList<TableShard>> tables, IReadOnlySet<string> imported)
    {
        var taken = tables.Where(table => imported.Contains(table.Key)).Select(table => table.Value).ToArray();
        var present = Enumerable.Range(0, shards)
            .Select(shard => _customers.Ids(taken.Select(table => table[shard]))).ToArray();
        var (known, removed) = Count(before, present);
        if (removed * 100 > known * LargestPercent)
        {
            reasons.Add(
                "import",
                string.Create(CultureInfo.InvariantCulture, $"it would remove {removed:N0} of {known:N0} customers"),
                $"at most {LargestPercent} %");
        }

        if (removed == 0)
            return 0;
        foreach (var source in workspace.Sources.Where(s => !imported.Contains(s.Name) && tables.ContainsKey(s.Name)))
            tables[source.Name] = [
                .. tables[source.Name].Select((table, shard) => Without(source, table, present[shard]))];
        return removed;
    }

    private (long Known, long Removed) Count(
        IReadOnlyDictionary<string, IReadOnlyList<TableShard>> before, TextPool[] present)
    {
        long known = 0, removed = 0;
        for (var shard = 0; shard < shards; shard++)
        {
            var ids = _customers.Ids(before.Values.Select(t => t[shard])).Texts;
            known += ids.Count;
            for (var id = 0; id < ids.Count; id++)
                removed += present[shard].Find(ids[id]) < 0 ? 1 : 0;
        }

        return (known, removed);
    }

    private TableShard Without(SourceDefinition source, TableShard file, TextPool present)
    {
        var layout = RowLayout.Of(source);
        var rows = store.ReadTable(file.File).ToRows();
        var kept = Enumerable.Range(0, rows.Count).Where(row => present.Find(rows.Customers[row]) >= 0).ToArray();
        return store.Store(TableMerge.Merge(layout, [rows.Take(kept)], workspace.TimeZone), layout);
    }
}
