using System.Buffers;
using System.Collections.Concurrent;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Hosting;

namespace Segmentation.Functions.Imports;

/// <summary>
/// Reads the dumps of one source on all cores: plans chunks, parses them, and writes their rows by shard.
/// </summary>
/// <param name="context">Data folder, definitions, settings.</param>
/// <param name="shards">The number of shards of the base.</param>
/// <param name="firstOrder">The order of the import's first byte; rows with one key are
/// ordered by it, then by file and offset.</param>
internal sealed class DumpParser(ImportContext context, int shards, long firstOrder)
{
    /// <summary>Reads all dumps of a source.</summary>
    /// <param name="source">The source.</param>
    /// <param name="dumps">Its dumps.</param>
    /// <param name="joins">The keys of the stream that it joins; null without <c>via</c>.</param>
    /// <param name="stage">Told of the bytes and rows.</param>
    /// <exception cref="ImportException">When a dump lacks a column or has
    /// no rows to tell its dialect from.</exception>
    public ParsedSource Parse(SourceDefinition source, IReadOnlyList<Dump> dumps, JoinMap? joins, Stages.Stage stage)
    {
        var chunks = new ConcurrentBag<ChunkResult>();
        var order = firstOrder;
        var readers = new List<(Dump Dump, Dialect Dialect, SourceReader Reader)>();
        foreach (var dump in dumps)
        {
            readers.Add(Bind(source, dump, order, joins));
            order += new FileInfo(dump.Path).Length;
        }

        foreach (var (dump, dialect, reader) in readers)
        {
            using var stream = new FileStream(dump.Path, FileMode.Open, FileAccess.Read, FileShare.Read, 0);
            stream.Position = dialect.DataOffset;
            var plan = ChunkPlanner.Plan(stream, dialect, context.Settings.ChunkBytes);
            InParallel.ForEach(
                plan, context.Settings.Parallelism, chunk => chunks.Add(Parse(source, dump, reader, chunk, stage)));
        }

        return Together(source, dumps, [.. chunks.OrderBy(c => c.File).ThenBy(c => c.Chunk)]);
    }

    private (Dump Dump, Dialect Dialect, SourceReader Reader) Bind(
        SourceDefinition source, Dump dump, long order, JoinMap? joins)
    {
        var dialect = DialectSniffer.Sniff(dump.Name, dump.Head, source.Format, Wanted(source));
        return (dump, dialect, new SourceReader(dump.Name, order, source, dialect, context.Workspace, joins));
    }

    private static IReadOnlyList<ColumnNames> Wanted(SourceDefinition source) =>
    [
        .. new[] { source.Customer, source.Via?.Column, source.Key, source.Version, source.Time?.Column }
            .Concat(source.Fields.Select(field => field.Column))
            .OfType<ColumnNames>(),
    ];

    private ChunkResult Parse(SourceDefinition source, Dump dump, SourceReader reader, Chunk chunk, Stages.Stage stage)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(chunk.Length);
        try
        {
            Read(dump, chunk, bytes);
            var parsed = reader.Parse(bytes.AsMemory(0, chunk.Length), chunk);
            var name = $"{context.Scratch}/{source.Name}/{dump.Number}-{chunk.Number}";
            var part = parsed.Accepted.Count == 0
                ? null
                : Part.Write(context.Data, name, dump.Number, parsed.Accepted, shards);
            var rejects = parsed.Rejections.Count == 0 ? null : name + ".rejects";
            if (rejects is not null)
                context.Data.Write(rejects, RejectsFile.Lines(dump.Name, parsed.Rejections));
            stage.Step(chunk.Length, parsed.Ledger.Read, chunk.Length);
            return new ChunkResult(
                dump.Number, chunk.Number, part, parsed.Unresolved, parsed.FilteredKeys, parsed.Ledger, rejects);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private static void Read(Dump dump, Chunk chunk, byte[] bytes)
    {
        using var handle = File.OpenHandle(dump.Path);
        for (var read = 0; read < chunk.Length;)
        {
            var got = RandomAccess.Read(handle, bytes.AsSpan(read, chunk.Length - read), chunk.Offset + read);
            if (got == 0)
                throw new EndOfStreamException($"{dump.Name} became shorter while it was read");
            read += got;
        }
    }

    private static ParsedSource Together(SourceDefinition source, IReadOnlyList<Dump> dumps, ChunkResult[] chunks)
    {
        var keys = new TextList();
        foreach (var chunk in chunks)
        {
            for (var key = 0; key < chunk.FilteredKeys.Count; key++)
                keys.Add(chunk.FilteredKeys[key]);
        }

        var files = dumps.Select(dump =>
        {
            var own = chunks.Where(chunk => chunk.File == dump.Number).ToArray();
            var ledger = own.Aggregate(default(Ledger), (sum, chunk) => sum + chunk.Ledger);
            return new FileLedger(
                dump.Number, dump.Name, source.Name, ledger, [.. own.Select(c => c.Rejects).OfType<string>()]);
        });
        return new ParsedSource(
            [.. chunks.Select(c => c.Part).OfType<Part>()],
            [.. chunks.Select(c => c.Unresolved).Where(r => r.Count > 0)],
            keys, [.. files]);
    }

    private sealed record ChunkResult(
        int File, int Chunk, Part? Part, Rows Unresolved, TextList FilteredKeys, Ledger Ledger, string? Rejects);
}
