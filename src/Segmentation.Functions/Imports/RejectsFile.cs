using System.Globalization;
using System.Text;
using Segmentation.Engine.Dumps;

namespace Segmentation.Functions.Imports;

/// <summary>Rejected rows as CSV: file, line, column, code, value, hint.</summary>
internal static class RejectsFile
{
    /// <summary>The first line.</summary>
    public static ReadOnlyMemory<byte> Header { get; } = "file,line,column,code,value,hint\n"u8.ToArray();

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

    private static string Cell(string text) =>
        text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
