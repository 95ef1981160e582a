using System.Globalization;
using System.Net;
using System.Text;

namespace Segmentation.Functions.Reports;

/// <summary>
/// Writes a document as one page of HTML that needs nothing else: no script, no font, no picture from elsewhere.
/// </summary>
internal sealed class HtmlText
{
    private const int BarWidth = 120;
    private const int BarHeight = 12;

    private readonly StringBuilder _html = new();

    private HtmlText()
    {
    }

    /// <summary>The page, UTF-8.</summary>
    public static byte[] Of(Document document)
    {
        var page = new HtmlText();
        page.Write(document);
        return Encoding.UTF8.GetBytes(page._html.ToString());
    }

    /// <summary>A text that may stand anywhere in HTML, in an attribute too.</summary>
    public static string Escaped(string text) => WebUtility.HtmlEncode(text);

    private void Write(Document document)
    {
        var title = Escaped(document.Title);
        Line("<!doctype html>");
        Line("<html lang=\"en\">");
        Line("<head>");
        Line("<meta charset=\"utf-8\">");
        Line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        Line("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">");
        Line($"<title>{title}</title>");
        Line($"<style>{HtmlStyle.Text}</style>");
        Line("</head>");
        Line("<body>");
        Line("<main>");
        Line($"<h1>{title}</h1>");
        Line($"<p class=\"lead\">{Escaped(document.Lead)}</p>");
        foreach (var block in document.Blocks)
            Write(block);
        Line("</main>");
        Line("</body>");
        Line("</html>");
    }

    private void Write(Block block)
    {
        switch (block)
        {
            case Heading heading:
                Line(string.Create(
                    CultureInfo.InvariantCulture,
                    $"<h{heading.Level + 1}>{Escaped(heading.Text)}</h{heading.Level + 1}>"));
                break;
            case Paragraph paragraph:
                Line($"<p>{Escaped(paragraph.Text)}</p>");
                break;
            case Items items:
                Line("<ul>");
                foreach (var item in items.All)
                    Line($"<li>{Name(item)}{Escaped(item.Text)}</li>");
                Line("</ul>");
                break;
            case Grid grid:
                Write(grid);
                break;
        }
    }

    private static string Name(Item item) => item.Name.Length == 0 ? "" : $"<strong>{Escaped(item.Name)}</strong>: ";

    private void Write(Grid grid)
    {
        Line("<div class=\"wide\" tabindex=\"0\"><table>");
        Line($"<thead><tr>{string.Concat(grid.Columns.Select(Head))}</tr></thead>");
        Line("<tbody>");
        foreach (var row in grid.Rows)
            Line($"<tr>{string.Concat(grid.Columns.Select((column, i) => Data(column, row[i], i == 0)))}</tr>");
        Line("</tbody>");
        Line("</table></div>");
    }

    private static string Head(GridColumn column) => column.Kind == CellKind.Bar
        ? "<td></td>"
        : $"<th scope=\"col\"{Class(column)}>{Escaped(column.Head)}</th>";

    private static string Data(GridColumn column, Cell cell, bool isFirst) => column.Kind == CellKind.Bar
        ? $"<td>{Bar(cell.Part)}</td>"
        : isFirst ? $"<th scope=\"row\">{Escaped(cell.Text)}</th>" : $"<td{Class(column)}>{Escaped(cell.Text)}</td>";

    private static string Class(GridColumn column) => column.Kind == CellKind.Number ? " class=\"number\"" : "";

    /// <summary>A picture that says no more than the number beside it.</summary>
    private static string Bar(decimal part) => string.Create(
        CultureInfo.InvariantCulture,
        $"<svg aria-hidden=\"true\" width=\"{BarWidth}\" height=\"{BarHeight}\"><rect height=\"{BarHeight}\" "
        + $"width=\"{decimal.Round(part * BarWidth, 1):0.#}\"/></svg>");

    // Lines end in the same way on every system.
    private void Line(string text) => _html.Append(text).Append('\n');
}
