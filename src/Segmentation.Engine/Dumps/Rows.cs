using Segmentation.Engine.Columns;

namespace Segmentation.Engine.Dumps;

/// <summary>Rows of one source, in any order.</summary>
/// <param name="Customers">Per row the customer's id; of rows that wait for a join, the key they wait for.</param>
/// <param name="Order">Per row a number that grows with file and line; null when the source is not keyed.</param>
/// <param name="Columns">The columns of the source's <see cref="RowLayout"/>.</param>
public sealed record Rows(TextColumn Customers, IntegerColumn? Order, Column[] Columns)
{
    /// <summary>The number of rows.</summary>
    public int Count => Customers.Count;

    /// <summary>The given rows, in the given order.</summary>
    public Rows Take(ReadOnlySpan<int> rows)
    {
        var columns = new Column[Columns.Length];
        for (var i = 0; i < columns.Length; i++)
            columns[i] = Columns[i].Take(rows);
        return new Rows((TextColumn)Customers.Take(rows), (IntegerColumn?)Order?.Take(rows), columns);
    }

    /// <summary>The rows of a range.</summary>
    public Rows Take(Range rows) => new(
        (TextColumn)Customers.Take(rows), (IntegerColumn?)Order?.Take(rows),
        Array.ConvertAll(Columns, column => column.Take(rows)));

    /// <summary>The numbers of the rows for which something holds, ascending.</summary>
    public int[] Where(Predicate<int> holds)
    {
        var rows = new List<int>(Count);
        for (var row = 0; row < Count; row++)
        {
            if (holds(row))
                rows.Add(row);
        }

        return [.. rows];
    }
}
