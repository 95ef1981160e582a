using System.Text;
using System.Text.Unicode;
using Segmentation.Engine.Dumps;

namespace Segmentation.Engine.Tests.Dumps;

/// <summary>
/// What a dump holds, as read byte by byte: the rules of malformed CSV once more, as plainly as they can be written.
/// </summary>
internal sealed class PlainReader
{
    private const int LongestQuoted = 1 << 20;
    private const int MostQuotedLines = 1000;

    private readonly byte[] _text;
    private readonly Dialect _dialect;
    private int _at;
    private long _line;

    private PlainReader(byte[] text, Dialect dialect)
    {
        (_text, _dialect) = (text, dialect);
        (_at, _line) = ((int)dialect.DataOffset, dialect.DataLine);
    }

    /// <summary>Where each row begins, and its line.</summary>
    public Dictionary<long, long> Lines { get; } = [];

    public List<string?[]> Accepted { get; } = [];

    public List<(long Line, string Code, string Column)> Rejections { get; } = [];

    public long Read { get; private set; }

    public long Blank { get; private set; }

    public static PlainReader Of(byte[] text, Dialect dialect)
    {
        var reader = new PlainReader(text, dialect);
        while (reader._at < text.Length)
            reader.Row();
        reader.Lines[text.Length] = reader._line;
        return reader;
    }

    private void Row()
    {
        var (start, line) = (_at, _line);
        Lines[start] = line;
        Read++;
        var cells = new List<byte[]>();
        var broken = -1;
        var more = true;
        while (more)
        {
            var cell = new List<byte>();
            if (!_dialect.Blanks && _at < _text.Length && _text[_at] == '"' && !Quoted(cell))
            {
                Reject(_line, RejectionCode.UnterminatedQuote, cells.Count);
                SkipLine();
                return;
            }

            if (AfterQuote && !EndsCell())
                broken = broken < 0 ? cells.Count : broken;
            AfterQuote = false;
            while (!EndsCell())
                cell.Add(_text[_at++]);
            cells.Add([.. cell]);
            more = _at < _text.Length && !IsLineEnd() && _at++ >= 0;
        }

        var end = _at;
        PassLineEnd();
        Judge(_dialect.Blanks ? Words(cells[0]) : cells, broken, line, _text.AsSpan(start, end - start));
    }

    private bool AfterQuote { get; set; }

    private void Judge(List<byte[]> cells, int broken, long line, ReadOnlySpan<byte> raw)
    {
        var texts = cells.Select(Text).ToArray();
        if (broken >= 0)
            Reject(line, RejectionCode.TextAfterQuote, broken);
        else if (texts.All(t => t is null))
            Blank++;
        else if (!Utf8.IsValid(raw))
            Rejections.Add((line, RejectionCode.Encoding, ""));
        else if (texts.Length != _dialect.Columns.Count)
            Rejections.Add((line, RejectionCode.FieldCount, ""));
        else if (texts[0] is null)
            Reject(line, RejectionCode.NoCustomer, 0);
        else
            Accepted.Add(texts);
    }

    private void Reject(long line, string code, int cell) =>
        Rejections.Add((line, code, cell < _dialect.Columns.Count ? _dialect.Columns[cell] : ""));

    /// <summary>Reads a quoted cell; false, and nothing read, when it does not end in time.</summary>
    private bool Quoted(List<byte> cell)
    {
        long lines = 0;
        for (var i = _at + 1; i < _text.Length && i - _at - 1 <= LongestQuoted && lines < MostQuotedLines; i++)
        {
            if (_text[i] == '"')
            {
                if (i + 1 == _text.Length || _text[i + 1] != '"')
                {
                    (_at, _line, AfterQuote) = (i + 1, _line + lines, true);
                    return true;
                }

                i++;
            }
            else if (_text[i] == '\n' || (_text[i] == '\r' && !(i + 1 < _text.Length && _text[i + 1] == '\n')))
            {
                lines++;
            }

            cell.Add(_text[i]);
        }

        return false;
    }

    private bool EndsCell() =>
        _at == _text.Length || IsLineEnd() || (!_dialect.Blanks && _text[_at] == _dialect.Delimiter);

    private bool IsLineEnd() => _text[_at] is (byte)'\n' or (byte)'\r';

    private void SkipLine()
    {
        while (_at < _text.Length && !IsLineEnd())
            _at++;
        PassLineEnd();
    }

    private void PassLineEnd()
    {
        if (_at == _text.Length)
            return;
        _at += _text[_at] == '\r' && _at + 1 < _text.Length && _text[_at + 1] == '\n' ? 2 : 1;
        _line++;
    }

    private static List<byte[]> Words(byte[] line) =>
        [.. Encoding.Latin1.GetString(line).Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries).Select(
            Encoding.Latin1.GetBytes)];

    private static string? Text(byte[] cell)
    {
        var text = Encoding.UTF8.GetString(cell).Trim(' ', '\t', '\r', '\n');
        return text.Length == 0 ? null : text;
    }
}
