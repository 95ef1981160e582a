using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Dumps;

/// <summary>
/// Cuts a dump into chunks of whole rows, without splitting it into cells: it walks from quote to quote. A quote opens
/// a cell only at the cell's start; a quoted cell ends at the next quote that is not doubled. What follows the closing
/// quote must be a delimiter or a line end, and a quoted cell is at most 1 MiB and 1,000 lines long: other rows are
/// malformed, and reading goes on behind the row, or behind the first line of a cell that does not end.
/// </summary>
public sealed class ChunkPlanner
{
    /// <summary>The longest quoted cell, in bytes between its quotes.</summary>
    public const int LongestQuoted = 1 << 20;

    /// <summary>The most lines that a quoted cell may span.</summary>
    public const int MostQuotedLines = 1000;

    private readonly Window _window;
    private readonly Dialect _dialect;
    private readonly int _chunkBytes;
    private readonly List<BrokenRow> _broken = [];
    private readonly Queue<Chunk> _ready = [];

    // All offsets are absolute. The row and the chunk being read begin at these; the scan stands outside quotes.
    private long _position;
    private long _row;
    private long _chunk;
    private long _chunkLine;
    private long _line;
    private int _number;
    private BrokenRow? _breaking;

    private ChunkPlanner(Stream stream, Dialect dialect, int chunkBytes)
    {
        _dialect = dialect;
        _chunkBytes = chunkBytes;
        _window = new Window(stream, dialect.DataOffset);
        _position = _row = _chunk = dialect.DataOffset;
        _line = _chunkLine = dialect.DataLine;
    }

    /// <summary>The chunks of a dump, as they are found.</summary>
    /// <param name="stream">The dump as UTF-8, standing at the dialect's <see cref="Dialect.DataOffset"/>.</param>
    /// <param name="dialect">Its dialect.</param>
    /// <param name="chunkBytes">The least length of a chunk but the last, at least 1 byte.</param>
    /// <exception cref="ArgumentOutOfRangeException">When <paramref name="chunkBytes"/> is below 1.</exception>
    public static IEnumerable<Chunk> Plan(Stream stream, Dialect dialect, int chunkBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(chunkBytes, 1);
        return new ChunkPlanner(stream, dialect, chunkBytes).Chunks();
    }

    private IEnumerable<Chunk> Chunks()
    {
        while (Step())
        {
            while (_ready.TryDequeue(out var chunk))
                yield return chunk;
        }

        FinishLastRow();
        if (_position > _chunk)
            Cut(_position);
        while (_ready.TryDequeue(out var chunk))
            yield return chunk;
    }

    /// <summary>
    /// Goes on to behind the next quote, or through what can be seen without one; false at the end of the file.
    /// </summary>
    private bool Step()
    {
        // Behind any quote within the limit, a whole quoted cell can be seen.
        var seen = _window.See(_position, LongestQuoted + 2);
        if (seen.IsEmpty)
            return false;
        var limit = _window.AtEnd ? seen.Length : seen.Length - LongestQuoted - 2;
        var quote = _dialect.Blanks ? -1 : seen[..limit].IndexOf(Dialect.Quote);
        if (quote < 0)
        {
            PassPlain(seen[..limit], limit < seen.Length ? seen[limit] : -1);
            return true;
        }

        PassPlain(seen[..quote], Dialect.Quote);
        var before = quote > 0 ? seen[quote - 1] : _window.Before(_position);
        if (_position == _row || before == _dialect.Delimiter)
            PassQuoted(seen[quote..]);
        else
            _position++;
        return true;
    }

