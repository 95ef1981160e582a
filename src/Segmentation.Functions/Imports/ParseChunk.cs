using System.Buffers;
using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Segmentation.Engine.Base;
using Segmentation.Engine.Dumps;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;

namespace Segmentation.Functions.Imports;

/// <summary>Parses one chunk of a source's dumps, and writes its rows by shard.</summary>
public sealed class ParseChunk(BlobStore data, ImportScratch scratch, SourceWork sources, Stages stages)
{
    private const int MostAttempts = 5;

    /// <summary>Parses a chunk; tells its rows.</summary>
    /// <exception cref="ImportException">When the chunk ended the process again and again.</exception>
    [Function(nameof(ParseChunk))]
    public long Run([ActivityTrigger] Piece piece)
    {
        var plan = sources.Plan(piece.Of);
        var (dump, chunk) = plan.Chunk(piece.Number);
        var name = Name(plan, piece.Number);
        CountAttempt(name, dump, chunk);
        using var stage = stages.Begin($"parse {plan.Source}", plan.Bytes);
        var bytes = ArrayPool<byte>.Shared.Rent(chunk.Length);
        try
        {
            data.ReadExactly(dump.Text, chunk.Offset, bytes.AsSpan(0, chunk.Length));
            var parsed = sources.Reader(plan, dump).Parse(bytes.AsMemory(0, chunk.Length), chunk);
            scratch.Write($"{name}.json", Write(parsed, name, dump, sources.Before(plan).Manifest.Shards));
            stage.Step(chunk.Length, parsed.Ledger.Read, chunk.Length);
            return parsed.Ledger.Read;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    /// <summary>The name of a chunk's files.</summary>
    internal static string Name(SourcePlan plan, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{plan.Parsed}/chunk-{number}");

    private ParsedPiece Write(ParsedChunk parsed, string name, PlannedDump dump, int shards)
    {
        var part = parsed.Accepted.Count == 0
            ? null
            : Part.Write(data, name, dump.Number, parsed.Accepted, shards);
        var unresolved = parsed.Unresolved.Count == 0 ? null : $"{name}.unresolved";
        if (unresolved is not null)
            data.Write(unresolved, stream => TableFile.Write(stream, parsed.Unresolved));
        var keys = parsed.FilteredKeys.Count == 0 ? null : $"{name}.keys";
        if (keys is not null)
            data.Write(keys, stream => TableFile.Write(stream, parsed.FilteredKeys));
        var rejects = parsed.Rejections.Count == 0 ? null : $"{name}.rejects";
        if (rejects is not null)
            data.Write(rejects, RejectsFile.Lines(dump.Name, parsed.Rejections));
        return new ParsedPiece(dump.Number, part, unresolved, keys, parsed.Ledger, rejects)
        {
            Erased = parsed.Erased.Count,
            ErasedKeys = parsed.ErasedKeys,
        };
    }

    /// <summary>An activity that takes its process down is begun again for ever; nobody but us counts.</summary>
    private void CountAttempt(string name, PlannedDump dump, Chunk chunk)
    {
        var file = $"{name}.attempts";
        var attempts = data.Has(file) ? data.Read(file).Length : 0;
        if (attempts >= MostAttempts)
        {
            throw new ImportException(
                string.Create(CultureInfo.InvariantCulture, $"{dump.Name}: line {chunk.FirstLine}"),
                $"the rows from here on ended the process {MostAttempts} times", "rows that can be read",
                "give the process more memory, or set Segmentation:ChunkBytes lower");
        }

        data.Write(file, new byte[attempts + 1]);
    }
}
