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
        return Array.ConvertAll(members, member => Taken(rows, member));
    }

    private static Rows Taken(Rows rows, int[] members) => new(
        Own(rows.Customers, members), (IntegerColumn?)rows.Order?.Take(members),
        Array.ConvertAll(rows.Columns, column => column.Take(members)));

    /// <summary>
    /// The ids of some rows side by side: who merges a shard reads them in one go, and not here and there in a chunk.
    /// </summary>
    private static TextColumn Own(TextColumn customers, int[] members)
    {
        var length = 0;
        foreach (var row in members)
            length += customers[row].Length;
        var (texts, codes) = (new TextList(members.Length, length), new int[members.Length]);
        for (var i = 0; i < codes.Length; i++)
            codes[i] = customers.IsNull(members[i]) ? TextColumn.Null : texts.Add(customers[members[i]]);
        return new TextColumn(codes, texts);
    }
}
