using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Tracking;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Tests.Results;

public sealed class CustomersCsvTests
{
    private static readonly Workspace Workspace = Some.Workspace();

    [Fact]
    public void Columns_are_the_measures_and_then_the_schemes_by_name()
    {
        var workspace = Some.Workspace(
            "schemes/b.yaml",
            Some.Grid.Replace("rfm", "b", StringComparison.Ordinal).Replace(" f:", " bf:", StringComparison.Ordinal)
                .Replace(" m:", " bm:", StringComparison.Ordinal).Replace("f >=", "bf >=", StringComparison.Ordinal)
                .Replace("m >=", "bm >=", StringComparison.Ordinal),
            "schemes/a.yaml",
            "scheme: touch\nversion: 1\nkind: rules\nsegments:\n"
            + "  - { id: high, when: frequency > 1 }\n  - { id: low }\n");
        Assert.Equal(
            "customer_id,frequency,monetary,bf,bm,b,f,m,rfm,touch\n",
            Encoding.UTF8.GetString(new CustomersCsv(Plans.Bind(workspace)).Header()));
    }

    [Fact]
    public void Cells_are_quoted_only_where_they_must_be()
    {
        string[] ids = ["plain", "comma,", "qu\"ote", "line\nfeed", "carriage\r", " blank ", "é;😀", "'", "\""];
        var bytes = Lines(ids, new IntegerColumn(new long[ids.Length]), new MoneyColumn(new decimal[ids.Length]));
        Assert.Equal(ids, Csv.Parse(bytes).Select(row => row[0]));
        var text = Encoding.UTF8.GetString(bytes);
        Assert.StartsWith(
            "plain,0,0,1,2,best\n\"comma,\",0,0,1,2,best\n\"qu\"\"ote\",0,0,1,2,best\n\"line\nfeed\",",
            text, StringComparison.Ordinal);
        Assert.Contains("\n é;😀".Replace(" ", "", StringComparison.Ordinal) + ",0", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0.00", "0")]
    [InlineData("1.50", "1.5")]
    [InlineData("100", "100")]
    [InlineData("100.000", "100")]
    [InlineData("-0.10", "-0.1")]
    [InlineData("0.0000000000000000000000000001", "0.0000000000000000000000000001")]
    [InlineData("1.0000000000000000000000000001", "1.0000000000000000000000000001")]
    [InlineData("7.9228162514264337593543950330", "7.922816251426433759354395033")]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335")]
    [InlineData("1234567890123456789012345.678", "1234567890123456789012345.678")]
    public void Decimals_have_neither_exponent_nor_trailing_zeros(string value, string cell) =>
        Assert.Equal(cell, Cell(new MoneyColumn([decimal.Parse(value, CultureInfo.InvariantCulture)])));

    [Fact]
    public void Every_decimal_reads_back() => Prop.ForAll<decimal>(value =>
    {
        var cell = Cell(new MoneyColumn([value]));
        Assert.Equal(value, decimal.Parse(
            cell, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
        Assert.False(cell.Contains('.', StringComparison.Ordinal) && cell.EndsWith('0'), cell);
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(-0.0, "-0")]
    [InlineData(1e-7, "1E-07")]
    [InlineData(1e300, "1E+300")]
    [InlineData(0.1 + 0.2, "0.30000000000000004")]
    [InlineData(5e-324, "5E-324")]
    [InlineData(double.MaxValue, "1.7976931348623157E+308")]
    [InlineData(100.0, "100")]
    public void Doubles_are_the_shortest_text_that_reads_back(double value, string cell) =>
        Assert.Equal(cell, Cell(new NumberColumn([value])));

    [Fact]
    public void Every_double_reads_back_bit_by_bit() => Prop.ForAll<long>(bits =>
    {
        var value = BitConverter.Int64BitsToDouble(bits);
        if (!double.IsFinite(value))
            return;
        var read = double.Parse(Cell(new NumberColumn([value])), CultureInfo.InvariantCulture);
        Assert.Equal(bits, BitConverter.DoubleToInt64Bits(read));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Dates_booleans_and_whole_numbers_are_plain()
    {
        Assert.Equal("1970-01-01", Cell(new DateColumn([0])));
        Assert.Equal("0001-01-01", Cell(new DateColumn([-719162])));
        Assert.Equal("9999-12-31", Cell(new DateColumn([2932896])));
        Assert.Equal("true", Cell(new BooleanColumn([1])));
        Assert.Equal("false", Cell(new BooleanColumn([0])));
        Assert.Equal("-9223372036854775807", Cell(new IntegerColumn([-long.MaxValue])));
        Assert.Equal("a,b", Cell(Some.Column("a,b")));
    }

    [Fact]
    public void Null_is_empty() => Assert.All(
        Enum.GetValues<ColumnType>(), type => Assert.Equal("", Cell(Column.Nulls(type, 1))));

    [Fact]
    public void The_culture_changes_nothing()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("tr-TR");
            Assert.Equal("-1234567.5", Cell(new MoneyColumn([-1234567.50m])));
            Assert.Equal("1.5", Cell(new NumberColumn([1.5])));
            Assert.Equal("-5", Cell(new IntegerColumn([-5])));
            Assert.Equal("2026-11-21", Cell(new DateColumn([20778])));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    /// <summary>What a reader finds where the measure <c>frequency</c> has this value.</summary>
    private static string Cell(Column value) => Csv.Parse(Lines(["id"], value, new MoneyColumn([0])))[0][1];

    private static byte[] Lines(string[] ids, Column frequency, Column monetary)
    {
        var lines = new CsvLines(isForSpreadsheets: false);
        var add = new CustomersCsv(Plans.Bind(Workspace)).Into(lines, Shard(ids, frequency, monetary));
        for (var customer = 0; customer < ids.Length; customer++)
            add(customer);
        return lines.Written.ToArray();
    }

    private static ScoredShard Shard(string[] ids, Column frequency, Column monetary) => new(
        Some.Texts(ids), ["frequency", "monetary", "rfm.f", "rfm.m", "rfm.segment", "rfm.since"],
        [
            frequency, monetary, new IntegerColumn([.. ids.Select(_ => 1L)]),
            new IntegerColumn([.. ids.Select(_ => 2L)]),
            Some.Column([.. ids.Select(_ => "best")]), new IntegerColumn(new long[ids.Length]),
        ]);
}
