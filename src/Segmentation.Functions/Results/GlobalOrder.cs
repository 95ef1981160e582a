using Segmentation.Engine.Columns;

namespace Segmentation.Functions.Results;

/// <summary>The one order of all customers, by code point of the id, whatever the shards.</summary>
internal static class GlobalOrder
{
    /// <summary>
    /// For each place in the order the shard whose next customer stands there; within a shard the order is its own.
    /// </summary>
    public static int[] Of(IReadOnlyList<TextList> shards)
    {
        var all = new TextList(shards.Sum(ids => ids.Count), shards.Sum(ids => ids.ByteCount));
        var shardOf = new int[shards.Sum(ids => ids.Count)];
        for (var shard = 0; shard < shards.Count; shard++)
        {
            shardOf.AsSpan(all.Count, shards[shard].Count).Fill(shard);
            for (var id = 0; id < shards[shard].Count; id++)
                all.Add(shards[shard][id]);
        }

        return Array.ConvertAll(TextSort.Order(all), customer => shardOf[customer]);
    }
}
