using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Lookups;
using Segmentation.Engine.Tests.Columns;
using Segmentation.Engine.Tests.Workspaces;

namespace Segmentation.Engine.Tests.Lookups;

public sealed class LookupTableTests
{
    [Theory]
    [InlineData("Fin. Services", "fin services")]
    [InlineData("Fin. Services", "FIN-SERVICES")]
    [InlineData("Fin. Services", "  fin . , services. ")]
    [InlineData("R&D", "r / d")]
    [InlineData("snake_case", "Snake  case")]
    [InlineData("a\u00a0b", "a b")]
    [InlineData("Öl", "öl")]
    public void Spellings_of_one_key_find_the_same_row(string written, string asked) =>
        Assert.Equal(0, Table($"key,answer\n{Quoted(written)},x\n").Find(Utf8(asked)));

    [Theory]
    [InlineData("finservices")]
    [InlineData("fin services ltd")]
    [InlineData("-")]
    [InlineData("")]
    public void Other_keys_find_none(string asked) =>
        Assert.Equal(-1, Table("key,answer\nFin. Services,x\n").Find(Utf8(asked)));

    [Fact]
    public void A_key_has_no_sign_at_its_ends_and_none_twice() =>
        Prop.ForAll<NonNull<string>>(text =>
        {
            var key = LookupKey.Of(Utf8(text.Get));
            return key == key.Trim() && !key.Contains("  ", StringComparison.Ordinal)
                && key == LookupKey.Of(Utf8($" .{key.Replace(" ", "_,", StringComparison.Ordinal)}- "));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_column_is_of_numbers_when_every_filled_cell_is_one()
    {
        var table = Table(
            "\uFEFFkey,text,number,mixed,empty\r\n1,a,2.50,1,\r\n\r\n2,,,x,\r\n3,\"c, \"\"d\"\"\",-1,3,\r\n");
        Assert.Equal(["1", "2", "3"], Arbitrary.Boxed(table.Column(0)));
        Assert.Equal(["a", null, "c, \"d\""], Arbitrary.Boxed(table.Column(1)));
        Assert.Equal([2.5m, null, -1m], Arbitrary.Boxed(table.Column(2)));
        Assert.Equal(["1", "x", "3"], Arbitrary.Boxed(table.Column(3)));
        Assert.Equal(ColumnType.Text, table.Column(4).Type);
        Assert.Equal((2, -1), (table.IndexOf("Number"), table.IndexOf("other")));
    }

    [Fact]
    public void A_key_may_stand_in_several_spellings_with_one_answer()
    {
        var table = Table("key,answer,points\nu.s.a,US,\nUK,GB,1\nU S A,US,\nU/S/A,US,\nUSA,US,2\n");
        Assert.Equal(["u.s.a", "UK", "USA"], Arbitrary.Boxed(table.Column(0)));
        Assert.Equal((0, 1, 2), (table.Find(Utf8("U.S.A")), table.Find(Utf8("uk")), table.Find(Utf8("Usa"))));
    }

    [Theory]
    [InlineData("", "1:1: an empty table; expected a header, with the key first")]
    [InlineData("\n\n", "1:1: an empty table; expected a header, with the key first")]
    [InlineData("key;answer\n", "1:1: one column; expected a key and at least one answer, separated by commas")]
    [InlineData("key,,b\n", "1:5: a column without a header; expected a name for each column")]
    [InlineData("key,b,\"b\"\n", "1:7: a second column 'b'; expected each header once")]
    [InlineData(
        "key,answer\na,1\nb\n",
        "3:2: 1 cells; expected 2, as in the header; write a cell with a comma in double quotes")]
    [InlineData(
        "key,answer\n\nä,1,2\n",
        "3:5: 3 cells; expected 2, as in the header; write a cell with a comma in double quotes")]
    [InlineData("key,answer\n -.- ,1\n", "2:1: '-.-' as a key; expected letters or digits")]
    [InlineData(
        "key,a,b\nFin. Services,x,y\nother,x,y\n\"fin, services\",x,z\n",
        "4:19: 'z' for 'fin, services'; expected the b that this key has in line 2; keep one of the two rows")]
    public void A_wrong_table_is_a_problem_at_its_place(string text, string expected) =>
        Assert.Equal($"tables/t.csv:{expected}", Definitions.Problem("tables/t.csv", text));

    [Fact]
    public void A_table_that_is_not_UTF_8_is_a_problem_at_its_place()
    {
        var files = Definitions.Smallest();
        files["tables/t.csv"] = [.. "key,answer\na,"u8, 0xe9, .. "\n"u8];
        Assert.Equal(
            "tables/t.csv:2:3: byte 0xE9, which is not UTF-8; expected UTF-8 text; save the file as UTF-8",
            Assert.Single(Definitions.Problems(files)));
    }

    [Fact]
    public void The_table_of_rates_is_no_table_of_answers()
    {
        var workspace = Definitions.Read(
            "tables/rates.csv", "date,from,to,rate\n2026-01-01,USD,EUR,0.9\n2026-01-01,GBP,EUR,1.1\n");
        Assert.Empty(workspace.Tables.Names);
    }

    private static LookupTable Table(string text) => Definitions.Read("tables/t.csv", text).Tables.Find("t")!;

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static string Quoted(string cell) => $"\"{cell}\"";
}
