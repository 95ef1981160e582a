using System.Buffers;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;

namespace Segmentation.Engine.Base;

/// <summary>Rows divided among the shards of the base, by the hash of the customer's id.</summary>
/// <remarks>
/// The rows of a shard lie side by side, and so do their ids: who merges the shard reads them in one go, and no small
/// arrays outlive the chunk.
/// </remarks>
public sealed class ShardSplit
{
    private readonly Rows _rows;
    private readonly int[] _starts;

    /// <summary>Divides rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="shards">The number of shards, at least 1.</param>
    public ShardSplit(Rows rows, int shards)
    {
        _starts = new int[shards + 1];
        var (shardOf, order) = (ArrayPool<int>.Shared.Rent(rows.Count), ArrayPool<int>.Shared.Rent(rows.Count));
        var length = 0;
        for (var row = 0; row < rows.Count; row++)
        {
            var id = rows.Customers[row];
            shardOf[row] = StableHash.Shard(StableHash.Of(id), shards);
            _starts[shardOf[row] + 1]++;
            length += id.Length;
        }

        for (var shard = 0; shard < shards; shard++)
            _starts[shard + 1] += _starts[shard];
        var next = _starts.AsSpan(0, shards).ToArray();
        for (var row = 0; row < rows.Count; row++)
            order[next[shardOf[row]]++] = row;
        _rows = InOrder(rows, order.AsSpan(0, rows.Count), length);
        ArrayPool<int>.Shared.Return(shardOf);
        ArrayPool<int>.Shared.Return(order);
    }

    /// <summary>The rows of a shard, in their order.</summary>
    public Rows this[int shard] => _rows.Take(_starts[shard].._starts[shard + 1]);

    private static Rows InOrder(Rows rows, ReadOnlySpan<int> order, int length)
    {
        var columns = new Column[rows.Columns.Length];
        for (var i = 0; i < columns.Length; i++)
            columns[i] = rows.Columns[i].Take(order);
        return new Rows(Customers(rows.Customers, order, length), (IntegerColumn?)rows.Order?.Take(order), columns);
    }

    private static TextColumn Customers(TextColumn customers, ReadOnlySpan<int> order, int length)
    {
        var ids = new TextList(order.Length, length);
        var codes = GC.AllocateUninitializedArray<int>(order.Length);
        for (var i = 0; i < codes.Length; i++)
            codes[i] = customers.IsNull(order[i]) ? TextColumn.Null : ids.Add(customers[order[i]]);
        return new TextColumn(codes, ids);
    }
}
