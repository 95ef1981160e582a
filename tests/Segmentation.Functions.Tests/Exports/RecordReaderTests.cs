using System.Text;
using Segmentation.Functions.Exports;
using Segmentation.Functions.Results;

namespace Segmentation.Functions.Tests.Exports;

public sealed class RecordReaderTests
{
    [Theory]
    [InlineData("")]
    [InlineData("not whole")]
    [InlineData("a,1\r\nb,\"x\ny\"\r\n,\n\n\"\"\"\n\"\r\nnot whole", "a,1", "b,\"x\ny\"", ",", "", "\"\"\"\n\"")]
    [InlineData("\"never closed\n\r\n")]
    public void A_record_ends_where_a_line_ends_outside_quotes(string text, params string[] records) =>
        Assert.Equal(records, Read(Encoding.UTF8.GetBytes(text), 1 << 20));

    [Fact]
    public void Records_do_not_depend_on_how_the_file_is_read()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            var (lines, expected) = (new CsvLines(isForSpreadsheets: false), new List<string>());
            var written = 0;
            for (var row = random.Next(30); row >= 0; row--)
            {
                lines.Text(Some(random));
                lines.Text(Some(random));
                lines.End("\r\n"u8);
                expected.Add(Encoding.UTF8.GetString(lines.Written[written..^2]));
                written = lines.Written.Length;
            }

            Assert.Equal(expected, Read(lines.Written.ToArray(), random.Next(1, 200)));
        }
    }

    private static List<string> Read(byte[] bytes, int atOnce)
    {
        var records = new List<string>();
        using var reader = new RecordReader(new SlowStream(bytes, atOnce));
        while (reader.Read())
            records.Add(Encoding.UTF8.GetString(reader.Current));
        return records;
    }

    /// <summary>A text with quotes and line ends, sometimes longer than what is read at once.</summary>
    private static string Some(Random random) => string.Concat(Enumerable.Range(0, random.Next(8)).Select(
        _ => random.Next(6) switch
        {
            0 => "\"",
            1 => "\n",
            2 => ",",
            3 => new string('x', random.Next(40_000)),
            _ => "é",
        }));

    private sealed class SlowStream(byte[] bytes, int atOnce) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) =>
            base.Read(buffer, offset, Math.Min(count, atOnce * (1 + (int)(Position % 97))));
    }
}
