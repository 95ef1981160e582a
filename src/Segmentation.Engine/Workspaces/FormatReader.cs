using System.Text;

namespace Segmentation.Engine.Workspaces;

/// <summary>Reads what is declared of a dump's dialect.</summary>
internal static class FormatReader
{
    private const string Tab = "tab";
    private const string Encodings = "an encoding such as utf-8 or windows-1252";
    private const string Delimiters = "one ASCII sign such as ';', tab or whitespace";

    private static readonly string[] Keys = ["delimiter", "encoding", "header", "columns", "ragged", "decimal"];

    /// <summary>The format; everything is sniffed when there is no node.</summary>
    public static FormatDefinition Read(Node? node, Problems problems)
    {
        if (node is null || Entries.Of(node, Keys, problems) is not { } format)
            return FormatDefinition.Sniffed;
        var columns = format.Find("columns").List("column names", problems);
        var header = format.Find("header").Flag(problems);
        CheckHeader(format, header, columns, problems);
        return new FormatDefinition
        {
            Delimiter = Delimiter(format.Find("delimiter"), problems),
            Encoding = format.Find("encoding").Form(IsEncoding, Encodings, problems)?.Value,
            Header = columns.Count > 0 ? false : header,
            Columns = [.. columns.Select(column => column.Value)],
            Ragged = format.Find("ragged").Flag(problems) ?? false,
            DecimalComma = format.Find("decimal").Word([",", "."], problems) == ",",
        };
    }

    private static void CheckHeader(Entries format, bool? header, IReadOnlyList<TextNode> columns, Problems problems)
    {
        if (header is true && columns.Count > 0)
            problems.Add(
                ProblemCode.MisplacedKey, format.Find("columns")!.At, "'columns' beside 'header: true'", "one of them");
        if (header is false && format.Find("columns") is null)
            problems.Add(ProblemCode.MissingKey, format.Find("header")!.At, "'header: false' without 'columns'",
                "the names of the columns");
        foreach (var twice in columns.GroupBy(c => c.Value, StringComparer.Ordinal).Where(same => same.Count() > 1))
            problems.Add(ProblemCode.NameTaken, twice.ElementAt(1).At, $"column {twice.First().Said} twice", "it once");
    }

    private static string? Delimiter(Node? node, Problems problems) =>
        node.Form(IsDelimiter, Delimiters, problems)?.Value switch
        {
            Tab => "\t",
            var delimiter => delimiter,
        };

    private static bool IsDelimiter(string text) => text is Tab or FormatDefinition.Whitespace
        || text is [var sign]
            && (sign == '\t' || sign is >= ' ' and <= '~' and not '"' && !char.IsAsciiLetterOrDigit(sign));

    private static bool IsEncoding(string name)
    {
        try
        {
            return (CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name)) is not null;
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }
}
