using System.Buffers;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Results;

/// <summary>Writes who is in each segment: one id per line, as a JSON text, sorted by code point.</summary>
internal static class Members
{
    private const int FlushBytes = 1 << 16;

    /// <summary>Writes <c>members/{scheme}/{segment}</c> of a run.</summary>
    /// <param name="data">Where the files are.</param>
    /// <param name="run">The run.</param>
    /// <param name="plans">The schemes.</param>
    /// <param name="shards">The shards.</param>
    /// <param name="order">The order of all customers.</param>
    public static void Write(BlobStore data, int run, Plans plans, ShardSummary[] shards, int[] order)
    {
        for (var scheme = 0; scheme < plans.Schemes.Count; scheme++)
        {
            var definition = plans.Schemes[scheme].Definition;
            var members = BySegment(shards, order, scheme, definition.Segments.Count);
            for (var segment = 0; segment < members.Length; segment++)
            {
                var own = members[segment];
                var name = $"members/{definition.Name}/{definition.Segments[segment].Id}";
                data.Write(RunStore.Name(run, name), stream => Write(stream, shards, own));
            }
        }
    }

    /// <summary>Per segment of a scheme its customers, each told by its shard and its row there, in order.</summary>
    /// <param name="shards">The shards.</param>
    /// <param name="order">The order of all customers.</param>
    /// <param name="scheme">The place of the scheme.</param>
    /// <param name="segments">The number of its segments.</param>
    public static (int Shard, int Row)[][] BySegment(ShardSummary[] shards, int[] order, int scheme, int segments)
    {
        var counts = new int[segments];
        foreach (var shard in shards)
        {
            foreach (var segment in shard.Segments[scheme])
                counts[segment]++;
        }

        var members = Array.ConvertAll(counts, count => new (int Shard, int Row)[count]);
        var next = new int[shards.Length];
        Array.Clear(counts);
        foreach (var shard in order)
        {
            var row = next[shard]++;
            var segment = shards[shard].Segments[scheme][row];
            members[segment][counts[segment]++] = (shard, row);
        }

        return members;
    }

    private static void Write(Stream stream, ShardSummary[] shards, (int Shard, int Row)[] members)
    {
        var lines = new ArrayBufferWriter<byte>(FlushBytes * 2);
        foreach (var (shard, row) in members)
        {
            Json.Text(lines, shards[shard].Ids[row]);
            lines.Write("\n"u8);
            if (lines.WrittenCount < FlushBytes)
                continue;
            stream.Write(lines.WrittenSpan);
            lines.ResetWrittenCount();
        }

        stream.Write(lines.WrittenSpan);
    }
}
