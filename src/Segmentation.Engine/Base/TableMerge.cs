using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;

namespace Segmentation.Engine.Base;

/// <summary>
/// Puts the rows of one source and shard together: by customer, and in their one order inside a customer.
/// </summary>
public static class TableMerge
{
    private const int SmallGroup = 24;

    /// <summary>
    /// The table of all rows. Its bytes depend on the rows alone, not on how they were cut or ordered.
    /// </summary>
    /// <param name="layout">The source's layout.</param>
    /// <param name="parts">The rows.</param>
    /// <param name="zone">The workspace's zone; a day without a time stands for its first instant there.</param>
    public static Table Merge(RowLayout layout, IReadOnlyList<Rows> parts, TimeZoneInfo zone)
    {
        var total = parts.Sum(p => p.Count);
        if (total == 0)
            return Table.Empty(layout);
        var (ids, customers) = Customers(parts, total);
        var columns = new Column[layout.Types.Count];
        for (var i = 0; i < columns.Length; i++)
            columns[i] = ColumnConcat.Of(layout.Types[i], [.. parts.Select(p => p.Columns[i])]);
        var (starts, rows) = GroupByCustomer(customers, ids.Count);
        var days = layout.Day < 0 ? null : ((DateColumn)columns[layout.Day].Take(rows)).Values;
        SortInside(rows, starts, days, new RowOrder(layout, columns, zone));
        var order = layout.Keyed
            ? (IntegerColumn)ColumnConcat.Of(ColumnType.Integer, [.. parts.Select(p => p.Order!)]).Take(rows)
            : null;
        return Tidied(new Table(ids, starts, [.. columns.Select(c => c.Take(rows))], order));
    }

    /// <summary>The table with numbers in one form.</summary>
    internal static Table Tidied(Table table) => table with { Columns = Array.ConvertAll(table.Columns, Tidied) };

    private static (TextList Ids, int[] Customers) Customers(IReadOnlyList<Rows> parts, int total)
    {
        var pool = new TextPool(Math.Min(total, 1 << 16));
        var customers = new int[total];
        var at = 0;
        foreach (var part in parts)
        {
            for (var row = 0; row < part.Count; row++)
                customers[at++] = pool.Intern(part.Customers[row]);
        }

        var (ids, ranks) = TextSort.Sorted(pool.Texts);
        for (var row = 0; row < total; row++)
            customers[row] = ranks[customers[row]];
        return (ids, customers);
    }

    /// <summary>A counting sort: the rows of customer c are rows[starts[c]..starts[c + 1]].</summary>
    private static (int[] Starts, int[] Rows) GroupByCustomer(int[] customers, int count)
    {
        var starts = new int[count + 1];
        foreach (var customer in customers)
            starts[customer + 1]++;
        for (var customer = 0; customer < count; customer++)
            starts[customer + 1] += starts[customer];
        var next = starts.AsSpan(0, count).ToArray();
        var rows = new int[customers.Length];
        for (var row = 0; row < rows.Length; row++)
            rows[next[customers[row]]++] = row;
        return (starts, rows);
    }

    /// <summary>Sorts the rows of each customer; where days ascend already, only those of one day are out of order.
    /// </summary>
    /// <param name="rows">The rows, customer by customer.</param>
    /// <param name="starts">Per customer the first of them.</param>
    /// <param name="days">Their days; null without.</param>
    /// <param name="order">The order of rows.</param>
    private static void SortInside(int[] rows, int[] starts, int[]? days, RowOrder order)
    {
        for (var customer = 0; customer + 1 < starts.Length; customer++)
        {
            var (from, to) = (starts[customer], starts[customer + 1]);
            var group = rows.AsSpan(from..to);
            if (days is not null && IsAscending(days.AsSpan(from..to)))
                SortDays(group, days.AsSpan(from..to), order);
            else
                Sort(group, order);
        }
    }

    private static bool IsAscending(ReadOnlySpan<int> days)
    {
        for (var i = 1; i < days.Length; i++)
        {
            if (days[i - 1] > days[i])
                return false;
        }

        return true;
    }

    private static void SortDays(Span<int> group, ReadOnlySpan<int> days, RowOrder order)
    {
        for (int from = 0, to = 1; from < days.Length; from = to++)
        {
            while (to < days.Length && days[to] == days[from])
                to++;
            if (to - from > 1)
                Sort(group[from..to], order);
        }
    }

    private static void Sort(Span<int> group, RowOrder order)
    {
        if (group.Length > SmallGroup)
            group.Sort(order);
        else
            InsertionSort(group, order);
    }

    private static void InsertionSort(Span<int> group, RowOrder order)
    {
        for (var i = 1; i < group.Length; i++)
        {
            var row = group[i];
            var at = i;
            for (; at > 0 && order.Compare(group[at - 1], row) > 0; at--)
                group[at] = group[at - 1];
            group[at] = row;
        }
    }

    /// <summary>Numbers in one form: 1.50 and 1.5 are the same row, and so are 0 and -0.</summary>
    private static Column Tidied(Column column)
    {
        switch (column)
        {
            case MoneyColumn { Units: { } units }:
                return new MoneyColumn(units.Trimmed());
            case MoneyColumn amounts:
                return new MoneyColumn(Array.ConvertAll(amounts.Values, Exact.Trimmed));
            case NumberColumn numbers:
                foreach (ref var number in numbers.Values.AsSpan())
                    number = number == 0 ? 0 : number;
                break;
        }

        return column;
    }
}
