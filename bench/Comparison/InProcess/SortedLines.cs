using Segmentation.Engine.Tracking;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Results;

namespace Comparison.InProcess;

/// <summary>Writes the lines of all customers in one order, from lines that are made shard by shard, side by side.
/// </summary>
internal static class SortedLines
{
    /// <summary>Writes the lines.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="shards">The customers.</param>
    /// <param name="into">Tells what adds the line of a shard's customer, told by its place.</param>
    /// <param name="threads">How many shards are worked on at once.</param>
    public static void Write(
        Stream output, ScoredShard[] shards, Func<CsvLines, ScoredShard, Action<int>> into, int threads)
    {
        var lines = shards.Select(_ => new CsvLines(isForSpreadsheets: false)).ToArray();
        var ends = shards.Select(shard => new int[shard.Ids.Count]).ToArray();
        int[] order = [];
        InParallel.For(shards.Length + 1, threads, piece =>
        {
            if (piece == 0)
            {
                order = GlobalOrder.Of([.. shards.Select(shard => shard.Ids)]);
                return;
            }

            var shard = piece - 1;
            var write = into(lines[shard], shards[shard]);
            for (var customer = 0; customer < ends[shard].Length; customer++)
            {
                write(customer);
                ends[shard][customer] = lines[shard].Written.Length;
            }
        });
        var (next, from) = (new int[shards.Length], new int[shards.Length]);
        foreach (var shard in order)
        {
            var end = ends[shard][next[shard]++];
            output.Write(lines[shard].Written[from[shard]..end]);
            from[shard] = end;
        }
    }
}
