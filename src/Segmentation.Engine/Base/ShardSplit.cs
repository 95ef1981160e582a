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
        var counts = new int[shards];
        for (var row = 0; row < shardOf.Length; row++)
            counts[shardOf[row] = StableHash.Shard(StableHash.Of(rows.Customers[row]), shards)]++;
        var members = Array.ConvertAll(counts, count => new int[count]);
        Array.Clear(counts);
        for (var row = 0; row < shardOf.Length; row++)
            members[shardOf[row]][counts[shardOf[row]]++] = row;
        return Array.ConvertAll(members, member => rows.Take(member));
    }
}
