using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;

namespace Segmentation.Engine.Base;

/// <summary>The accepted rows of one source in one shard, by customer.</summary>
/// <param name="Ids">The customers, sorted by code point.</param>
/// <param name="Starts">Per customer its first row, and at the end the number of rows.</param>
/// <param name="Columns">The columns of the source's <see cref="RowLayout"/>; a customer's rows are in order of time, then of key or content.</param>
public sealed record Table(TextList Ids, int[] Starts, Column[] Columns)
{
    /// <summary>The number of rows.</summary>
    public int RowCount => Starts[^1];

    /// <summary>A table without rows.</summary>
    public static Table Empty(RowLayout layout) =>
        new(TextList.Empty, [0], [.. layout.Types.Select(type => Column.Nulls(type, 0))]);

    /// <summary>The rows with their customers, as older than any row of an import.</summary>
    /// <param name="keyed">Whether the source is keyed, so that rows need an order.</param>
    public Rows ToRows(bool keyed)
    {
        var codes = new int[RowCount];
        for (var customer = 0; customer < Ids.Count; customer++)
            codes.AsSpan(Starts[customer]..Starts[customer + 1]).Fill(customer);
        var order = keyed ? new long[RowCount] : null;
        order?.AsSpan().Fill(-1);
        return new Rows(new TextColumn(codes, Ids), order is null ? null : new IntegerColumn(order), Columns);
    }
}
