using System.Runtime.CompilerServices;
using System.Text;
using CsvHelper;

namespace Segmentation.Engine.Dumps;

/// <summary>
/// Reads the rows of text in memory, cell by cell, without a string per cell. Blank lines are rows of one empty cell.
/// </summary>
public sealed class RowReader : IDisposable
{
    // In lines of blanks nothing else separates: a control character that text does not have.
    private const char NoSeparator = '\u001f';

    private readonly CsvReader _reader;
    private readonly int _prepended;
    private readonly bool _blanks;
    private readonly List<Range> _words = [];

    /// <summary>A reader of well-formed text.</summary>
    /// <param name="text">Whole rows as UTF-8.</param>
    /// <param name="delimiter">The byte between cells.</param>
    /// <param name="blanks">Whether runs of blanks separate cells.</param>
    public RowReader(ReadOnlyMemory<byte> text, byte delimiter, bool blanks)
    {
        _blanks = blanks;
        if (BeginsWithMark(text.Span))
        {
            // The tokeniser takes a byte order mark off, or for another encoding: behind a line end the bytes are text.
            text = (byte[])[(byte)'\n', .. text.Span];
            _prepended = 1;
        }

        _reader = CsvReader.Create(text, new CsvReaderOptions
        {
            Separator = blanks ? NoSeparator : (char)delimiter,
            Mode = blanks ? CsvMode.NoEscape : CsvMode.Rfc4180,
            HasHeader = false,
            SkipEmptyLines = false,
            TrimWhitespace = false,
            MalformedData = CsvMalformedDataHandling.Recover,
            FieldCountMismatch = CsvFieldCountHandling.Allow,
        });
        if (_prepended > 0)
            _reader.Read();
    }

    /// <summary>The number of cells of the row.</summary>
    public int CellCount => _blanks ? _words.Count : _reader.FieldCount;

    /// <summary>Where the row begins in the text, in bytes.</summary>
    public long Offset => _reader.ByteOffset - _prepended;

    /// <summary>The length of the row without its line end, in bytes.</summary>
    public int Length => _reader.RawRecord.Length;

    /// <summary>The row as written, without its line end.</summary>
    public ReadOnlySpan<byte> Raw => _reader.RawRecord;

    /// <summary>A cell, without quotes and without white space around it; empty past the last.</summary>
    public ReadOnlySpan<byte> this[int cell]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if (!_blanks)
                return Trimmed(_reader.GetSpan(cell));
            return cell < _words.Count ? _reader.RawRecord[_words[cell]] : default;
        }
    }

    /// <summary>Goes to the next row; false behind the last.</summary>
    public bool Read()
    {
        if (!_reader.Read())
            return false;
        if (_blanks)
            SplitWords();
        return true;
    }

    /// <summary>Whether no cell of the row has any text.</summary>
    public bool IsBlank
    {
        get
        {
            for (var i = 0; i < CellCount; i++)
            {
                if (!this[i].IsEmpty)
                    return false;
            }

            return true;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();

    /// <summary>Nearly no cell has white space around it, and a byte tells.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ReadOnlySpan<byte> Trimmed(ReadOnlySpan<byte> cell) =>
        cell.Length > 0 && cell[0] > ' ' && cell[^1] > ' ' ? cell : cell.Trim(" \t\r\n"u8);

    private static bool BeginsWithMark(ReadOnlySpan<byte> text) =>
        text.StartsWith(Encoding.UTF8.Preamble) || text.StartsWith(Encoding.Unicode.Preamble)
        || text.StartsWith(Encoding.BigEndianUnicode.Preamble) || text.StartsWith("\0\0"u8);

    private void SplitWords()
    {
        _words.Clear();
        var line = _reader.RawRecord;
        for (var at = 0; at < line.Length;)
        {
            var skipped = line[at..].IndexOfAnyExcept((byte)' ', (byte)'\t');
            if (skipped < 0)
                return;
            at += skipped;
            var length = line[at..].IndexOfAny((byte)' ', (byte)'\t');
            var end = length < 0 ? line.Length : at + length;
            _words.Add(at..end);
            at = end;
        }
    }
}