    /// <summary>Passes text outside quotes: counts its lines, ends rows, cuts chunks.</summary>
    private void PassPlain(ReadOnlySpan<byte> text, int next)
    {
        while (true)
        {
            // The next line end that matters ends a broken row, or is the first one behind the length of a chunk.
            var due = _breaking is null ? _chunk + _chunkBytes - _position - 1 : 0;
            var end = due < text.Length ? LineEnds.After(text, (int)Math.Max(0, due)) : -1;
            if (end == text.Length && text[^1] == '\r' && next == '\n')
                end = -1;
            if (end < 0)
                break;
            Pass(text[..end], end < text.Length ? text[end] : next);
            EndBrokenRow();
            if (_position - _chunk >= _chunkBytes)
                Cut(_position);
            text = text[end..];
        }

        Pass(text, next);
    }

    private void Pass(ReadOnlySpan<byte> text, int next)
    {
        var last = LineEnds.Last(text, next);
        if (last >= 0)
        {
            _line += LineEnds.Count(text, next);
            _row = _position + last;
        }

        _position += text.Length;
    }

    private void PassQuoted(ReadOnlySpan<byte> text)
    {
        var close = ClosingQuote(text);
        var lines = close < 0 ? 0 : LineEnds.Count(text[1..close], Dialect.Quote);
        if (close < 0 || close - 1 > LongestQuoted || lines >= MostQuotedLines)
        {
            _breaking = new BrokenRow(_row, _position, RejectionCode.UnterminatedQuote);
            _position++;
            PassLine();
            return;
        }

        if (close + 1 < text.Length && !EndsCell(text[close + 1]))
            _breaking ??= new BrokenRow(_row, _position, RejectionCode.TextAfterQuote);
        _line += lines;
        _position += close + 1;
    }

    /// <summary>
    /// The closing quote of the quoted cell that the text begins with, or -1 when it is not in sight.
    /// </summary>
    private static int ClosingQuote(ReadOnlySpan<byte> text)
    {
        for (var from = 1; from < text.Length;)
        {
            var at = text[from..].IndexOf(Dialect.Quote);
            if (at < 0 || from + at - 1 > LongestQuoted)
                return -1;
            from += at;
            if (from + 1 >= text.Length || text[from + 1] != Dialect.Quote)
                return from;
            from += 2;
        }

        return -1;
    }

    /// <summary>Passes the rest of a line, quotes or not.</summary>
    private void PassLine()
    {
        while (true)
        {
            var seen = _window.See(_position, 2);
            if (seen.IsEmpty)
                return;
            var end = LineEnds.After(seen, 0);
            if (end == seen.Length && seen[^1] == '\r' && !_window.AtEnd)
                end = -1;
            var passed = end < 0 ? (_window.AtEnd ? seen.Length : seen.Length - 1) : end;
            Pass(seen[..passed], passed < seen.Length ? seen[passed] : -1);
            if (end < 0)
                continue;
            EndBrokenRow();
            if (_position - _chunk >= _chunkBytes)
                Cut(_position);
            return;
        }
    }

    private void FinishLastRow()
    {
        if (_breaking is not null)
            EndBrokenRow();
    }

    private void EndBrokenRow()
    {
        if (_breaking is null)
            return;
        _broken.Add(_breaking with { End = _position });
        _breaking = null;
    }

    private void Cut(long end)
    {
        if (end - _chunk > Array.MaxLength)
        {
            throw new ImportException(
                $"line {_chunkLine}", "a row longer than 2 GiB", "rows that end with a line end",
                "check the file's line ends and encoding");
        }

        var malformed = _broken
            .Select(b => new MalformedRow(
                (int)(b.Start - _chunk), (int)(b.End - b.Start), (int)(b.Quote - _chunk), b.Code))
            .ToArray();
        _ready.Enqueue(new Chunk(_number++, _chunk, (int)(end - _chunk), _chunkLine, malformed));
        _broken.Clear();
        _chunk = end;
        _chunkLine = _line;
    }

    private bool EndsCell(byte next) => next == _dialect.Delimiter || next is (byte)'\n' or (byte)'\r';

    private sealed record BrokenRow(long Start, long Quote, string Code)
    {
        public long End { get; init; }
    }
}
