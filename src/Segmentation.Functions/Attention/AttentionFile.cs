using System.Globalization;
using System.Text.Json;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Attention;

/// <summary>The files of who needs attention in a run: an <see cref="AttentionEntry"/> per line.</summary>
internal static class AttentionFile
{
    /// <summary>The whole queue, in its order.</summary>
    public static string Name(int run) => RunStore.Name(run, "attention.ndjson");

    /// <summary>The customers of one shard, in the order of the queue.</summary>
    public static string Shard(int run, int shard) =>
        RunStore.Name(run, string.Create(CultureInfo.InvariantCulture, $"attention/{shard}.ndjson"));

    /// <summary>The messages of what no run before had found.</summary>
    public static string Raised(int run) => RunStore.Name(run, "raised.ndjson");

    /// <summary>The entries of a file, in its order; none when it is not there.</summary>
    public static IEnumerable<AttentionEntry> Read(BlobStore data, string name) =>
        data.Has(name) ? data.Lines(name).Select(Parse) : [];

    /// <summary>An entry as a line, with its end.</summary>
    public static byte[] Line(AttentionEntry entry) =>
        [.. JsonSerializer.SerializeToUtf8Bytes(entry, Json.Options), (byte)'\n'];

    /// <summary>The entry of a line.</summary>
    public static AttentionEntry Parse(byte[] line) =>
        JsonSerializer.Deserialize<AttentionEntry>(line, Json.Options)!;

    /// <summary>The entries of several files, each in the order of the queue, in one such order.</summary>
    public static IEnumerable<AttentionEntry> Merged(BlobStore data, IEnumerable<string> names)
    {
        var open = new PriorityQueue<IEnumerator<AttentionEntry>, AttentionRank>();
        try
        {
            foreach (var name in names)
                Next(open, Read(data, name).GetEnumerator());
            while (open.TryDequeue(out var file, out _))
            {
                yield return file.Current;
                Next(open, file);
            }
        }
        finally
        {
            foreach (var (file, _) in open.UnorderedItems)
                file.Dispose();
        }
    }

    private static void Next(
        PriorityQueue<IEnumerator<AttentionEntry>, AttentionRank> open, IEnumerator<AttentionEntry> file)
    {
        if (file.MoveNext())
            open.Enqueue(file, file.Current.Rank);
        else
            file.Dispose();
    }
}
