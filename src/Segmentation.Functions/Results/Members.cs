using System.Buffers;
using System.Text.Json;
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
            for (var segment = 0; segment < definition.Segments.Count; segment++)
            {
                var (s, g) = (scheme, segment);
                var name = $"members/{definition.Name}/{definition.Segments[segment].Id}";
                data.Write(RunStore.Name(run, name), stream => Write(stream, shards, order, s, g));
            }
        }
    }

    private static void Write(Stream stream, ShardSummary[] shards, int[] order, int scheme, int segment)
    {
        var next = new int[shards.Length];
        var lines = new ArrayBufferWriter<byte>(FlushBytes * 2);
        foreach (var shard in order)
        {
            var row = next[shard]++;
            if (shards[shard].Segments[scheme][row] != segment)
                continue;
            Line(lines, shards[shard].Ids[row]);
            if (lines.WrittenCount < FlushBytes)
                continue;
            stream.Write(lines.WrittenSpan);
            lines.ResetWrittenCount();
        }

        stream.Write(lines.WrittenSpan);
    }

    private static void Line(ArrayBufferWriter<byte> lines, ReadOnlySpan<byte> id)
    {
        lines.Write("\""u8);
        if (Json.Options.Encoder!.FindFirstCharacterToEncodeUtf8(id) < 0)
            lines.Write(id);
        else
            lines.Write(JsonEncodedText.Encode(id, Json.Options.Encoder).EncodedUtf8Bytes);
        lines.Write("\"\n"u8);
    }
}
