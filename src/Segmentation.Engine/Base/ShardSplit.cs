using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;

namespace Segmentation.Engine.Base;

/// <summary>Divides rows among the shards of the base, by the hash of the customer's id.</summary>
public static class ShardSplit
{
    /// <summary>The rows of each shard, in their order.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="shards">The number of shards, at least 1.</param>
    public static Rows[] Of(Rows rows, int shards)
    {
        if (shards == 1)
            return [rows];
        var shardOf = new int[rows.Count];
        var (counts, lengths) = (new int[shards], new int[shards]);
        for (var row = 0; row < shardOf.Length; row++)
        {
            var id = rows.Customers[row];
            var shard = shardOf[row] = StableHash.Shard(StableHash.Of(id), shards);
            counts[shard]++;
            lengths[shard] += id.Length;
        }

        var parts = new Members[shards];
        for (var shard = 0; shard < shards; shard++)
            parts[shard] = new Members(counts[shard], lengths[shard]);
        for (var row = 0; row < shardOf.Length; row++)
            parts[shardOf[row]].Add(row, rows.Customers);
        return Array.ConvertAll(parts, part => part.Of(rows));
    }

    /// <summary>
    /// The rows of a shard, with their ids side by side: who merges the shard reads them in one go, and not here and
    /// there in a chunk.
    /// </summary>
    private sealed class Members(int count, int length)
    {
        private readonly int[] _rows = new int[count];
        private readonly int[] _codes = new int[count];
        private readonly TextList _ids = new(count, length);
        private int _count;

        public void Add(int row, TextColumn customers)
        {
            _rows[_count] = row;
            _codes[_count++] = customers.IsNull(row) ? TextColumn.Null : _ids.Add(customers[row]);
        }

        public Rows Of(Rows rows) => new(
            new TextColumn(_codes, _ids), (IntegerColumn?)rows.Order?.Take(_rows),
            Array.ConvertAll(rows.Columns, column => column.Take(_rows)));
    }
}
