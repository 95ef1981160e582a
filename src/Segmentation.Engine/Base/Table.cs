using System.Text;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;

namespace Segmentation.Engine.Base;

/// <summary>The accepted rows of one source in one shard, by customer.</summary>
/// <param name="Ids">The customers, sorted by code point.</param>
/// <param name="Starts">Per customer its first row, and at the end the number of rows.</param>
/// <param name="Columns">The columns of the source's <see cref="RowLayout"/>; a customer's rows are in order of time,
/// then of key or content.</param>
/// <param name="Order">Of a keyed source, the order of each row by import, file and line;
/// null when the source keeps every row.</param>
public sealed record Table(TextList Ids, int[] Starts, Column[] Columns, IntegerColumn? Order = null)
{
    /// <summary>The number of rows.</summary>
    public int RowCount => Starts[^1];

    /// <summary>The index of a customer, or -1.</summary>
    public int IndexOf(string id) => Ids.IndexInSorted(Encoding.UTF8.GetBytes(id));

    /// <summary>The customer that a row is of.</summary>
    public int CustomerOf(int row)
    {
        // Every customer has a row, so that no two begin at the same one.
        var found = Array.BinarySearch(Starts, row);
        return found < 0 ? ~found - 1 : found;
    }

    /// <summary>The rows of some customers, one customer behind the other.</summary>
    /// <param name="customers">Their ids; those without rows are left out.</param>
    public Rows RowsOf(IEnumerable<string> customers)
    {
        var (codes, rows) = (new List<int>(), new List<int>());
        foreach (var customer in customers.Select(IndexOf).Where(customer => customer >= 0))
        {
            for (var row = Starts[customer]; row < Starts[customer + 1]; row++)
            {
                codes.Add(customer);
                rows.Add(row);
            }
        }

        int[] taken = [.. rows];
        return new Rows(
            new TextColumn([.. codes], Ids), (IntegerColumn?)Order?.Take(taken),
            [.. Columns.Select(column => column.Take(taken))]);
    }

    /// <summary>A table without rows.</summary>
    public static Table Empty(RowLayout layout) =>
        new(
            TextList.Empty, [0], [.. layout.Types.Select(type => Column.Nulls(type, 0))],
            layout.Keyed ? new IntegerColumn([]) : null);

    /// <summary>The table without a customer; the same table when it has no row of it.</summary>
    public Table Without(ReadOnlySpan<byte> id)
    {
        var gone = Ids.IndexInSorted(id);
        if (gone < 0)
            return this;
        var (ids, starts) = (new TextList(Ids.Count, Ids.ByteCount), new List<int> { 0 });
        for (var customer = 0; customer < Ids.Count; customer++)
        {
            if (customer == gone)
                continue;
            ids.Add(Ids[customer]);
            starts.Add(starts[^1] + Starts[customer + 1] - Starts[customer]);
        }

        int[] rows =
            [.. Enumerable.Range(0, RowCount).Where(row => row < Starts[gone] || row >= Starts[gone + 1])];
        return new Table(
            ids, [.. starts], [.. Columns.Select(column => column.Take(rows))], (IntegerColumn?)Order?.Take(rows));
    }

    /// <summary>The rows with their customers.</summary>
    public Rows ToRows()
    {
        var codes = new int[RowCount];
        for (var customer = 0; customer < Ids.Count; customer++)
            codes.AsSpan(Starts[customer]..Starts[customer + 1]).Fill(customer);
        return new Rows(new TextColumn(codes, Ids), Order, Columns);
    }
}
