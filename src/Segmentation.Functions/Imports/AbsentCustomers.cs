using Segmentation.Engine.Base;
using Segmentation.Engine.Columns;

namespace Segmentation.Functions.Imports;

/// <summary>
/// Customers of the base that no table has a row of any more, because a snapshot replaced the stream that knew them.
/// They are kept: only a full import removes customers.
/// </summary>
/// <param name="store">The base.</param>
/// <param name="shards">The number of shards.</param>
internal sealed class AbsentCustomers(BaseStore store, int shards)
{
    /// <summary>The name of their table, which no source can have.</summary>
    public const string Table = "~absent";

    /// <summary>The tables of absent customers behind an import, and how many came to be so; null for none.</summary>
    /// <param name="before">The tables before the import.</param>
    /// <param name="after">The tables with the import.</param>
    public (IReadOnlyList<TableShard>? Tables, long Added) Of(
        IReadOnlyDictionary<string, IReadOnlyList<TableShard>> before,
        IReadOnlyDictionary<string, IReadOnlyList<TableShard>> after)
    {
        var tables = new TableShard[shards];
        for (var shard = 0; shard < shards; shard++)
        {
            var present = Ids(after.Where(t => t.Key != Table).Select(t => t.Value[shard]));
            var absent = new TextPool();
            var known = Ids(before.Values.Select(t => t[shard])).Texts;
            for (var id = 0; id < known.Count; id++)
            {
                if (present.Find(known[id]) < 0)
                    absent.Intern(known[id]);
            }

            var ids = TextSort.Sorted(absent.Texts).Texts;
            tables[shard] = store.Store(new Table(ids, new int[ids.Count + 1], []));
        }

        var absentBefore = before.GetValueOrDefault(Table)?.Sum(t => (long)t.Customers) ?? 0;
        var count = tables.Sum(t => (long)t.Customers);
        return (count == 0 ? null : tables, Math.Max(0, count - absentBefore));
    }

    /// <summary>The customers of some tables.</summary>
    public TextPool Ids(IEnumerable<TableShard> tables)
    {
        var pool = new TextPool();
        foreach (var table in tables)
        {
            var ids = store.ReadTable(table.File).Ids;
            for (var id = 0; id < ids.Count; id++)
                pool.Intern(ids[id]);
        }

        return pool;
    }
}
