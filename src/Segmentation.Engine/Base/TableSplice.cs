using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;

namespace Segmentation.Engine.Base;

/// <summary>Changes some customers of a table; the rows of all others are copied as they stand.</summary>
public static class TableSplice
{
    /// <summary>
    /// The table with more rows: byte by byte what <see cref="TableMerge"/> makes of all rows, but only customers that
    /// have any of the new ones are put in order.
    /// </summary>
    /// <param name="layout">The source's layout.</param>
    /// <param name="own">The table, as it was merged.</param>
    /// <param name="lost">Rows of it that are left out, ascending.</param>
    /// <param name="added">The new rows.</param>
    /// <param name="zone">The workspace's zone; a day without a time stands for its first instant there.</param>
    public static Table Merge(
        RowLayout layout, Table own, ReadOnlySpan<int> lost, IReadOnlyList<Rows> added, TimeZoneInfo zone)
    {
        if (lost.IsEmpty && added.All(part => part.Count == 0))
            return own;
        var changed = Changed(own, lost, added);
        var anew = TableMerge.Merge(layout, [Kept(own, changed, lost), .. added], zone);
        return TableMerge.Tidied(Replaced(layout, own, changed, anew));
    }

    /// <summary>The table with other rows of some customers in place of their own.</summary>
    /// <param name="layout">The source's layout.</param>
    /// <param name="own">The table.</param>
    /// <param name="gone">Per customer whether its rows are left out.</param>
    /// <param name="added">The rows of customers that are gone or were not there.</param>
    public static Table Replaced(RowLayout layout, Table own, ReadOnlySpan<bool> gone, Table added)
    {
        var ids = new TextList(own.Ids.Count + added.Ids.Count, own.Ids.ByteCount + added.Ids.ByteCount);
        var (starts, rows) = (new List<int>(own.Ids.Count + 1) { 0 }, new List<int>(own.RowCount + added.RowCount));
        void Add(Table table, int customer, int shift)
        {
            ids.Add(table.Ids[customer]);
            for (var row = table.Starts[customer]; row < table.Starts[customer + 1]; row++)
                rows.Add(shift + row);
            starts.Add(rows.Count);
        }

        var next = 0;
        for (var customer = 0; customer <= own.Ids.Count; customer++)
        {
            while (next < added.Ids.Count && (customer == own.Ids.Count
                || TextList.Compare(added.Ids[next], own.Ids[customer]) <= 0))
                Add(added, next++, own.RowCount);
            if (customer < own.Ids.Count && !gone[customer])
                Add(own, customer, 0);
        }

        int[] taken = [.. rows];
        Column Taken(ColumnType type, Column one, Column other) => ColumnConcat.Of(type, [one, other]).Take(taken);
        return new Table(
            ids, [.. starts], [.. layout.Types.Select((type, i) => Taken(type, own.Columns[i], added.Columns[i]))],
            own.Order is null ? null : (IntegerColumn)Taken(ColumnType.Integer, own.Order, added.Order!));
    }

    /// <summary>Per customer of a table whether it loses or gets rows.</summary>
    private static bool[] Changed(Table own, ReadOnlySpan<int> lost, IReadOnlyList<Rows> added)
    {
        var changed = new bool[own.Ids.Count];
        foreach (var part in added)
        {
            for (var row = 0; row < part.Count; row++)
            {
                if (own.Ids.IndexInSorted(part.Customers[row]) is >= 0 and var customer)
                    changed[customer] = true;
            }
        }

        foreach (var row in lost)
            changed[own.CustomerOf(row)] = true;
        return changed;
    }

    /// <summary>The rows of some customers, without those that are lost.</summary>
    private static Rows Kept(Table own, bool[] customers, ReadOnlySpan<int> lost)
    {
        var (codes, rows) = (new List<int>(), new List<int>());
        for (var customer = 0; customer < customers.Length; customer++)
        {
            for (var row = own.Starts[customer]; customers[customer] && row < own.Starts[customer + 1]; row++)
            {
                if (!lost.IsEmpty && lost[0] == row)
                {
                    lost = lost[1..];
                    continue;
                }

                codes.Add(customer);
                rows.Add(row);
            }
        }

        int[] taken = [.. rows];
        return new Rows(
            new TextColumn([.. codes], own.Ids), (IntegerColumn?)own.Order?.Take(taken),
            [.. own.Columns.Select(column => column.Take(taken))]);
    }
}
