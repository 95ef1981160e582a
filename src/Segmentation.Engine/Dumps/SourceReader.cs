using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Dumps;

/// <summary>Reads the rows of one source from the chunks of one dump. Chunks can be parsed in parallel.</summary>
public sealed class SourceReader
{
    private const int OffsetBits = 44;

    private readonly SourceDefinition _source;
    private readonly Dialect _dialect;
    private readonly SourceBinding _binding;
    private readonly TimeZoneInfo _zone;
    private readonly string? _currency;
    private readonly JoinMap? _joins;
    private readonly long _firstOrder;

    /// <summary>Binds a source to a dump.</summary>
    /// <param name="file">The file's name, for messages.</param>
    /// <param name="number">The number of the file in its import, from 0; it orders rows with one key.</param>
    /// <param name="source">The source.</param>
    /// <param name="dialect">The file's dialect.</param>
    /// <param name="workspace">Its time zone and currency are used.</param>
    /// <param name="joins">The keys of the stream that the source joins; null without <c>via</c>.</param>
    /// <exception cref="ImportException">When the dump lacks a column.</exception>
    /// <exception cref="DefinitionException">When an expression does not fit the dump's columns.</exception>
    public SourceReader(
        string file, int number, SourceDefinition source, Dialect dialect, Workspace workspace, JoinMap? joins)
    {
        (_source, _dialect, _joins) = (source, dialect, joins);
        (_zone, _currency) = (workspace.TimeZone, workspace.Currency);
        _firstOrder = (long)number << OffsetBits;
        _binding = SourceBinding.Of(file, source, dialect, _currency);
    }

    /// <summary>Reads a chunk.</summary>
    /// <param name="bytes">The chunk's bytes.</param>
    /// <param name="chunk">The chunk, as planned.</param>
    public ParsedChunk Parse(ReadOnlyMemory<byte> bytes, Chunk chunk)
    {
        var reading = new ChunkReading(_binding, _dialect, _source.Format, _zone);
        reading.Read(bytes, chunk);
        var judgement = new RowJudgement(_binding, _source, _currency, _joins, reading);
        return judgement.Result(chunk.Offset + _firstOrder);
    }
}
