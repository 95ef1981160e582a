using System.IO.Compression;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PlainLoops;
using Segmentation.Engine.Columns;

namespace Segmentation.Engine.Tests.Columns;

public sealed class ColumnTests
{
    [Fact]
    public void Columns_that_are_written_are_read_again()
    {
        for (var seed = 0; seed < 2000; seed++)
        {
            var random = new Random(seed);
            var column = Arbitrary.Column(
                random, Arbitrary.Types[seed % Arbitrary.Types.Length],
                random.Next(4) == 0 ? random.Next(3) : random.Next(40));
            var read = ReadAgain(column, compressed: seed % 5 == 0);
            Assert.Equal(column.Type, read.Type);
            Assert.True(Arbitrary.Boxed(column).SequenceEqual(Arbitrary.Boxed(read)), $"seed {seed}");
        }
    }

    [Fact]
    public void Amounts_keep_every_digit()
    {
        var amounts = new MoneyColumn(
            [1.5m, 0.0000000000000000000000000001m, MoneyColumn.Null, decimal.MaxValue, -decimal.MaxValue + 1]);
        Assert.Equal(amounts.Values, ((MoneyColumn)ReadAgain(amounts, false)).Values);
        var small = new MoneyColumn([0.10m, 19.99m, -0.015m, MoneyColumn.Null, 92233720368547758.07m]);
        Assert.Equal(small.Values, ((MoneyColumn)ReadAgain(small, true)).Values);
    }

