using System.Buffers.Text;
using System.Globalization;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Results;

/// <summary>
/// The transitions of a run: a CloudEvent per line, by shard, each shard in the order of its numbers.
/// </summary>
internal static class TransitionFile
{
    /// <summary>The name of a shard's file.</summary>
    public static string Name(int run, int shard) =>
        RunStore.Name(run, string.Create(CultureInfo.InvariantCulture, $"transitions/{shard}.ndjson"));

    /// <summary>The name of the file of first results, which are told in one line each.</summary>
    public static string Summary(int run) => RunStore.Name(run, "transitions/summary.ndjson");

    /// <summary>Where the number of a line stands; negative when it has none.</summary>
    public static int PlaceOfSequence(ReadOnlySpan<byte> line)
    {
        // No text has these bytes: its quotes are escaped.
        var name = "\"sequence\":"u8;
        return line.IndexOf(name) is >= 0 and var at ? at + name.Length : -1;
    }

    /// <summary>The number of a line in its run; 0 when it has none.</summary>
    public static long Sequence(ReadOnlySpan<byte> line)
    {
        var at = PlaceOfSequence(line);
        return at >= 0 && Utf8Parser.TryParse(line[at..], out long sequence, out _) ? sequence : 0;
    }

    /// <summary>The lines of all shards in the order of their numbers.</summary>
    /// <param name="data">Where the files are.</param>
    /// <param name="run">The run.</param>
    /// <param name="shards">The number of shards.</param>
    public static IEnumerable<(long Sequence, byte[] Line)> InOrder(BlobStore data, int run, int shards)
    {
        var files = new PriorityQueue<(IEnumerator<byte[]> Lines, byte[] Line), long>();
        try
        {
            for (var shard = 0; shard < shards; shard++)
                Next(files, data.Lines(Name(run, shard)).GetEnumerator());
            while (files.TryDequeue(out var next, out var sequence))
            {
                yield return (sequence, next.Line);
                Next(files, next.Lines);
            }
        }
        finally
        {
            foreach (var (file, _) in files.UnorderedItems)
                file.Lines.Dispose();
        }
    }

    private static void Next(
        PriorityQueue<(IEnumerator<byte[]> Lines, byte[] Line), long> files, IEnumerator<byte[]> lines)
    {
        if (lines.MoveNext())
            files.Enqueue((lines, lines.Current), Sequence(lines.Current));
        else
            lines.Dispose();
    }
}
