using System.Globalization;
using System.Text;
using PlainLoops;
using Segmentation.Engine.Dumps;

namespace Segmentation.Engine.Tests.Dumps;

public sealed class NumberCellTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0", "0")]
    [InlineData("007", "7")]
    [InlineData("+5", "5")]
    [InlineData("5.", "5")]
    [InlineData(".5", "0.5")]
    [InlineData("-.50", "-0.50")]
    [InlineData("1,234", "1234")]
    [InlineData("12,345,678.9", "12345678.9")]
    [InlineData("1'234.5", "1234.5")]
    [InlineData("1\u00a0234.5", "1234.5")]
    [InlineData("1\u202f234", "1234")]
    [InlineData("$1,234.50", "1234.50")]
    [InlineData("-$5", "-5")]
    [InlineData("$-5", "-5")]
    [InlineData("€ 5", "5")]
    [InlineData("5 €", "5")]
    [InlineData("(5)", "-5")]
    [InlineData("($1,005.25)", "-1005.25")]
    [InlineData("1e3", "1000")]
    [InlineData("1,234E+2", "123400")]
    [InlineData("1.25e-3", "0.00125")]
    [InlineData("999999999999999999.9999999999", "999999999999999999.9999999999")]
    [InlineData("0.0000000000000000000000000001", "0.0000000000000000000000000001")]
    [InlineData("123456789.123456789012345678", "123456789.123456789012345678")]
    public void Amounts_are_read_as_people_write_them(string cell, string value)
    {
        Assert.Null(NumberCell.Exact(Bytes(cell), false, out var read));
        Assert.Equal(value, read.ToString(CultureInfo.InvariantCulture));
        Assert.Null(NumberCell.Floating(Bytes(cell), false, out var number));
        Assert.Equal(double.Parse(value, CultureInfo.InvariantCulture), number);
    }

    [Theory]
    [InlineData("1.234,50", "1234.50")]
    [InlineData("0,1", "0.1")]
    [InlineData(",5", "0.5")]
    [InlineData("-1.234.567", "-1234567")]
    [InlineData("(1,5 €)", "-1.5")]
    [InlineData("1,5e2", "150")]
    public void A_decimal_comma_swaps_the_separators(string cell, string value)
    {
        Assert.Null(NumberCell.Exact(Bytes(cell), true, out var read));
        Assert.Equal(value, read.ToString(CultureInfo.InvariantCulture));
        Assert.Null(NumberCell.Floating(Bytes(cell), true, out var number));
        Assert.Equal(double.Parse(value, CultureInfo.InvariantCulture), number);
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("n/e")]
    [InlineData("e")]
    [InlineData("e5")]
    [InlineData("5e")]
    [InlineData("5e+")]
    [InlineData("5e1.5")]
    [InlineData("1e0,001")]
    [InlineData(".")]
    [InlineData("-")]
    [InlineData("+-5")]
    [InlineData("--5")]
    [InlineData("- 5")]
    [InlineData("€")]
    [InlineData("-€")]
    [InlineData("€5€")]
    [InlineData("()")]
    [InlineData("(-5)")]
    [InlineData("(5")]
    [InlineData("1,23")]
    [InlineData("1,2345")]
    [InlineData("1234,567")]
    [InlineData(",123")]
    [InlineData("1.5,000")]
    [InlineData("1.2.3")]
    [InlineData("1 2")]
    [InlineData("0x10")]
    [InlineData("٣")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("-inf")]
    [InlineData("11111111111111111111111111111111111111111111111111111111111111111")]
    public void What_is_no_number_is_told_so(string cell)
    {
        Assert.Equal(RejectionCode.Money, NumberCell.Exact(Bytes(cell), false, out _));
        Assert.Equal(RejectionCode.Integer, NumberCell.Whole(Bytes(cell), false, out _));
        if (cell.Length < 60)
            Assert.Equal(RejectionCode.Number, NumberCell.Floating(Bytes(cell), false, out _));
    }

    [Theory]
    [InlineData("1000000000000000000")]
    [InlineData("1e18")]
    [InlineData("1e400")]
    [InlineData("1e99999999999")]
    [InlineData("0.00000000000000000000000000001")]
    [InlineData("12345678901234567.890123456789")]
    public void More_digits_than_are_kept_are_out_of_range(string cell) =>
        Assert.Equal(RejectionCode.OutOfRange, NumberCell.Exact(Bytes(cell), false, out _));

    [Theory]
    [InlineData("1e400", false)]
    [InlineData("-1e400", false)]
    [InlineData("1e400", true)]
    public void Doubles_are_finite(string cell, bool comma) =>
        Assert.Equal(RejectionCode.OutOfRange, NumberCell.Floating(Bytes(cell), comma, out _));

    [Theory]
    [InlineData("1e300", 1e300)]
    [InlineData("1,5e-300", 1.5e-300)]
    [InlineData("0,12345678901234567890123456789012345", 0.12345678901234567890123456789012345)]
    public void Doubles_with_a_decimal_comma_have_the_range_of_doubles(string cell, double value)
    {
        Assert.Null(NumberCell.Floating(Bytes(cell), true, out var read));
        Assert.Equal(value, read);
    }

    [Fact]
    public void There_is_one_zero()
    {
        foreach (var zero in new[] { "-0", "-0.0", "(0)", "-0e5" })
        {
            Assert.Null(NumberCell.Floating(Bytes(zero), false, out var number));
            Assert.Equal(0L, BitConverter.DoubleToInt64Bits(number));
            Assert.Null(NumberCell.Exact(Bytes(zero), false, out var amount));
            Assert.False(decimal.IsNegative(amount));
        }
    }

    [Theory]
    [InlineData("5.0", 5)]
    [InlineData("1,000", 1000)]
    [InlineData("1e3", 1000)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("-9223372036854775807", -long.MaxValue)]
    public void Whole_numbers_may_be_written_as_amounts(string cell, long value)
    {
        Assert.Null(NumberCell.Whole(Bytes(cell), false, out var read));
        Assert.Equal(value, read);
    }

    [Theory]
    [InlineData("5.5", RejectionCode.Integer)]
    [InlineData("-9223372036854775808", RejectionCode.OutOfRange)]
    [InlineData("9223372036854775808", RejectionCode.OutOfRange)]
    public void Other_whole_numbers_are_rejected(string cell, string code) =>
        Assert.Equal(code, NumberCell.Whole(Bytes(cell), false, out _));

    [Theory]
    [InlineData("")]
    [InlineData("tr-TR")]
    [InlineData("de-DE")]
    public void Generated_texts_read_as_the_framework_reads_them(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            var random = new Random(7);
            for (var i = 0; i < 40_000; i++)
                Compare(Generated(random));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void No_bytes_make_a_cell_throw()
    {
        var random = new Random(11);
        var bytes = new byte[70];
        for (var i = 0; i < 50_000; i++)
        {
            var cell = bytes.AsSpan(0, random.Next(1, 70));
            random.NextBytes(cell);
            NumberCell.Exact(cell, i % 2 == 0, out _);
            NumberCell.Whole(cell, i % 2 == 0, out _);
            NumberCell.Floating(cell, i % 2 == 0, out _);
        }
    }

    private static void Compare(string text)
    {
        var expected = PlainText.Amount(text);
        var code = NumberCell.Exact(Bytes(text), false, out var read);
        if (code is null)
            Assert.True(read == expected, $"{text} is {expected}, not {read}");
        else if (code == RejectionCode.Money)
            Assert.False(expected is not null && !text.Contains('e', StringComparison.OrdinalIgnoreCase), text);
        var comma = NumberCell.Exact(Bytes(text.Replace('.', ',')), true, out var swapped);
        Assert.Equal((code, read), (comma, swapped));
        Assert.Equal(code, NumberCell.Exact(Bytes("€" + text), false, out var priced) is { } other ? other : null);
        Assert.Equal(read, priced);
    }

    private static string Generated(Random random)
    {
        const string Signs = "0123456789012345678901234567890123456789..-+eE";
        var length = random.Next(1, 24);
        return string.Concat(Enumerable.Range(0, length).Select(
            i => Signs[random.Next(i == 0 ? Signs.Length - 2 : random.Next(4) > 0 ? 41 : Signs.Length)]));
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