    [Fact]
    public void Amounts_of_more_decimals_than_units_have_now_are_read_from_files_of_earlier_versions()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write([(byte)ColumnType.Money, 2, 20, 0]);
        writer.Write(2);
        writer.Write(120L);
        writer.Write(long.MinValue);
        stream.Position = 0;
        var read = (MoneyColumn)ColumnCodec.Read(new BinaryReader(stream));
        Assert.Equal([0.0000000000000000012m, MoneyColumn.Null], read.Values);
        Assert.Null(read.Units);
    }

    [Fact]
    public void Lists_of_texts_are_read_again()
    {
        foreach (var texts in new[] { new TextList(), TextList.Empty, List("a", "", "b"), List("") })
        {
            using var stream = new MemoryStream();
            using (var writer = new BinaryWriter(stream, Encoding.UTF8, true))
                ColumnCodec.Write(writer, texts);
            stream.Position = 0;
            using var reader = new BinaryReader(stream);
            Assert.Equal(All(texts), All(ColumnCodec.ReadTextList(reader)));
        }
    }

    [Fact]
    public void A_pool_numbers_texts_in_the_order_in_which_they_came() =>
        Prop.ForAll<NonNull<string>[]>(texts =>
        {
            var (pool, plain) = (new TextPool(0), new PlainKeys());
            foreach (var text in texts.Concat(texts).Select(
                t => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(t.Get))))
            {
                var bytes = Encoding.UTF8.GetBytes(text);
                Assert.Equal(plain.Find(text), pool.Find(bytes));
                Assert.Equal(plain.Intern(text), pool.Intern(bytes));
            }

            Assert.Equal(plain.Texts, All(pool.Texts));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_pool_of_many_texts_finds_each()
    {
        var pool = new TextPool();
        for (var i = 0; i < 100_000; i++)
            Assert.Equal(i, pool.Intern(Encoding.UTF8.GetBytes($"{i}")));
        for (var i = 0; i < 100_000; i++)
            Assert.Equal(i, pool.Find(Encoding.UTF8.GetBytes($"{i}")));
        Assert.Equal(-1, pool.Find("x"u8));
    }

    [Fact]
    public void Texts_sort_by_code_point()
    {
        var pieces = new[] { "a", "b", "\0", "é", "😀", "\uFFFF", "customer-", "12345678", "Z", "" };
        for (var seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            var prefix = random.Next(2) == 0 ? "" : "customer";
            var texts = Enumerable.Range(0, random.Next(60))
                .Select(_ => prefix + string.Concat(random.GetItems(pieces, random.Next(4)))).ToArray();
            var (sorted, ranks) = TextSort.Sorted(List(texts));
            var expected = texts.Order(Comparer<string>.Create(
                (a, b) => Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b))));
            Assert.Equal(expected, All(sorted));
            Assert.Equal(texts, ranks.Select(sorted.Text));
        }
    }

    [Theory]
    [InlineData("", 0x5BE7A55D9EFDCF1A)]
    [InlineData("a", 0x7B62683812C9379C)]
    [InlineData("12346", 0xEFAE286A94D66110)]
    [InlineData("12345678", 0x1CD7361BBC756B5A)]
    [InlineData("customer-0000001", 0xF2A002CBDD0899E2)]
    [InlineData("日本", 0x740DB734FB9D2BB5)]
    public void The_hash_never_changes_because_base_files_depend_on_it(string text, ulong hash) =>
        Assert.Equal(hash, StableHash.Of(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void The_hash_is_that_of_products_of_128_bits() =>
        Prop.ForAll<byte[]>(text => PlainKeys.Hash(text) == StableHash.Of(text)).QuickCheckThrowOnFailure();

    [Fact]
    public void Shards_are_about_equal()
    {
        var counts = new int[7];
        for (var i = 0; i < 70_000; i++)
            counts[StableHash.Shard(StableHash.Of(Encoding.UTF8.GetBytes($"{i:D5}")), 7)]++;
        Assert.All(counts, count => Assert.InRange(count, 9_500, 10_500));
        Assert.Equal(0, StableHash.Shard(ulong.MaxValue, 1));
        Assert.Equal(6, StableHash.Shard(ulong.MaxValue, 7));
    }

    [Fact]
    public void Columns_end_to_end_are_their_values_end_to_end()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var type = Arbitrary.Types[seed % Arbitrary.Types.Length];
            var parts = Enumerable.Range(0, random.Next(5))
                .Select(_ => Arbitrary.Column(random, type, random.Next(10))).ToArray();
            var whole = ColumnConcat.Of(type, parts);
            Assert.Equal(parts.SelectMany(Arbitrary.Boxed), Arbitrary.Boxed(whole));
            int[] rows = [.. Enumerable.Range(0, whole.Count == 0 ? 0 : 20).Select(_ => random.Next(-1, whole.Count))];
            Assert.Equal(
                rows.Select(r => r < 0 ? null : Arbitrary.Boxed(whole)[r]),
                Arbitrary.Boxed(ColumnTake.OrNull(whole, rows)));
            var (from, to) = (random.Next(whole.Count + 1), random.Next(whole.Count + 1));
            var range = Math.Min(from, to)..Math.Max(from, to);
            Assert.Equal(Arbitrary.Boxed(whole)[range], Arbitrary.Boxed(whole.Take(range)));
        }
    }

    [Theory]
    [InlineData("1.50", "1.5")]
    [InlineData("100", "100")]
    [InlineData("1.0000000000000000000000000000", "1")]
    [InlineData("-0.00", "0")]
    [InlineData("7922816251426433759354395033.5", "7922816251426433759354395033.5")]
    [InlineData("7922816251426433759354395033.0", "7922816251426433759354395033")]
    [InlineData("0.0000000000000000000000000001", "0.0000000000000000000000000001")]
    public void Amounts_are_trimmed_of_trailing_zeros(string written, string trimmed)
    {
        var culture = System.Globalization.CultureInfo.InvariantCulture;
        Assert.Equal(trimmed, Exact.Trimmed(decimal.Parse(written, culture)).ToString(culture));
    }

    [Fact]
    public void A_quotient_is_the_nearest_double() =>
        Prop.ForAll<decimal, PositiveInt>((amount, count) =>
        {
            var quotient = Exact.Quotient(amount, count.Get);
            var expected = double.Parse(
                (amount / count.Get).ToString(System.Globalization.CultureInfo.InvariantCulture),
                System.Globalization.CultureInfo.InvariantCulture);
            Assert.True(Math.Abs(quotient - expected) <= Math.Abs(Math.BitIncrement(expected) - expected));
        }).QuickCheckThrowOnFailure();

    private static Column ReadAgain(Column column, bool compressed)
    {
        using var bytes = new MemoryStream();
        using (Stream target = compressed ? new DeflateStream(bytes, CompressionLevel.Fastest, true) : bytes)
        using (var writer = new BinaryWriter(target, Encoding.UTF8, leaveOpen: true))
            ColumnCodec.Write(writer, column);
        using var again = new MemoryStream(bytes.ToArray());
        using Stream source = compressed ? new DeflateStream(again, CompressionMode.Decompress) : again;
        using var reader = new BinaryReader(source);
        return ColumnCodec.Read(reader);
    }

    private static TextList List(params string[] texts)
    {
        var list = new TextList();
        foreach (var text in texts)
            list.Add(text);
        return list;
    }

    private static IEnumerable<string> All(TextList texts) => Enumerable.Range(0, texts.Count).Select(texts.Text);
}
