using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;

namespace Segmentation.Functions.Imports;

/// <summary>Rows that wait in the base until their customer is known.</summary>
internal static class WaitingRows
{
    /// <summary>Tries to find the customers of rows that know only a key.</summary>
    /// <param name="rows">The rows; their customer column holds the key.</param>
    /// <param name="layout">Their layout.</param>
    /// <param name="ownTime">Whether the stream has a time of its own; else it takes that of the joined row.</param>
    /// <param name="joins">What the keys mean now.</param>
    public static (Rows Found, Rows Waiting) Join(Rows rows, RowLayout layout, bool ownTime, JoinMap joins)
    {
        var (found, waiting) = (new List<int>(), new List<int>());
        var joined = new List<JoinMap.Joined>();
        for (var row = 0; row < rows.Count; row++)
        {
            if (!joins.TryFind(rows.Customers[row], out var match))
            {
                waiting.Add(row);
            }
            else if (!match.IsFiltered)
            {
                found.Add(row);
                joined.Add(match);
            }
        }

        var taken = rows.Take(found.ToArray());
        var customers = new TextColumn([.. joined.Select(j => j.Customer)], joins.Customers);
        if (!ownTime)
        {
            taken.Columns[layout.Day] = new DateColumn([.. joined.Select(j => j.Day)]);
            taken.Columns[layout.Instant] = new IntegerColumn([.. joined.Select(j => j.Instant)]);
        }

        return (taken with { Customers = customers }, rows.Take(waiting.ToArray()));
    }

    /// <summary>Rows end to end.</summary>
    public static Rows Together(RowLayout layout, IReadOnlyList<Rows> parts)
    {
        var customers = (TextColumn)ColumnConcat.Of(ColumnType.Text, [.. parts.Select(p => p.Customers)]);
        var columns = new Column[layout.Types.Count];
        for (var i = 0; i < columns.Length; i++)
            columns[i] = ColumnConcat.Of(layout.Types[i], [.. parts.Select(p => p.Columns[i])]);
        var order =
            layout.Keyed ? (IntegerColumn)ColumnConcat.Of(ColumnType.Integer, [.. parts.Select(p => p.Order!)]) : null;
        return new Rows(customers, order, columns);
    }
}
