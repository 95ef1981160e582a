using System.Buffers;
using Segmentation.Engine.Base;
using Segmentation.Engine.Dumps;
using Segmentation.Functions.Blobs;

namespace Segmentation.Functions.Imports;

/// <summary>The good rows of one chunk for one source, in a file with a section per shard.</summary>
/// <param name="File">The number of the dump; negative for rows that waited in the base.</param>
/// <param name="Name">The file in the data folder.</param>
/// <param name="Sections">Where each shard's section begins; the last is the end of the file.</param>
/// <param name="Rows">The number of rows.</param>
internal sealed record Part(int File, string Name, long[] Sections, int Rows)
{
    /// <summary>The number of rows that waited in the base counts for no dump.</summary>
    public const int Waited = -1;

    /// <summary>Writes the rows of a chunk.</summary>
    public static Part Write(BlobStore data, string name, int file, Rows rows, int shards)
    {
        var sections = new long[shards + 1];
        data.Write(name, stream =>
        {
            var split = new ShardSplit(rows, shards);
            for (var shard = 0; shard < shards; shard++)
            {
                sections[shard] = stream.Position;
                if (split[shard] is { Count: > 0 } own)
                    TableFile.Write(stream, own);
            }

            sections[shards] = stream.Position;
        });
        return new Part(file, name, sections, rows.Count);
    }

    /// <summary>The rows of a shard, or null when it has none.</summary>
    /// <param name="data">Where the files are.</param>
    /// <param name="shard">The shard.</param>
    /// <param name="firstOrder">The order of the import's first byte, which is added to that of new rows.</param>
    public Rows? Read(BlobStore data, int shard, long firstOrder)
    {
        var length = (int)(Sections[shard + 1] - Sections[shard]);
        if (length == 0)
            return null;
        var bytes = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            data.ReadExactly(Name, Sections[shard], bytes.AsSpan(0, length));
            var rows = TableFile.ReadRows(new MemoryStream(bytes, 0, length));
            return File == Waited ? rows : Ordered(rows, firstOrder);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    /// <summary>
    /// Rows of an import are ordered by file and offset when they are parsed; in the base, imports come first.
    /// </summary>
    /// <param name="rows">The rows; they are changed.</param>
    /// <param name="firstOrder">The order of the import's first byte.</param>
    public static Rows Ordered(Rows rows, long firstOrder)
    {
        var orders = rows.Order is null ? [] : rows.Order.Values.AsSpan();
        foreach (ref var order in orders)
            order += firstOrder;
        return rows;
    }
}
