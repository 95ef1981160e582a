using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Segmentation.Cli.Show.Summary;

/// <summary>
/// Rows of text in columns, without borders, that fit a terminal of 80 columns: texts that are too long are cut,
/// numbers never are.
/// </summary>
internal sealed class TextTable
{
    /// <summary>The width of a terminal that everybody has.</summary>
    public const int Width = 80;

    private const int Indent = 2;
    private const int Gap = 2;
    private const int LeastText = 6;

    private readonly string[] _heads;
    private readonly bool[] _isNumber;
    private readonly List<string[]> _rows = [];

    /// <summary>A table with these heads; one that ends with <c>&gt;</c> stands above a column of numbers.</summary>
    public TextTable(params string[] heads)
    {
        _isNumber = [.. heads.Select(head => head.EndsWith('>'))];
        _heads = [.. heads.Select(head => head.TrimEnd('>'))];
    }

    /// <summary>Adds a row; empty columns at its end may be left out.</summary>
    public void Add(params string[] cells) =>
        _rows.Add([.. cells, .. Enumerable.Repeat("", _heads.Length - cells.Length)]);

    /// <summary>Writes the table under a title, which stands in the line of the heads when there is room.</summary>
    public void Show(IAnsiConsole console, string title)
    {
        var widths = Widths(title);
        var heads = _heads;
        if (Cells(title) <= widths[0] + Indent)
            heads = [title, .. _heads[1..]];
        else
            console.Paint(title, "bold");
        console.Paint(Line(heads, [widths[0] + Indent, .. widths[1..]]), "bold");
        foreach (var row in _rows)
            console.Line(new string(' ', Indent) + Line(row, widths));
    }

    /// <summary>A text that is cut at its front, where file names are alike.</summary>
    public static string ClippedFront(string text, int width) =>
        text.Length <= width ? text : "…" + text[^(width - 1)..];

    private int[] Widths(string title)
    {
        var heads = _heads.Select((head, i) => i == 0 ? Cells(title) - Indent : Cells(head));
        var widths = heads.Select((head, i) => _rows.Select(row => Cells(row[i])).Append(head).Max()).ToArray();
        while (Indent + widths.Sum() + Gap * (widths.Length - 1) > Width && WidestText(widths) is var widest and >= 0)
            widths[widest]--;
        return widths;
    }

    /// <summary>The widest column of texts that can be cut, of equal ones the last; -1 for none.</summary>
    private int WidestText(int[] widths)
    {
        var widest = -1;
        for (var i = 0; i < widths.Length; i++)
        {
            if (!_isNumber[i] && widths[i] > LeastText && (widest < 0 || widths[i] >= widths[widest]))
                widest = i;
        }

        return widest;
    }

    private string Line(string[] cells, int[] widths)
    {
        var line = new StringBuilder();
        for (var i = 0; i < cells.Length; i++)
        {
            var cell = Clipped(cells[i], widths[i]);
            var room = new string(' ', widths[i] - Cells(cell));
            line.Append(i == 0 ? "" : new string(' ', Gap)).Append(_isNumber[i] ? room + cell : cell + room);
        }

        return line.ToString().TrimEnd();
    }

    private static string Clipped(string text, int width)
    {
        if (Cells(text) <= width)
            return text;
        while (Cells(text) > width - 1)
            text = text[..^1];
        return text + "…";
    }

    /// <summary>The columns of a terminal that a text takes: wide signs take two.</summary>
    private static int Cells(string text) => new Segment(text).CellCount();
}
