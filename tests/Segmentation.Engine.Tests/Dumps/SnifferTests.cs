using System.Text;
using Segmentation.Engine.Dumps;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Tests.Dumps;

public sealed class SnifferTests
{
    [Theory]
    [InlineData("id,name\n1,a\n", ",", "id|name", 8, 2)]
    [InlineData("id;name\r\n1;a,b\r\n", ";", "id|name", 9, 2)]
    [InlineData("id\tname\r1\ta\r", "\t", "id|name", 8, 2)]
    [InlineData("id|name\n1|a;b\n", "|", "id|name", 8, 2)]
    [InlineData("id\n1\n2\n", ",", "id", 3, 2)]
    [InlineData("id,name\n", ",", "id|name", 8, 2)]
    [InlineData("id,name", ",", "id|name", 7, 1)]
    [InlineData("\r\n \t\r\n\"id\",\" name \"\r\n1,a", ",", "id|name", 21, 4)]
    [InlineData("\"id\",\"the\nname\",x\n1,a,b\n", ",", "id|the\nname|x", 18, 3)]
    [InlineData("\uFEFFid;name\n1;2\n", ";", "id|name", 11, 2)]
    [InlineData("\uFEFF\nid;name\n1;2\n", ";", "id|name", 12, 3)]
    [InlineData("\uFEFF\"id\";name\n1;2\n", ";", "id|name", 13, 2)]
    [InlineData("sep=;\r\nid;na,me\r\n1;2\r\n", ";", "id|na,me", 17, 3)]
    [InlineData("sep=|\n\nid|n\n1|2\n", "|", "id|n", 12, 4)]
    [InlineData("sep=\t\nid\tn\n1\t2\n", "\t", "id|n", 11, 3)]
    [InlineData("\"a,b\";c\n\"1,2\";3\n", ";", "a,b|c", 8, 2)]
    public void Delimiter_and_header_are_told_from_the_first_rows(
        string text, string delimiter, string columns, long offset, long line)
    {
        var dialect = Sniff(text, FormatDefinition.Sniffed, ["id"]);
        Assert.Equal((delimiter, columns), ($"{(char)dialect.Delimiter}", string.Join('|', dialect.Columns)));
        Assert.Equal((offset, line, false), (dialect.DataOffset, dialect.DataLine, dialect.Blanks));
    }

    [Fact]
    public void The_wanted_columns_decide_between_delimiters()
    {
        const string Text = "customer id;amount,net;amount,gross\n1;2,0;3,0\n";
        Assert.Equal((byte)';', Sniff(Text, FormatDefinition.Sniffed, ["Customer ID"]).Delimiter);
    }

    [Fact]
    public void Runs_of_blanks_separate_when_the_wanted_columns_show()
    {
        var dialect = Sniff("  id   date  amount\n 1  20260101   5\n", FormatDefinition.Sniffed, ["id", "date"]);
        Assert.True(dialect.Blanks);
        Assert.Equal(["id", "date", "amount"], dialect.Columns);
        Assert.Equal((20, 2), (dialect.DataOffset, dialect.DataLine));
    }

