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
        return Array.ConvertAll(members, member => rows.Take(member) with { Customers = Own(rows.Customers, member) });
    }

    /// <summary>
    /// The ids of some rows side by side: who merges a shard reads them in one go, and not here and there in a chunk.
    /// </summary>
    private static TextColumn Own(TextColumn customers, int[] rows)
    {
        var length = 0;
        foreach (var row in rows)
            length += customers[row].Length;
        var texts = new TextList(rows.Length, length);
        var codes = new int[rows.Length];
        for (var i = 0; i < codes.Length; i++)
            codes[i] = customers.IsNull(rows[i]) ? TextColumn.Null : texts.Add(customers[rows[i]]);
        return new TextColumn(codes, texts);
    }
}
