using System.Globalization;
using System.Text;

namespace EndToEnd;

/// <summary>A CSV text (RFC 4180, LF) read by a plain loop.</summary>
internal sealed class CsvTable
{
    private CsvTable(List<string[]> lines)
    {
        Header = lines[0];
        Rows = [.. lines.Skip(1).Select(cells => new Row(Header, cells))];
    }

    public string[] Header { get; }

    public Row[] Rows { get; }

    public static CsvTable Read(string path) => Parse(File.ReadAllText(path).ReplaceLineEndings("\n"));

    public static CsvTable Parse(string text)
    {
        var (lines, cells, cell, quoted) = (new List<string[]>(), new List<string>(), new StringBuilder(), false);
        foreach (var character in text)
        {
            if (character == '"')
            {
                // The second quote of a pair opens the cell again: it stands for one quote.
                if (!quoted && cell.Length > 0)
                    cell.Append('"');
                quoted = !quoted;
            }
            else if (quoted || character is not (',' or '\n'))
            {
                cell.Append(character);
            }
            else
            {
                cells.Add(cell.ToString());
                cell.Clear();
                if (character == '\n')
                {
                    lines.Add([.. cells]);
                    cells.Clear();
                }
            }
        }

        // A last line may lack its end.
        if (cells.Count > 0)
            lines.Add([.. cells, cell.ToString()]);
        return new CsvTable(lines);
    }

    /// <summary>The rows by the first column.</summary>
    public Dictionary<string, Row> ById() => Rows.ToDictionary(row => row[Header[0]]);

    /// <summary>A line.</summary>
    internal sealed class Row(string[] header, string[] cells)
    {
        public string[] Cells => cells;

        public string this[string column] => cells[Array.IndexOf(header, column)];

        public int Whole(string column) => int.Parse(this[column], CultureInfo.InvariantCulture);

        public decimal Exact(string column) => decimal.Parse(this[column], CultureInfo.InvariantCulture);
    }
}
