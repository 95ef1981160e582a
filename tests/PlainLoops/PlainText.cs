using System.Globalization;
using System.Text;

namespace PlainLoops;

/// <summary>Well-formed CSV, chunk by chunk, row by row and cell by cell. Malformed CSV is for the byte-by-byte reader
/// of the tests.</summary>
internal static class PlainText
{
    private const NumberStyles Amounts =
        NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>Where chunks of whole rows begin and how long they are, with the line of their first row. A line feed
    /// outside quotes ends a row.</summary>
    /// <param name="text">The rows.</param>
    /// <param name="chunkBytes">The least length of a chunk but the last.</param>
    public static List<(long Offset, int Length, long Line)> Chunks(byte[] text, int chunkBytes)
    {
        var chunks = new List<(long, int, long)>();
        var (start, line, next, isQuoted) = (0, 1, 1, false);
        for (var i = 0; i < text.Length; i++)
        {
            isQuoted ^= text[i] == '"';
            if (text[i] != '\n')
                continue;
            next++;
            if (isQuoted || i + 1 - start < chunkBytes)
                continue;
            chunks.Add((start, i + 1 - start, line));
            (start, line) = (i + 1, next);
        }

        if (start < text.Length)
            chunks.Add((start, text.Length - start, line));
        return chunks;
    }

    /// <summary>The cells of each row, where none is quoted.</summary>
    public static IEnumerable<string[]> Rows(byte[] text, char delimiter)
    {
        using var lines = new StringReader(Encoding.UTF8.GetString(text));
        while (lines.ReadLine() is { } line)
            yield return line.Split(delimiter, StringSplitOptions.TrimEntries);
    }

    /// <summary>The day that a text writes, in days since 1970-01-01; null when it writes none.</summary>
    public static int? Day(string text, string format) =>
        DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? (time.Date - DateTime.UnixEpoch).Days
            : null;

    /// <summary>The amount that a text writes; null when it writes none.</summary>
    public static decimal? Amount(string text) =>
        decimal.TryParse(text, Amounts, CultureInfo.InvariantCulture, out var amount)
            && !text.EndsWith("e", StringComparison.OrdinalIgnoreCase)
            ? amount
            : null;
}
