using System.Text;
using Segmentation.Engine.Dumps;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Cli.Init;

/// <summary>A dump that was looked at: its dialect and its columns.</summary>
/// <param name="Path">The file.</param>
/// <param name="Name">Its path inside the import, with '/'.</param>
/// <param name="Dialect">How it is written.</param>
/// <param name="Columns">Its columns, in the order of the file.</param>
/// <param name="Rows">The rows that were read.</param>
/// <param name="IsWhole">Whether these are all; of larger files the first 64 MiB are read.</param>
internal sealed record DumpSample(
    string Path, string Name, Dialect Dialect, IReadOnlyList<ColumnSample> Columns, long Rows, bool IsWhole)
{
    private const int MostBytes = 64 << 20;

    /// <summary>Looks at a file.</summary>
    /// <exception cref="ImportException">When it is empty, not text, has no header, or cannot be read.</exception>
    public static DumpSample Of(string path, string name)
    {
        var (text, isWhole) = Text(path, name);
        var head = text[..Math.Min(text.Length, EncodingSniffer.HeadBytes)];
        var dialect = DialectSniffer.Sniff(name, head, FormatDefinition.Sniffed, Synonyms.Wanted);
        if (dialect.Columns.Count(IsNoHeader) * 2 >= dialect.Columns.Count)
        {
            throw new ImportException(
                name, "the first row names no columns", "a header",
                "add one, or name the columns in sources.yaml: format: { header: false, columns: [...] }");
        }

        ColumnSample[] columns = [.. dialect.Columns.Select((header, i) => new ColumnSample(header, i))];
        long rows = 0;
        foreach (var row in RowsOf(text, dialect))
        {
            rows++;
            for (var i = 0; i < columns.Length; i++)
                columns[i].Add(row[i]);
        }

        return rows > 0
            ? new DumpSample(path, name, dialect, columns, rows, isWhole)
            : throw new ImportException(name, "a header without rows", "at least one row", "export it again");
    }

    /// <summary>The column of this name: exactly, else by letters and digits alone; null when there is none.</summary>
    public ColumnSample? Find(string header) => Columns.FirstOrDefault(column => column.Header == header)
        ?? Columns.FirstOrDefault(column => Synonyms.Plain(column.Header) == Synonyms.Plain(header));

    /// <summary>The rows again.</summary>
    public IEnumerable<RowReader> ReadAgain() => RowsOf(Text(Path, Name).Text, Dialect);

    private static IEnumerable<RowReader> RowsOf(ReadOnlyMemory<byte> text, Dialect dialect)
    {
        using var rows = new RowReader(text[(int)dialect.DataOffset..], dialect.Delimiter, dialect.Blanks);
        while (rows.Read())
        {
            if (rows.CellCount == dialect.Columns.Count && !rows.IsBlank)
                yield return rows;
        }
    }

    private static (ReadOnlyMemory<byte> Text, bool IsWhole) Text(string path, string name)
    {
        try
        {
            using var stream = File.OpenRead(path);
            var bytes = new byte[(int)Math.Min(stream.Length, MostBytes)];
            stream.ReadExactly(bytes);
            var isWhole = bytes.Length == stream.Length;
            var text = Utf8(bytes, name);
            var end = isWhole ? text.Length : text.Span.LastIndexOf((byte)'\n') + 1;
            return (text[..end], isWhole);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ImportException(
                name, "it cannot be read", "a file that can be opened", "check its permissions", fault);
        }
    }

    private static ReadOnlyMemory<byte> Utf8(byte[] bytes, string name)
    {
        var head = bytes.AsSpan(0, Math.Min(bytes.Length, EncodingSniffer.HeadBytes));
        var encoding = EncodingSniffer.Sniff(name, head, null);
        return encoding.CodePage == Encoding.UTF8.CodePage ? bytes : Encoding.UTF8.GetBytes(encoding.GetString(bytes));
    }

    /// <summary>Whether this is a value and not the name of a column.</summary>
    private static bool IsNoHeader(string header)
    {
        var cell = Encoding.UTF8.GetBytes(header);
        return cell.Length == 0 || cell.Contains((byte)'@') || !header.Any(char.IsLetter)
            || NumberCell.Exact(cell, false, out _) is null;
    }
}
