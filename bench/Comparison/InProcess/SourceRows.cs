using System.Buffers;
using System.Collections.Concurrent;
using Segmentation.Engine.Base;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Imports;

namespace Comparison.InProcess;

/// <summary>The good rows of one dump, divided among shards.</summary>
internal sealed class SourceRows
{
    // The columns of a chunk are small enough for the youngest generation, whose memory is used again soonest.
    private const int ChunkBytes = 1 << 20;

    private readonly RowLayout _layout;
    private readonly ConcurrentDictionary<int, ShardSplit> _chunks = [];
    private int _newestDay = int.MinValue;

    private SourceRows(RowLayout layout) => _layout = layout;

    /// <summary>The day of the newest event, in days since 1970-01-01; the least number when there is none.</summary>
    public int NewestDay => _newestDay;

    /// <summary>Reads a dump: chunks are parsed side by side as soon as they are planned.</summary>
    /// <param name="path">The dump, UTF-8.</param>
    /// <param name="source">What it holds.</param>
    /// <param name="workspace">The definitions.</param>
    /// <param name="shards">The number of shards.</param>
    /// <param name="threads">How many chunks are parsed at once.</param>
    /// <exception cref="ImportException">When the dump lacks a column.</exception>
    public static SourceRows Read(
        string path, SourceDefinition source, Workspace workspace, int shards, int threads)
    {
        using var stream = File.OpenRead(path);
        var head = new byte[EncodingSniffer.HeadBytes];
        head = head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        var dialect = SourceWork.Dialect(source, path, head);
        stream.Position = dialect.DataOffset;
        var reader = new SourceReader(path, 0, source, dialect, workspace, joins: null);
        var rows = new SourceRows(RowLayout.Of(source));
        InParallel.ForEach(
            ChunkPlanner.Plan(stream, dialect, ChunkBytes), threads,
            chunk => rows.Add(chunk.Number, Parsed(stream, reader, chunk), shards));
        return rows;
    }

    /// <summary>The table of a shard.</summary>
    public (RowLayout Layout, Table Table) Merge(int shard, TimeZoneInfo zone)
    {
        var parts = new List<Rows>();
        for (var chunk = 0; chunk < _chunks.Count; chunk++)
            parts.Add(_chunks[chunk][shard]);

        return (_layout, TableMerge.Merge(_layout, _layout.Keyed ? Kept(parts) : parts, zone));
    }

    private static Rows Parsed(FileStream stream, SourceReader reader, Chunk chunk)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(chunk.Length);
        try
        {
            for (var read = 0; read < chunk.Length;)
            {
                var next = bytes.AsSpan(read, chunk.Length - read);
                read += RandomAccess.Read(stream.SafeFileHandle, next, chunk.Offset + read);
            }

            return reader.Parse(bytes.AsMemory(0, chunk.Length), chunk).Accepted;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private void Add(int chunk, Rows rows, int shards)
    {
        if (_layout.Day >= 0)
        {
            var newest = int.MinValue;
            foreach (var day in ((DateColumn)rows.Columns[_layout.Day]).Values)
                newest = Math.Max(newest, day);
            InterlockedMax(ref _newestDay, newest);
        }

        _chunks[chunk] = new ShardSplit(rows, shards);
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = most; seen < value;)
            seen = Interlocked.CompareExchange(ref most, value, seen) is var found && found == seen ? value : found;
    }

    private List<Rows> Kept(List<Rows> parts)
    {
        var verdicts = Winners.Judge(_layout, parts);
        return
        [
            .. parts.Select((rows, part) => verdicts[part].AsSpan().ContainsAnyExcept(Verdict.Kept)
                ? rows.Take(rows.Where(row => verdicts[part][row] == Verdict.Kept))
                : rows),
        ];
    }
}
