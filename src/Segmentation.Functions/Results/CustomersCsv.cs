using System.Buffers;
using System.Globalization;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Tracking;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Results;

/// <summary>Writes the result of a run as CSV: RFC 4180, UTF-8, LF, a line per customer.</summary>
/// <remarks>
/// Null is empty; decimals have neither exponent nor trailing zeros; doubles are the shortest text that reads back the
/// same; dates are ISO; booleans true or false.
/// </remarks>
internal sealed class CustomersCsv
{
    private const int LongestNumber = 64;

    private readonly List<(string Header, string Column)> _columns = [];

    /// <summary>
    /// The columns of a run: the id, measures in the order of the file, then
    /// per scheme by name its scores or points, the day on which its state was entered, and its segment.
    /// </summary>
    public CustomersCsv(Plans plans)
    {
        foreach (var measure in plans.Measures.Definitions)
            _columns.Add((measure.Name, measure.Name));
        foreach (var scheme in plans.Schemes.Select(plan => plan.Definition)
            .OrderBy(s => s.Name, StringComparer.Ordinal))
        {
            foreach (var score in scheme.Columns)
                _columns.Add((score.Name, ScoredShard.ScoreName(scheme.Name, score.Name)));
            if (scheme.EnteredColumn is { } entered)
                _columns.Add((entered, ScoredShard.EnteredName(scheme.Name)));
            _columns.Add((scheme.Name, ScoredShard.SegmentName(scheme.Name)));
        }
    }

    /// <summary>The first line.</summary>
    public byte[] Header() =>
        System.Text.Encoding.UTF8.GetBytes(
            string.Join(',', _columns.Select(c => c.Header).Prepend("customer_id")) + "\n");

    /// <summary>Writes the lines of a shard, in the order of its customers, and tells where each ends.</summary>
    public long[] Write(ScoredShard shard, Stream stream)
    {
        const int FlushBytes = 1 << 18;
        var columns = _columns.Select(c => shard.Find(c.Column)!).ToArray();
        var line = new ArrayBufferWriter<byte>(FlushBytes * 2);
        var ends = new long[shard.Ids.Count];
        long flushed = 0;
        for (var customer = 0; customer < ends.Length; customer++)
        {
            Text(line, shard.Ids[customer]);
            foreach (var column in columns)
            {
                Byte(line, (byte)',');
                Cell(line, column, customer);
            }

            Byte(line, (byte)'\n');
            ends[customer] = flushed + line.WrittenCount;
            if (line.WrittenCount < FlushBytes && customer < ends.Length - 1)
                continue;
            stream.Write(line.WrittenSpan);
            flushed += line.WrittenCount;
            line.ResetWrittenCount();
        }

        return ends;
    }

    private static void Cell(ArrayBufferWriter<byte> line, Column column, int row)
    {
        if (column.IsNull(row))
            return;
        switch (column)
        {
            case TextColumn c: Text(line, c[row]); break;
            case IntegerColumn c: Number(line, c.Values[row]); break;
            case MoneyColumn c: Number(line, Exact.Trimmed(c.Values[row])); break;
            case NumberColumn c: Number(line, c.Values[row]); break;
            case DateColumn c:
                Number(line, DateOnly.FromDateTime(DateTime.UnixEpoch).AddDays(c.Values[row]), "yyyy-MM-dd");
                break;
            case BooleanColumn c: line.Write(c.Values[row] == 1 ? "true"u8 : "false"u8); break;
        }
    }

    private static void Number<T>(ArrayBufferWriter<byte> line, T value, ReadOnlySpan<char> format = default)
        where T : IUtf8SpanFormattable
    {
        value.TryFormat(line.GetSpan(LongestNumber), out var written, format, CultureInfo.InvariantCulture);
        line.Advance(written);
    }

    private static void Text(ArrayBufferWriter<byte> line, ReadOnlySpan<byte> text)
    {
        if (!text.ContainsAny(",\"\r\n"u8))
        {
            line.Write(text);
            return;
        }

        Byte(line, (byte)'"');
        foreach (var character in text)
        {
            if (character == '"')
                Byte(line, character);
            Byte(line, character);
        }

        Byte(line, (byte)'"');
    }

    private static void Byte(ArrayBufferWriter<byte> line, byte value)
    {
        line.GetSpan(1)[0] = value;
        line.Advance(1);
    }
}
