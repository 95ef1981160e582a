using Segmentation.Engine.Erasure;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Dumps;

/// <summary>Reads the rows of one source from the chunks of one dump. Chunks can be parsed in parallel.</summary>
public sealed class SourceReader
{
    private readonly SourceDefinition _source;
    private readonly Dialect _dialect;
    private readonly SourceBinding _binding;
    private readonly TimeZoneInfo _zone;
    private readonly string? _currency;
    private readonly JoinMap? _joins;
    private readonly RatesTable _rates;
    private readonly long _firstOrder;
    private readonly Func<ErasedRows>? _erased;

    /// <summary>Binds a source to a dump.</summary>
    /// <param name="file">The file's name, for messages.</param>
    /// <param name="firstOrder">The order of the file's first byte; the offset of a row is added, so that rows with one
    /// key have an order.</param>
    /// <param name="source">The source.</param>
    /// <param name="dialect">The file's dialect.</param>
    /// <param name="workspace">Its time zone, currency, rates and tables are used.</param>
    /// <param name="joins">The keys of the stream that the source joins; null without <c>via</c>.</param>
    /// <param name="erased">Tells the rows of erased customers, anew for each chunk; null when nobody was
    /// erased.</param>
    /// <exception cref="ImportException">When the dump lacks a column.</exception>
    /// <exception cref="DefinitionException">When an expression does not fit the dump's columns.</exception>
    public SourceReader(
        string file, long firstOrder, SourceDefinition source, Dialect dialect, Workspace workspace, JoinMap? joins,
        Func<ErasedRows>? erased = null)
    {
        (_source, _dialect, _joins) = (source, dialect, joins);
        (_zone, _currency) = (workspace.TimeZone, workspace.Currency);
        _firstOrder = firstOrder;
        _erased = erased;
        _rates = RatesTable.Of(workspace);
        _binding = SourceBinding.Of(file, source, dialect, workspace);
    }

    /// <summary>Reads a chunk.</summary>
    /// <param name="bytes">The chunk's bytes.</param>
    /// <param name="chunk">The chunk, as planned.</param>
    public ParsedChunk Parse(ReadOnlyMemory<byte> bytes, Chunk chunk)
    {
        var reading = new ChunkReading(_binding, _dialect, _source, _zone, _erased?.Invoke());
        reading.Read(bytes, chunk);
        var judgement = new RowJudgement(_binding, _source, _currency, _rates, _joins, reading);
        return judgement.Result(chunk.Offset + _firstOrder);
    }
}
