using System.Text;

namespace Segmentation.Functions.Reports;

/// <summary>Writes documents as Markdown: names say what they are, and are no markup.</summary>
internal static class MarkdownText
{
    private const string AlwaysMarkup = @"\`*_[]<>|~@";

    /// <summary>Documents one behind the other; several have a table of contents.</summary>
    /// <param name="title">What they are together.</param>
    /// <param name="documents">The documents.</param>
    public static string Of(string title, IReadOnlyList<Document> documents)
    {
        var text = new StringBuilder();
        if (documents.Count == 1)
        {
            Write(text, documents[0], 1, null);
            return text.ToString();
        }

        Line(text, $"# {Escaped(title)}");
        Line(text);
        for (var i = 0; i < documents.Count; i++)
            Line(text, $"- [{Escaped(documents[i].Title)}](#{Anchor(i)})");
        for (var i = 0; i < documents.Count; i++)
        {
            Line(text);
            Write(text, documents[i], 2, Anchor(i));
        }

        return text.ToString();
    }

    /// <summary>
    /// A text in which nothing is markup. Signs are escaped only where they may mean something, so that plain sentences
    /// stay readable.
    /// </summary>
    public static string Escaped(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var sign = text[i];
            // A line break would end what a name is part of.
            if (char.IsControl(sign) || sign is '\u2028' or '\u2029')
                clean.Append(' ');
            else if (IsMarkup(text, i))
                clean.Append('\\').Append(sign);
            else
                clean.Append(sign);
        }

        return clean.ToString();
    }

    private static bool IsMarkup(string text, int at)
    {
        var next = at + 1 < text.Length ? text[at + 1] : ' ';
        return text[at] switch
        {
            // Lists, headings and rules begin a line.
            '-' or '+' or '=' or '#' => at == 0,
            '.' or ')' => (at > 0 && text.AsSpan(0, at).IndexOfAnyExceptInRange('0', '9') < 0)
                || text.AsSpan(0, at).EndsWith("www", StringComparison.OrdinalIgnoreCase),
            '&' => next == '#' || char.IsAsciiLetter(next),
            ':' => next == '/',
            var sign => AlwaysMarkup.Contains(sign, StringComparison.Ordinal),
        };
    }

    private static string Anchor(int number) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"part-{number + 1}");

    private static void Write(StringBuilder text, Document document, int level, string? anchor)
    {
        if (anchor is not null)
        {
            Line(text, $"<a id=\"{anchor}\"></a>");
            Line(text);
        }

        Line(text, $"{new string('#', level)} {Escaped(document.Title)}");
        Line(text);
        Line(text, Escaped(document.Lead));
        foreach (var block in document.Blocks)
        {
            Line(text);
            Write(text, block, level);
        }
    }

    private static void Write(StringBuilder text, Block block, int level)
    {
        switch (block)
        {
            case Heading heading:
                Line(text, $"{new string('#', level + heading.Level)} {Escaped(heading.Text)}");
                break;
            case Paragraph paragraph:
                Line(text, Escaped(paragraph.Text));
                break;
            case Items items:
                foreach (var item in items.All)
                {
                    var name = item.Name.Length == 0 ? "" : $"**{Escaped(item.Name)}**: ";
                    Line(text, $"- {name}{Escaped(item.Text)}");
                }

                break;
            case Grid grid:
                Write(text, grid);
                break;
        }
    }

    private static void Write(StringBuilder text, Grid grid)
    {
        int[] shown = [.. Enumerable.Range(0, grid.Columns.Count).Where(i => grid.Columns[i].Kind != CellKind.Bar)];
        Row(text, shown.Select(i => grid.Columns[i].Head));
        var rules = shown.Select(i => grid.Columns[i].Kind == CellKind.Number ? " ---: |" : " --- |");
        Line(text, $"|{string.Concat(rules)}");
        foreach (var row in grid.Rows)
            Row(text, shown.Select(i => row[i].Text));
    }

    private static void Row(StringBuilder text, IEnumerable<string> cells) =>
        Line(text, $"|{string.Concat(cells.Select(cell => $" {Escaped(cell)} |"))}");

    private static void Line(StringBuilder text, string line = "") => text.Append(line).Append('\n');
}
