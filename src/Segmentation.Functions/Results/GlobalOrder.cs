using Segmentation.Engine.Columns;

namespace Segmentation.Functions.Results;

/// <summary>The one order of all customers, by code point of the id, whatever the shards.</summary>
internal static class GlobalOrder
{
    /// <summary>Walks the sorted ids of all shards: which shard comes next. Within a shard the order is its own.</summary>
    public static int[] Of(IReadOnlyList<TextList> shards)
    {
        var order = new int[shards.Sum(ids => ids.Count)];
        var next = new int[shards.Count];
        var queue = new PriorityQueue<int, int>(
            Comparer<int>.Create((a, b) => TextList.Compare(shards[a][next[a]], shards[b][next[b]])));
        for (var shard = 0; shard < shards.Count; shard++)
        {
            if (shards[shard].Count > 0)
                queue.Enqueue(shard, shard);
        }

        for (var at = 0; at < order.Length; at++)
        {
            // The head's key changes while it is in the queue: take it out before its next id counts.
            var shard = order[at] = queue.Dequeue();
            if (++next[shard] < shards[shard].Count)
                queue.Enqueue(shard, shard);
        }

        return order;
    }
}
