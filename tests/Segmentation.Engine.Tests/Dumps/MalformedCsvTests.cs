using System.Diagnostics;
using System.Text;
using Segmentation.Engine.Dumps;

namespace Segmentation.Engine.Tests.Dumps;

public sealed class MalformedCsvTests
{
    private static readonly int[] ChunkSizes = [1, 7, 64, 1000, 1 << 20];
    private static readonly string[] LineEnds = ["\n", "\r\n", "\r"];

    [Theory]
    [InlineData(',', 20260501)]
    [InlineData(';', 20260502)]
    [InlineData('\t', 20260503)]
    [InlineData('|', 20260504)]
    public void Any_file_in_chunks_of_any_size_reads_as_byte_by_byte(char delimiter, int seed)
    {
        for (var file = 0; file < 300; file++)
        {
            var random = new Random(seed + file * 10);
            Check(
                Generated(random, delimiter, random.Next(1, 25)),
                Dialect(delimiter, false, random.Next(1, 5)), $"seed {seed + file * 10}");
        }
    }

    [Fact]
    public void Any_file_of_words_between_blanks_reads_as_byte_by_byte()
    {
        for (var seed = 0; seed < 150; seed++)
        {
            var random = new Random(seed);
            Check(Generated(random, ' ', random.Next(1, 25)), Dialect(' ', true, random.Next(1, 4)), $"seed {seed}");
        }
    }

