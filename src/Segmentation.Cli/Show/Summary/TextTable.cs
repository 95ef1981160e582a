using System.Text;
using Spectre.Console;

namespace Segmentation.Cli.Show.Summary;

/// <summary>
/// Rows of text in columns, without borders, that fit a terminal of 80 columns: a first column that is too wide is cut.
/// </summary>
internal sealed class TextTable
{
    /// <summary>The width of a terminal that everybody has.</summary>
    public const int Width = 80;

    private const int Indent = 2;
    private const int Gap = 2;
    private const int LeastFirst = 8;

    private readonly string[] _heads;
    private readonly bool[] _right;
    private readonly List<string[]> _rows = [];

    /// <summary>A table with these heads; one that ends with <c>&gt;</c> stands above a column of numbers.</summary>
    public TextTable(params string[] heads)
    {
        _right = [.. heads.Select(head => head.EndsWith('>'))];
        _heads = [.. heads.Select(head => head.TrimEnd('>'))];
    }

    /// <summary>Adds a row; empty columns at its end may be left out.</summary>
    public void Add(params string[] cells) =>
        _rows.Add([.. cells, .. Enumerable.Repeat("", _heads.Length - cells.Length)]);

    /// <summary>Writes the table under a title, which stands in the line of the heads.</summary>
    public void Show(IAnsiConsole console, string title)
    {
        var widths = Widths(title);
        console.Paint(Line([Clipped(title, widths[0] + Indent), .. _heads[1..]], widths, -Indent), "bold");
        foreach (var row in _rows)
            console.Line(new string(' ', Indent) + Line(row, widths, 0));
    }

    /// <summary>A text that is cut at its front, where file names are alike.</summary>
    public static string ClippedFront(string text, int width) =>
        text.Length <= width ? text : "…" + text[^(width - 1)..];

    private static string Clipped(string text, int width) => text.Length <= width ? text : text[..(width - 1)] + "…";

    private int[] Widths(string title)
    {
        var widths = _heads.Select((head, i) => _rows.Select(row => row[i].Length)
            .Append(i == 0 ? title.Length - Indent : head.Length).Max()).ToArray();
        var rest = Indent + widths.Skip(1).Sum(width => width + Gap);
        widths[0] = Math.Clamp(widths[0], LeastFirst, Math.Max(LeastFirst, Width - rest));
        return widths;
    }

    /// <summary>A line; its first column is wider by so much, because it is not indented.</summary>
    private string Line(string[] cells, int[] widths, int indent)
    {
        var line = new StringBuilder();
        for (var i = 0; i < cells.Length; i++)
        {
            var width = i == 0 ? widths[0] - indent : widths[i];
            var cell = i == 0 ? Clipped(cells[0], width) : cells[i];
            line.Append(i == 0 ? "" : new string(' ', Gap))
                .Append(_right[i] ? cell.PadLeft(width) : cell.PadRight(width));
        }

        return line.ToString().TrimEnd();
    }
}
