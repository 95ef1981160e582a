using System.Text;
using Segmentation.Engine.Dumps;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Lookups;

/// <summary>Reads a table strictly: comma-separated UTF-8 with a header, and one answer for a key.</summary>
internal sealed class LookupTableReader
{
    private const int LongestBytes = 16 * 1024 * 1024;

    private readonly string _name;
    private readonly RowReader _cells;
    private readonly ReadOnlyMemory<byte> _text;
    private readonly Problems _problems;
    private readonly List<LookupColumn> _columns = [];
    private readonly Dictionary<string, int> _rows = new(LookupKey.Comparer);
    private readonly List<int> _lines = [];
    private int _line = 1;
    private int _counted;

    private LookupTableReader(string name, ReadOnlyMemory<byte> text, RowReader cells, Problems problems) =>
        (_name, _text, _cells, _problems) = (name, text, cells, problems);

    /// <summary>The table; null after problems.</summary>
    public static LookupTable? Read(string name, byte[] bytes, Problems problems)
    {
        var before = problems.Count;
        if (DefinitionText.Of(LookupTables.FileOf(name), bytes, problems, LongestBytes) is not { } text)
            return null;
        var content = Encoding.UTF8.GetBytes(text);
        using var cells = new RowReader(content, (byte)',', blanks: false);
        var reader = new LookupTableReader(name, content, cells, problems);
        reader.ReadAll();
        return problems.Count == before ? reader.Table() : null;
    }

    private LookupTable Table() =>
        new(_name, [.. _columns.Select(column => column.Header)], _rows, [.. _columns.Select(c => c.Column())]);

    private void ReadAll()
    {
        if (!Next())
        {
            _problems.Add(
                ProblemCode.WrongValue, new Location(LookupTables.FileOf(_name), 1, 1), "an empty table",
                "a header, with the key first");
            return;
        }

        ReadHeader();
        while (Next())
            ReadRow();
    }

    /// <summary>Goes to the next row that is not blank, and counts lines.</summary>
    private bool Next()
    {
        while (_cells.Read())
        {
            var offset = (int)_cells.Offset;
            _line += _text.Span[_counted..offset].Count((byte)'\n');
            _counted = offset;
            if (!_cells.IsBlank)
                return true;
        }

        return false;
    }

    private void ReadHeader()
    {
        for (var cell = 0; cell < _cells.CellCount; cell++)
        {
            var header = Text(cell);
            if (header.Length == 0)
                Fail(ProblemCode.WrongValue, cell, "a column without a header", "a name for each column");
            else if (_columns.Exists(column => column.Header == header))
                Fail(ProblemCode.NameTaken, cell, $"a second column {Sentence.Quoted(header)}", "each header once");
            _columns.Add(new LookupColumn(header, isKey: cell == 0));
        }

        if (_columns.Count == 1)
            Fail(ProblemCode.WrongValue, 0, "one column", "a key and at least one answer, separated by commas");
    }

    private void ReadRow()
    {
        if (_cells.CellCount != _columns.Count)
        {
            Fail(
                ProblemCode.RaggedRow, _columns.Count, $"{_cells.CellCount} cells",
                $"{_columns.Count}, as in the header", "write a cell with a comma in double quotes");
            return;
        }

        var key = LookupKey.Of(_cells[0]);
        if (key.Length == 0)
            Fail(ProblemCode.WrongValue, 0, $"{Sentence.Quoted(Text(0))} as a key", "letters or digits");
        else if (_rows.TryGetValue(key, out var known))
            CheckSame(known);
        else
            Add(key);
    }

    private void Add(string key)
    {
        _rows[key] = _lines.Count;
        _lines.Add(_line);
        for (var cell = 0; cell < _columns.Count; cell++)
            _columns[cell].Add(_cells[cell]);
    }

    /// <summary>A key may stand in several spellings, when its answers are the same.</summary>
    private void CheckSame(int known)
    {
        for (var cell = 1; cell < _columns.Count; cell++)
        {
            if (_columns[cell].Has(known, _cells[cell]))
                continue;
            Fail(
                ProblemCode.DuplicateKey, cell,
                $"{Sentence.Quoted(Text(cell))} for {Sentence.Quoted(Text(0))}",
                $"the {_columns[cell].Header} that this key has in line {_lines[known]}", "keep one of the two rows");
            return;
        }
    }

    private string Text(int cell) => Encoding.UTF8.GetString(_cells[cell]);

    private void Fail(string code, int cell, string found, string expected, string fix = "") => _problems.Add(
        code, new Location(LookupTables.FileOf(_name), _line, ColumnOf(_cells.Raw, cell)), found, expected,
        fix);

    /// <summary>Where a cell begins in its row, in characters from 1; behind the row for one that it lacks.</summary>
    private static int ColumnOf(ReadOnlySpan<byte> row, int cell)
    {
        var (at, quoted) = (0, false);
        for (; cell > 0 && at < row.Length; at++)
        {
            if (row[at] == '"')
                quoted = !quoted;
            else if (row[at] == ',' && !quoted)
                cell--;
        }

        return Encoding.UTF8.GetCharCount(row[..at]) + 1;
    }
}
