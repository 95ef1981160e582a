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
        var gone = new bool[own.Ids.Count];
        void LeaveOut(string id)
        {
            if (own.IndexOf(id) is >= 0 and var customer)
                gone[customer] = true;
        }

        foreach (var alias in leftOut)
            LeaveOut(alias);
        var parts = new List<Rows>();
        foreach (var group in groups)
        {
            if (!group.Aliases.Any(alias => aliases.IndexOf(alias) >= 0))
                continue;
            LeaveOut(group.Canonical);
            parts.Add(layout.Day < 0 ? One(own, aliases, group) : All(own, aliases, group));
        }

        return parts.Count == 0 && !gone.AsSpan().Contains(true)
            ? own
            : TableSplice.Replaced(layout, own, gone, TableMerge.Merge(layout, parts, zone));
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
}
