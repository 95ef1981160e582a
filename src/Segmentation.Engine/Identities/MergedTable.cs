using System.Text;
using Segmentation.Engine.Base;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;

namespace Segmentation.Engine.Identities;

/// <summary>
/// A table of one shard under an identity: customers have the rows of their aliases too, wherever those are, in the one
/// order of rows; aliases have none.
/// </summary>
/// <param name="layout">The layout of the source.</param>
/// <param name="zone">The workspace's zone.</param>
public sealed class MergedTable(RowLayout layout, TimeZoneInfo zone)
{
    /// <summary>The table.</summary>
    /// <param name="own">The table of the shard, as the base has it.</param>
    /// <param name="aliases">The rows of all aliases, whatever their shard.</param>
    /// <param name="groups">The groups whose canonical customer belongs to the shard.</param>
    /// <param name="leftOut">The aliases that belong to the shard.</param>
    public Table Of(Table own, Table aliases, IReadOnlyList<MergedGroup> groups, IEnumerable<string> leftOut)
    {
        var gone = leftOut.Select(own.IndexOf).Where(customer => customer >= 0).ToHashSet();
        var parts = new List<Rows>();
        foreach (var group in groups)
        {
            if (!group.Aliases.Any(alias => aliases.IndexOf(alias) >= 0))
                continue;
            gone.Add(own.IndexOf(group.Canonical));
            parts.Add(layout.Day < 0 ? One(own, aliases, group) : All(own, aliases, group));
        }

        return gone.Count == 0 && parts.Count == 0
            ? own
            : Spliced(own, gone, TableMerge.Merge(layout, parts, zone));
    }

    /// <summary>All rows of a group, under its canonical id.</summary>
    private Rows All(Table own, Table aliases, MergedGroup group)
    {
        var (rows, merged) = (own.RowsOf([group.Canonical]), aliases.RowsOf(group.Aliases));
        return Renamed(
            group.Canonical, rows.Count + merged.Count, Joined(rows.Order, merged.Order),
            Joined(rows.Columns, merged.Columns));
    }

    /// <summary>A customer's one row: what it lacks is taken from its aliases, in the order of their ids.</summary>
    private Rows One(Table own, Table aliases, MergedGroup group)
    {
        var all = All(own, aliases, group);
        var columns = all.Columns.Select(column =>
        {
            var filled = Enumerable.Range(0, all.Count).FirstOrDefault(row => !column.IsNull(row));
            return column.Take([filled]);
        });
        return Renamed(group.Canonical, 1, (IntegerColumn?)all.Order?.Take([0]), [.. columns]);
    }

    private static Rows Renamed(string customer, int count, IntegerColumn? order, Column[] columns)
    {
        var ids = new TextList();
        ids.Add(Encoding.UTF8.GetBytes(customer));
        return new Rows(new TextColumn(new int[count], ids), order, columns);
    }

    private Column[] Joined(Column[] one, Column[] other) =>
        [.. layout.Types.Select((type, i) => ColumnConcat.Of(type, [one[i], other[i]]))];

    private static IntegerColumn? Joined(IntegerColumn? one, IntegerColumn? other) =>
        one is null || other is null ? null : new IntegerColumn([.. one.Values, .. other.Values]);

    /// <summary>The table with other rows of some customers in place of their own.</summary>
    private Table Spliced(Table own, HashSet<int> gone, Table added)
    {
        var ids = new TextList(own.Ids.Count, own.Ids.ByteCount);
        var (starts, rows) = (new List<int>(own.Ids.Count + 1) { 0 }, new List<int>(own.RowCount + added.RowCount));
        var next = 0;
        void Add(Table table, int customer, int shift)
        {
            ids.Add(table.Ids[customer]);
            for (var row = table.Starts[customer]; row < table.Starts[customer + 1]; row++)
                rows.Add(shift + row);
            starts.Add(rows.Count);
        }

        for (var customer = 0; customer <= own.Ids.Count; customer++)
        {
            while (next < added.Ids.Count && (customer == own.Ids.Count
                || TextList.Compare(added.Ids[next], own.Ids[customer]) <= 0))
                Add(added, next++, own.RowCount);
            if (customer < own.Ids.Count && !gone.Contains(customer))
                Add(own, customer, 0);
        }

        int[] taken = [.. rows];
        return new Table(
            ids, [.. starts],
            [.. Joined(own.Columns, added.Columns).Select(column => column.Take(taken))],
            (IntegerColumn?)Joined(own.Order, added.Order)?.Take(taken));
    }
}
