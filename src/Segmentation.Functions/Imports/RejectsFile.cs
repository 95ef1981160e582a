using System.Globalization;
using System.Text;
using Segmentation.Engine.Dumps;
using Segmentation.Functions.Blobs;

namespace Segmentation.Functions.Imports;

/// <summary>Rejected rows as CSV: file, line, column, code, value, hint.</summary>
internal static class RejectsFile
{
    private static ReadOnlySpan<byte> Header => "file,line,column,code,value,hint\n"u8;

    /// <summary>Writes the first line, and the lines of these files.</summary>
    public static void Write(Stream stream, BlobStore data, IEnumerable<string> files)
    {
        stream.Write(Header);
        foreach (var file in files)
        {
            using var lines = data.Open(file);
            lines.CopyTo(stream);
        }
    }

    /// <summary>The lines of rejections of one file.</summary>
    public static byte[] Lines(string file, IReadOnlyList<Rejection> rejections)
    {
        var text = new StringBuilder();
        foreach (var rejection in rejections)
        {
            text.Append(Cell(file)).Append(',')
                .Append(rejection.Line.ToString(CultureInfo.InvariantCulture)).Append(',')
                .Append(Cell(rejection.Column)).Append(',')
                .Append(rejection.Code).Append(',')
                .Append(Cell(rejection.Value)).Append(',')
                .Append(Cell(rejection.Hint)).Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Writes the first line, and these rows.</summary>
    public static void Write(Stream stream, IEnumerable<RejectedRow> rows)
    {
        stream.Write(Header);
        foreach (var row in rows)
            stream.Write(Lines(row.File, [new Rejection(row.Line, row.Column, row.Code, row.Value, row.Hint)]));
    }

    private static string Cell(string text) =>
        text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    /// <summary>The rejected rows of a file that this class wrote, in order.</summary>
    public static IEnumerable<RejectedRow> Read(BlobStore data, string name)
    {
        using var text = new StreamReader(data.Open(name), Encoding.UTF8);
        using var reader = CsvHelper.CsvReader.Create(text);
        while (reader.Read())
        {
            yield return new RejectedRow(
                reader.GetString(0), long.Parse(reader.GetString(1), CultureInfo.InvariantCulture), reader.GetString(2),
                reader.GetString(3), reader.GetString(4), reader.GetString(5));
        }
    }
}

/// <summary>A rejected row as look-ups show it.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column.</param>
/// <param name="Code">What is wrong.</param>
/// <param name="Value">What was found, clipped.</param>
/// <param name="Hint">What to do.</param>
internal sealed record RejectedRow(string File, long Line, string Column, string Code, string Value, string Hint);