    [Fact]
    public void A_file_without_header_begins_with_its_first_row()
    {
        var format = new FormatDefinition { Header = false, Columns = ["id", "n"] };
        var named = Sniff("\n1,2\n3,4\n", format, ["id"]);
        Assert.Equal((1, 2), (named.DataOffset, named.DataLine));
        Assert.Equal(["id", "n"], named.Columns);
        var counted = Sniff("1;2;3\n", format with { Columns = [] }, ["column1"]);
        Assert.Equal(["column1", "column2", "column3"], counted.Columns);
        Assert.Equal((0, 1), (counted.DataOffset, counted.DataLine));
        var blanks = Sniff(
            " 00001 1 19970101  1  11.77\n",
            format with { Columns = ["a", "b", "c", "d", "e"], Delimiter = FormatDefinition.Whitespace }, []);
        Assert.True(blanks.Blanks);
        Assert.Equal((0, 1), (blanks.DataOffset, blanks.DataLine));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\r\n  \t\n")]
    [InlineData("\uFEFF")]
    [InlineData("sep=;\n")]
    [InlineData("sep=;\n\n \n")]
    public void An_empty_file_cannot_be_imported(string text)
    {
        var problem = Assert.Throws<ImportException>(() => Sniff(text, FormatDefinition.Sniffed, ["id"]));
        Assert.StartsWith("dump.csv: the file is empty", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    public void Marks_tell_the_encoding(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes("id,näme\n1,日本\n")];
        Assert.Equal(encoding.CodePage, EncodingSniffer.Sniff("dump.csv", bytes, null).CodePage);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Utf_16_is_told_without_a_mark(bool bigEndian)
    {
        var encoding = new UnicodeEncoding(bigEndian, false);
        var bytes = encoding.GetBytes("id,name\r\n1,Müller\r\n");
        var told = EncodingSniffer.Sniff("dump.csv", bytes, null);
        Assert.Equal(encoding.CodePage, told.CodePage);
        var utf8 = Encoding.UTF8.GetBytes(told.GetString(bytes));
        Assert.Equal(["id", "name"], DialectSniffer.Sniff("dump.csv", utf8, FormatDefinition.Sniffed, []).Columns);
    }

    [Fact]
    public void Bytes_that_are_no_utf_8_are_windows_1252()
    {
        Assert.Equal(
            1252, EncodingSniffer.Sniff("dump.csv", [.. "id,name\n1,M"u8, 0xFC, .. "ller\n"u8], null).CodePage);
        Assert.Equal(65001, EncodingSniffer.Sniff("dump.csv", "id,name\n1,Müller\n"u8, null).CodePage);
        Assert.Equal(28591, EncodingSniffer.Sniff("dump.csv", "id"u8, "iso-8859-1").CodePage);
        Assert.Equal(65001, EncodingSniffer.Sniff("dump.csv", [], null).CodePage);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_character_may_be_cut_where_the_head_ends(int cut)
    {
        var head = new byte[EncodingSniffer.HeadBytes];
        head.AsSpan().Fill((byte)'a');
        "😀"u8[..cut].CopyTo(head.AsSpan(head.Length - cut));
        Assert.Equal(65001, EncodingSniffer.Sniff("dump.csv", head, null).CodePage);
        head.AsSpan().Fill((byte)'a');
        "é"u8.CopyTo(head.AsSpan(head.Length - 2));
        Assert.Equal(65001, EncodingSniffer.Sniff("dump.csv", head, null).CodePage);
    }

    [Fact]
    public void Bytes_that_are_no_text_cannot_be_imported()
    {
        var bytes = new byte[1000];
        new Random(1).NextBytes(bytes);
        bytes[0] = (byte)'P';
        bytes[500] = 0;
        var problem = Assert.Throws<ImportException>(() => EncodingSniffer.Sniff("dump.csv", bytes, null));
        Assert.Contains("not text", problem.Message, StringComparison.Ordinal);
        Assert.Throws<ImportException>(() => EncodingSniffer.Sniff("dump.csv", new byte[100], null));
    }

    [Theory]
    [InlineData("Customer ID", 0)]
    [InlineData("customer_id", 0)]
    [InlineData("CUSTOMERID", 0)]
    [InlineData("Größe (cm)", 2)]
    [InlineData("größecm", 2)]
    [InlineData("Amount", 4)]
    [InlineData("AMOUNT", 3)]
    [InlineData("%", 5)]
    [InlineData("$", -1)]
    [InlineData("", -1)]
    [InlineData("total", -1)]
    public void Columns_are_found_exactly_or_by_letters_and_digits(string name, int index) =>
        Assert.Equal(
            index, new Headers(["Customer ID", "Customer-Id", "Größe (cm)", "amount", "Amount", "%"]).Find(name));

    [Fact]
    public void The_first_of_several_names_that_the_file_has_is_taken() =>
        Assert.Equal(1, new Headers(["a", "b"]).Find(new ColumnNames(["c", "B", "a"], default)));

    private static Dialect Sniff(string text, FormatDefinition format, string[] wanted) =>
        DialectSniffer.Sniff("dump.csv", Encoding.UTF8.GetBytes(text), format, [.. wanted.Select(Reading.Names)]);
}
