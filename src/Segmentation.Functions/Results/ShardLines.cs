using System.Globalization;
using Segmentation.Functions.Blobs;

namespace Segmentation.Functions.Results;

/// <summary>
/// Lines of customers that are made shard by shard, side by side, and read in the one order of all customers. They wait
/// in files; memory holds where each line ends.
/// </summary>
/// <param name="data">Where the files are.</param>
/// <param name="folder">The folder of the files, which is deleted at the end.</param>
/// <param name="shards">The number of shards.</param>
internal sealed class ShardLines(BlobStore data, string folder, int shards) : IDisposable
{
    private const int FlushBytes = 1 << 18;

    private readonly long[][] _ends = new long[shards][];

    /// <summary>Writes the lines of a shard's customers.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="count">The number of its customers.</param>
    /// <param name="lines">Where they are put together.</param>
    /// <param name="write">Writes the line of a customer, told by its place in the shard.</param>
    public void Write(int shard, int count, CsvLines lines, Action<int> write) => data.Write(Name(shard), stream =>
    {
        var (ends, flushed) = (new long[count], 0L);
        for (var customer = 0; customer < count; customer++)
        {
            write(customer);
            ends[customer] = flushed + lines.Written.Length;
            if (lines.Written.Length < FlushBytes && customer < count - 1)
                continue;
            stream.Write(lines.Written);
            flushed += lines.Written.Length;
            lines.Clear();
        }

        _ends[shard] = ends;
    });

    /// <summary>Reads the lines of all customers.</summary>
    /// <param name="order">For each place in the order the shard whose next customer stands there.</param>
    /// <param name="read">Reads a line.</param>
    public void Read(int[] order, AppendBytes read)
    {
        var sources = _ends.Select((_, shard) => data.Open(Name(shard))).ToArray();
        try
        {
            var next = new int[sources.Length];
            var line = new byte[1 << 12];
            foreach (var shard in order)
            {
                var row = next[shard]++;
                var length = (int)(_ends[shard][row] - (row == 0 ? 0 : _ends[shard][row - 1]));
                if (length > line.Length)
                    line = new byte[length * 2];
                sources[shard].ReadExactly(line.AsSpan(0, length));
                read(line.AsSpan(0, length));
            }
        }
        finally
        {
            foreach (var source in sources)
                source.Dispose();
        }
    }

    /// <summary>Deletes the files.</summary>
    public void Dispose() => data.DeleteFolder(folder);

    private string Name(int shard) => $"{folder}/{shard.ToString(CultureInfo.InvariantCulture)}";
}