    [Theory]
    [InlineData("a,b\r\"c\",d\r")]
    [InlineData("a,b\r\n\r\n\r\n")]
    [InlineData("a,")]
    [InlineData("a,\"")]
    [InlineData("\"a\",\"b\"")]
    [InlineData("\"a\",\"b\"\r")]
    [InlineData("\"a\"\r\"b\",c\r\n")]
    [InlineData("a,\"b\"\"\"\n\"\"\"\",c\n")]
    [InlineData("a,\"\"\n\"\",b\n\"\",\"\"")]
    [InlineData("a,b\n\n")]
    [InlineData(" ,\t\n\"\n\",\" \"\n")]
    [InlineData("a\0,b\n\0,\0\n")]
    [InlineData("a b\"c,d\"e\"\n")]
    [InlineData(" \"a\",b\n")]
    [InlineData("\"a\" ,b\n")]
    [InlineData("a,\"b\nc,d\ne,f")]
    [InlineData("a,\"b\"x\"\nc\",d\n")]
    [InlineData("\"a\"x,\"b\nc,d\n")]
    [InlineData("\"a\nb\",\"c\nd,e\n")]
    [InlineData("\uFEFFa,b\n")]
    [InlineData(",\n")]
    [InlineData("\r")]
    [InlineData("\"\r")]
    [InlineData("")]
    public void Small_files_read_as_byte_by_byte(string text) =>
        Check(Encoding.UTF8.GetBytes(text), Dialect(',', false, 2), text);

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xFE, (byte)'a', 0 })]
    [InlineData(new byte[] { 0xFE, 0xFF, 0, (byte)'a' })]
    [InlineData(new byte[] { 0xFF, 0xFE, 0, 0 })]
    [InlineData(new byte[] { 0, 0, 0xFE, 0xFF })]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF })]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF, (byte)'"', (byte)'a', (byte)'"' })]
    public void Marks_of_encodings_inside_a_file_are_text(byte[] mark)
    {
        byte[] rows = [
            .. "a,b\n"u8, .. mark, .. ",x\n"u8, .. mark, .. mark, .. "\n"u8, .. mark, .. ",\"x"u8, .. mark, .. "\""u8];
        Check(rows, Dialect(',', false, 2), "marks");
        Check([.. mark, .. rows], Dialect(',', false, 2), "marks");
        Check([.. mark, .. rows], Dialect(' ', true, 1), "marks");
    }

    [Fact]
    public void A_row_may_be_long() =>
        Check(Encoding.UTF8.GetBytes($"a,{new string('x', 40_000_000)}\nb,c\n"), Dialect(',', false, 2), "long", 1);

    [Theory]
    [InlineData((1 << 20) - 1)]
    [InlineData(1 << 20)]
    [InlineData((1 << 20) + 1)]
    [InlineData((1 << 20) + 2)]
    public void A_quoted_cell_has_at_most_a_mebibyte(int length)
    {
        foreach (var tail in new[] { "", "\n", "\r\nc,d\r\n", ",d\ne,f" })
        {
            var text = Encoding.UTF8.GetBytes($"x,y\na,\"{new string('z', length)}\"{tail}");
            Check(text, Dialect(',', false, 2), $"{length} {tail}", 1000, 1 << 20);
            var doubled = Encoding.UTF8.GetBytes($"x,y\n\"{new string('z', length - 2)}\"\"\"{tail}");
            Check(doubled, Dialect(',', false, 2), $"doubled {length} {tail}", 1000, 1 << 20);
        }
    }

    [Theory]
    [InlineData(998)]
    [InlineData(999)]
    [InlineData(1000)]
    [InlineData(1001)]
    public void A_quoted_cell_has_at_most_a_thousand_lines(int lineEnds)
    {
        foreach (var end in LineEnds)
        {
            var cell = string.Concat(Enumerable.Repeat("q" + end, lineEnds));
            var text = Encoding.UTF8.GetBytes($"a,\"{cell}\"{end}b,c{end}");
            Check(text, Dialect(',', false, 2), $"{lineEnds} {end}", 7, 1000);
        }
    }

    [Fact]
    public void Chunks_do_not_depend_on_how_the_bytes_arrive()
    {
        for (var seed = 0; seed < 30; seed++)
        {
            var random = new Random(seed);
            var bytes = Generated(random, ',', 400);
            var dialect = Dialect(',', false, 3);
            var whole = ChunkPlanner.Plan(new MemoryStream(bytes), dialect, 300).ToList();
            var trickled = ChunkPlanner.Plan(new Trickle(bytes, random), dialect, 300).ToList();
            Assert.Equal(whole.Select(Shown), trickled.Select(Shown));
        }

        static string Shown(Chunk chunk) =>
            $"{chunk.Offset} {chunk.Length} {chunk.FirstLine} {string.Join(' ', chunk.Malformed)}";
    }

    [Fact]
    public void A_stray_quote_in_a_long_file_costs_one_line_and_little_time()
    {
        var text = new StringBuilder("a,b\nc,\"d\n");
        while (text.Length < 30_000_000)
            text.Append("customer-").Append(text.Length).Append(",some text of a row that is not very long\n");
        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        var clock = Stopwatch.StartNew();
        var reading = Reading.Of(bytes, Dialect(',', false, 2), Reading.AllTexts(["c0", "c1"]), 8 << 20);
        Assert.Equal((2, RejectionCode.UnterminatedQuote, "c1"), Assert.Single(
            reading.Rejections.Select(r => (r.Line, r.Code, r.Column))));
        Assert.Equal(bytes.AsSpan().Count((byte)'\n') - 1, reading.Ledger.Accepted);
        Assert.True(clock.Elapsed < TimeSpan.FromMinutes(5), $"{clock.Elapsed}");
    }

    [Fact]
    public void A_file_of_bad_rows_is_read_in_time_that_grows_with_its_length()
    {
        var text = string.Concat(Enumerable.Range(0, 200_000).Select(i => $"\"a\"x,b\n,{i}\n"));
        var clock = Stopwatch.StartNew();
        var reading = Reading.Of(
            Encoding.UTF8.GetBytes(text), Dialect(',', false, 2), Reading.AllTexts(["c0", "c1"]), 64 << 20);
        Assert.Equal(400_000, reading.Ledger.Rejected);
        Assert.Equal(Enumerable.Range(1, 400_000), reading.Rejections.Select(r => (int)r.Line));
        Assert.True(clock.Elapsed < TimeSpan.FromMinutes(5), $"{clock.Elapsed}");
    }

    private static void Check(byte[] text, Dialect dialect, string what, params int[] chunkSizes)
    {
        var expected = PlainReader.Of(text, dialect);
        var source = Reading.AllTexts(dialect.Columns);
        var shown = $"{what}: {(text.Length < 4000 ? Encoding.UTF8.GetString(text) : "long")}"
            .Replace("\r", "␍", StringComparison.Ordinal).Replace("\n", "␊", StringComparison.Ordinal);
        foreach (var size in chunkSizes.Length == 0 ? ChunkSizes : chunkSizes)
        {
            var reading = Reading.Of(text, dialect, source, size);
            Tile(reading.Chunks, expected, text.Length, size, shown);
            var fields = dialect.Columns.Select(c => reading.Field(source, c)).ToArray();
            var rows = Enumerable.Range(0, fields[0].Length).Select(
                row => string.Join("¦", fields.Select(f => f[row] ?? "NULL")));
            Same(expected.Accepted.Select(row => string.Join("¦", row.Select(c => c ?? "NULL"))), rows, shown, size);
            Same(expected.Rejections, reading.Rejections.Select(r => (r.Line, r.Code, r.Column)), shown, size);
            var ledger = new Ledger
            {
                Read = expected.Read,
                Blank = expected.Blank,
                Rejected = expected.Rejections.Count,
                Accepted = expected.Accepted.Count,
            };
            Assert.True(
                ledger == reading.Ledger && ledger.Balances,
                $"{ledger} but {reading.Ledger} with chunks of {size}: {shown}");
            Assert.Equal(expected.Accepted.Select(row => row[0]), reading.Customers);
            var order = reading.Parsed.SelectMany(p => p.Accepted.Order!.Values).ToArray();
            Assert.Equal(order.Order().Distinct(), order);
        }
    }

    private static void Tile(List<Chunk> chunks, PlainReader expected, int length, int size, string shown)
    {
        long at = chunks.Count == 0 ? length : chunks[0].Offset;
        for (var i = 0; i < chunks.Count; i++)
        {
            Assert.Equal((i, at), (chunks[i].Number, chunks[i].Offset));
            Assert.True(i == chunks.Count - 1 || chunks[i].Length >= size, shown);
            Assert.True(expected.Lines.TryGetValue(at, out var line) && line == chunks[i].FirstLine,
                $"chunk {i} of {size} bytes begins at {at}, line {chunks[i].FirstLine}, not {line}: {shown}");
            at += chunks[i].Length;
        }

        Assert.Equal(length, at);
    }

    private static void Same<T>(IEnumerable<T> expected, IEnumerable<T> actual, string shown, int size)
    {
        var (wanted, found) = (expected.ToArray(), actual.ToArray());
        Assert.True(wanted.AsSpan().SequenceEqual(found),
            $"chunks of {size}: {shown}\nexpected {Clipped(wanted)}\nfound    {Clipped(found)}");
    }

    private static string Clipped<T>(T[] values)
    {
        var text = string.Join(" / ", values);
        return text.Length < 3000 ? text : text[..3000];
    }

    private static Dialect Dialect(char delimiter, bool blanks, int columns) =>
        new((byte)delimiter, blanks, [.. Enumerable.Range(0, columns).Select(i => $"c{i}")], 0, 1);

    /// <summary>Rows of mostly good cells, with whatever can go wrong among them.</summary>
    private static byte[] Generated(Random random, char delimiter, int rows)
    {
        string[] lineEnds = random.Next(4) < 3 ? [LineEnds[random.Next(3)]] : LineEnds;
        var wild = random.Next(3);
        var columns = random.Next(1, 5);
        var text = new MemoryStream();
        for (var row = 0; row < rows; row++)
        {
            var cells = random.Next(8) == 0 ? random.Next(1, 6) : columns;
            for (var cell = 0; cell < cells; cell++)
                text.Write(
                    Encoding.UTF8.GetBytes((cell > 0 ? $"{delimiter}" : "") + Cell(random, delimiter, lineEnds, wild)));
            if (random.Next(60) == 0)
                text.WriteByte(0xFF);
            if (row < rows - 1 || random.Next(2) == 0)
                text.Write(Encoding.UTF8.GetBytes(lineEnds[random.Next(lineEnds.Length)]));
        }

        return text.ToArray();
    }

    private static string Cell(Random random, char delimiter, string[] lineEnds, int wild)
    {
        string[] pieces =
            [
                "a", "bc", "é", "日本", "😀", " ", "\t", "0", "x y", "\"\"",
                $"{delimiter}", lineEnds[0], lineEnds[^1], "\"", "'", "\\", "\0"];
        string Some(int most, int kinds) =>
            string.Concat(Enumerable.Range(0, random.Next(most)).Select(_ => pieces[random.Next(kinds)]));
        return (random.Next(10), wild) switch
        {
            ( < 5, _) => Some(4, 9),
            (6 or 5, _) => $"\"{Some(6, 13)}\"",
            (7, _) => "",
            (8, 2) => Some(6, pieces.Length),
            (8, 1) => $"{Some(2, 9)}\"{Some(2, 9)}",
            (9, 2) => $"\"{Some(4, pieces.Length)}",
            (9, 1) => $"\"{Some(3, 13)}\"{Some(2, 9)}",
            _ => Some(3, 9),
        };
    }

    /// <summary>A stream that gives a few bytes at a time, as networks do.</summary>
    private sealed class Trickle(byte[] bytes, Random random) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, random.Next(1, 40))]);
    }
}
