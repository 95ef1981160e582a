using System.Text;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Dumps;

/// <summary>
/// Tells delimiter and columns of a dump from its first rows and from the columns that its sources look for.
/// </summary>
public static class DialectSniffer
{
    private const int RowsCompared = 20;
    private static readonly byte[] Delimiters = ",;\t|"u8.ToArray();

    /// <summary>The dialect of a dump.</summary>
    /// <param name="file">The file's name, for messages.</param>
    /// <param name="head">The first bytes as UTF-8, at most <see cref="EncodingSniffer.HeadBytes"/>.</param>
    /// <param name="format">What is declared.</param>
    /// <param name="wanted">The columns that the file's sources look for.</param>
    /// <exception cref="ImportException">When the file has no rows to tell from.</exception>
    public static Dialect Sniff(
        string file, ReadOnlyMemory<byte> head, FormatDefinition format, IReadOnlyList<ColumnNames> wanted)
    {
        var (start, line) = SkipBlankLines(head.Span, head.Span.StartsWith(Encoding.UTF8.Preamble) ? 3 : 0, 1);
        var declared = format.Delimiter;
        if (declared is null && SeparatorLine(head.Span[start..]) is { } separator)
        {
            declared = separator.ToString();
            (start, line) = SkipBlankLines(head.Span, start + LineEnds.After(head.Span[start..], 0), line + 1);
        }

        if (start == head.Length)
            throw new ImportException(file, "the file is empty", "a header and rows", "export it again");
        var text = head[start..];
        var guess = declared is not null
            ? Try(text, declared == FormatDefinition.Whitespace, declared[0], wanted)
            : Best(text, wanted);
        if (format.Header == false)
            return new Dialect((byte)guess.Delimiter, guess.Blanks, Names(format, guess), start, line);
        var end = start + guess.HeaderLength;
        var lines = LineEnds.Count(head.Span[start..end], end < head.Length ? head.Span[end] : -1);
        return new Dialect((byte)guess.Delimiter, guess.Blanks, guess.Cells, end, line + lines);
    }

    private static IReadOnlyList<string> Names(FormatDefinition format, Guess guess) =>
        format.Columns.Count > 0
            ? format.Columns
            : [.. guess.Cells.Select((_, i) => $"column{i + 1}")];

    private static Guess Best(ReadOnlyMemory<byte> text, IReadOnlyList<ColumnNames> wanted)
    {
        var guesses = Delimiters.Select(d => Try(text, false, (char)d, wanted)).ToList();
        var best = guesses.MaxBy(g => (g.Found, g.Even, g.Cells.Count))!;
        if (best.Cells.Count > 1 || best.Found > 1)
            return best;
        var blanks = Try(text, true, ' ', wanted);
        return blanks.Found > best.Found && blanks.Even > 0 ? blanks : best;
    }

    private static Guess Try(ReadOnlyMemory<byte> text, bool blanks, char delimiter, IReadOnlyList<ColumnNames> wanted)
    {
        if (blanks)
            delimiter = ' ';
        using var rows = new RowReader(text, (byte)delimiter, blanks);
        rows.Read();
        var cells = new string[rows.CellCount];
        for (var i = 0; i < cells.Length; i++)
            cells[i] = Encoding.UTF8.GetString(rows[i]).Trim();
        var headers = new Headers(cells);
        var headerEnd = LineEnds.After(text.Span, (int)rows.Offset + rows.Length);
        var even = 0;
        for (var row = 0; row < RowsCompared && rows.Read(); row++)
            even += rows.CellCount == cells.Length && cells.Length > 1 ? 1 : 0;
        return new Guess(
            delimiter, blanks, cells, headerEnd < 0 ? text.Length : headerEnd,
            wanted.Count(names => headers.Find(names) >= 0), even);
    }

    private static (int Start, long Line) SkipBlankLines(ReadOnlySpan<byte> text, int start, long line)
    {
        while (true)
        {
            var end = LineEnds.After(text, start);
            var length = (end < 0 ? text.Length : end) - start;
            if (text.Slice(start, length).ContainsAnyExcept(" \t\r\n"u8))
                return (start, line);
            if (end < 0)
                return (text.Length, line);
            (start, line) = (end, line + 1);
        }
    }

    /// <summary>The character of a first line <c>sep=;</c>, as spreadsheets write it.</summary>
    private static char? SeparatorLine(ReadOnlySpan<byte> text) =>
        text.Length > 5 && text.StartsWith("sep="u8) && text[5] is (byte)'\r' or (byte)'\n' ? (char)text[4] : null;

    private sealed record Guess(
        char Delimiter, bool Blanks, IReadOnlyList<string> Cells, int HeaderLength, int Found, int Even);
}
