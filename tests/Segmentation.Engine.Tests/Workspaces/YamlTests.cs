using System.Text;

namespace Segmentation.Engine.Tests.Workspaces;

public sealed class YamlTests
{
    [Theory]
    [InlineData("name: shop\nvalue: [a", "workspace.yaml:")]
    [InlineData("name: shop\n\tvalue: a", "workspace.yaml:1:7: ")]
    [InlineData("name: a: b", "workspace.yaml:1:8: ")]
    [InlineData("name: \"shop", "workspace.yaml:1:")]
    [InlineData("name: shop\n}", "workspace.yaml:2:")]
    [InlineData("name: 'shop' x", "workspace.yaml:1:")]
    public void Broken_syntax_is_one_problem_with_a_place(string text, string place)
    {
        var problem = Definitions.Problem("workspace.yaml", text);

        Assert.StartsWith(place, problem);
        Assert.Contains("YAML that cannot be read", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("name: &n shop", "workspace.yaml:1:7: anchor '&n'; expected the value itself")]
    [InlineData("name: *n", "workspace.yaml:1:7: alias '*n'; expected the value itself")]
    [InlineData("name: !!str shop", "workspace.yaml:1:7: tag 'tag:yaml.org,2002:str'; expected the value itself")]
    [InlineData("name: shop\n---\nname: b", "workspace.yaml:2:1: a second document; expected one document per file")]
    [InlineData("? [a]\n: b", "workspace.yaml:1:3: a list as a key; expected a text")]
    [InlineData("name: shop\nvalue: a\u0000b", "workspace.yaml:2:9: control character 0x00; expected text")]
    public void What_definitions_do_not_need_is_refused(string text, string problem) =>
        Assert.StartsWith(problem, Definitions.Problem("workspace.yaml", text));

    [Fact]
    public void Aliases_that_grow_without_bound_are_refused_at_the_first()
    {
        var bomb = new StringBuilder("a: &a [x, x]\n");
        for (var c = 'b'; c < 'z'; c++)
            bomb.Append(
                System.Globalization.CultureInfo.InvariantCulture, $"{c}: &{c} [*{(char)(c - 1)}, *{(char)(c - 1)}]\n");

        Assert.Equal("measures.yaml:1:4: anchor '&a'; expected the value itself", Definitions.Problem(
            "measures.yaml", bomb.ToString()));
    }

    [Theory]
    [InlineData('[')]
    [InlineData('{')]
    public void Deep_nesting_is_one_problem(char opening) => Assert.Contains(
        "nesting deeper than 16", Definitions.Problem("outcomes.yaml", new string(opening, 500_000)),
        StringComparison.Ordinal);

    [Fact]
    public void Bytes_that_are_not_utf8_are_told_with_their_place()
    {
        var files = Definitions.Smallest();
        files["workspace.yaml"] = [.. "name: shop\nowners: { a: M"u8, 0xFC, .. "ller }"u8];

        Assert.Equal("workspace.yaml:2:15: byte 0xFC, which is not UTF-8; expected UTF-8 text; save the file as UTF-8",
            Assert.Single(Definitions.Problems(files)));
    }

    [Fact]
    public void A_byte_order_mark_and_carriage_returns_change_nothing()
    {
        var files = Definitions.Smallest();
        files["workspace.yaml"] = [.. Encoding.UTF8.Preamble, .. "name: shop\r\ncurrency: eur\r\n"u8];

        Assert.StartsWith("workspace.yaml:2:11: 'eur'", Assert.Single(Definitions.Problems(files)));
    }

    [Fact]
    public void A_file_past_a_mebibyte_is_refused() => Assert.StartsWith(
        "outcomes.yaml: 1048577 bytes; expected", Definitions.Problem("outcomes.yaml", new string('#', 1048577)));
}
