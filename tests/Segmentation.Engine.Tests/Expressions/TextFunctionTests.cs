using Segmentation.Engine.Columns;
using Segmentation.Engine.Expressions;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Tests.Expressions;

/// <summary>Lookups, survey bands, and lists in one cell.</summary>
public sealed class TextFunctionTests
{
    private static readonly Table Customers = new Table()
        .Integers("n", 1, null, 10, 11)
        .Amounts("m", 8.9999999999999999999999999m, 9m, -0.5m, 6.5m)
        .Numbers("x", 10.0, 10.5, 0, 3.5)
        .Days("signup", "2026-01-01", null, null, null)
        .With("city", Table.Texts("Bonn", "ROME, ", null, "Oz"))
        .With("likes", Table.Texts(" price; support;price;", "Price", null, ";; ;"));

    [Fact]
    public void A_lookup_gives_the_answer_of_the_second_or_the_named_column()
    {
        Assert.Equal(["DE", "IT", null, null], Customers.Values("lookup(city, 'cities')"));
        Assert.Equal([330m, null, null, null], Customers.Values("lookup(city, 'cities', 'thousands')"));
        Assert.Equal(["Bonn", "Rome", null, null], Customers.Values("lookup(city, 'cities', 'CITY')"));
        Assert.Equal(["DE", "DE", "DE", "DE"], Customers.Values("lookup('bonn', 'cities')"));
        Assert.Equal([null, null, null, null], Customers.Values("lookup(NULL, 'cities')"));
        Assert.Equal([true, null, null, null], Customers.Values("lookup(city, 'cities', 'thousands') > 300"));
    }

    [Fact]
    public void A_value_that_a_table_lacks_is_told_where_it_is_used()
    {
        Assert.Equal(["cities 3 Oz"], Told("lookup(city, 'cities')"));
        Assert.Empty(Told("CASE WHEN n < 11 THEN lookup(city, 'cities') END"));
        Assert.Equal(["cities 3 Oz"], Told("coalesce(lookup(city, 'cities'), 'elsewhere')"));
        Assert.Empty(Told("coalesce(likes, lookup(city, 'cities'))"));
    }

    [Theory]
    [InlineData("nps_band(n)", "detractor", null, "promoter", null)]
    [InlineData("nps_band(m)", "passive", "promoter", null, "detractor")]
    [InlineData("nps_band(x)", "promoter", null, "detractor", "detractor")]
    [InlineData("nps_band(x + 3.5)", null, null, "detractor", "passive")]
    [InlineData("csat_band(n)", "dissatisfied", null, null, null)]
    [InlineData("csat_band(x, 5)", null, null, null, "neutral")]
    [InlineData("csat_band(x + 0.5)", null, null, null, "satisfied")]
    [InlineData("csat_band(x, 7)", null, null, null, "dissatisfied")]
    [InlineData("csat_band(m - 2, 7)", "satisfied", "satisfied", null, "neutral")]
    [InlineData("csat_band(m, 10)", "neutral", "satisfied", null, "neutral")]
    [InlineData("csat_band(m - 2, 10)", "neutral", "neutral", null, "dissatisfied")]
    [InlineData("nps_band(NULL)", null, null, null, null)]
    public void An_answer_is_in_the_band_of_the_number_rounded_down(string text, params string?[] expected) =>
        Assert.Equal(expected, Customers.Values(text));

    [Theory]
    [InlineData("csat_band(n, 5)", 5, "dissatisfied dissatisfied neutral satisfied satisfied")]
    [InlineData("csat_band(n, 7)", 7,
        "dissatisfied dissatisfied dissatisfied neutral neutral satisfied satisfied")]
    [InlineData("csat_band(n, 10)", 10,
        "dissatisfied dissatisfied dissatisfied dissatisfied neutral neutral neutral neutral satisfied satisfied")]
    [InlineData("nps_band(n - 1)", 11,
        "detractor detractor detractor detractor detractor detractor detractor passive passive promoter promoter")]
    public void Every_answer_of_a_scale_has_its_band(string text, int most, string expected)
    {
        var table = new Table().Integers("n", [null, 0, .. Enumerable.Range(1, most + 1).Select(n => (long?)n)]);
        Assert.Equal([null, null, .. expected.Split(' '), null], table.Values(text));
    }

    [Fact]
    public void A_list_has_its_parts_without_blanks_around_them_and_each_once()
    {
        Assert.Equal([true, false, null, false], Customers.Values("has_part(likes, 'price', ';')"));
        Assert.Equal([false, false, null, false], Customers.Values("has_part(likes, 'supp', ';')"));
        Assert.Equal([2L, 1L, null, 0L], Customers.Values("part_count(likes, ';')"));
        Assert.Equal([1L, 1L, null, 1L], Customers.Values("part_count(likes, ' ;; ;')"));
    }

    [Theory]
    [InlineData("lookup(city)", 0, "lookup with 1 arguments", "aggregates")]
    [InlineData("lookup(city, 'citys')", 13, "unknown table 'citys'", "unknown-name")]
    [InlineData("lookup(city, 'cities', 'contry')", 23, "unknown column 'contry'", "unknown-name")]
    [InlineData("lookup(city, cities)", 13, "'cities' as the table", "wrong-value")]
    [InlineData("lookup(city, 'cities', 2)", 23, "'2' as the column", "wrong-value")]
    [InlineData("lookup(signup, 'cities')", 7, "lookup of a date", "wrong-type")]
    [InlineData("lookup(ctiy, 'cities')", 7, "unknown name 'ctiy'", "unknown-name")]
    [InlineData("lookup(city, 'cities' WHERE n = 1)", 0, "SPLIT, WHERE or IN LAST in lookup", "aggregates")]
    [InlineData("nps_band(city)", 9, "nps_band of text", "wrong-type")]
    [InlineData("nps_band(n, 10)", 0, "nps_band with 2 arguments", "aggregates")]
    [InlineData("csat_band(n, 6)", 13, "'6' as the scale", "wrong-value")]
    [InlineData("csat_band(n, n)", 13, "'n' as the scale", "wrong-value")]
    [InlineData("csat_band()", 0, "csat_band with 0 arguments", "aggregates")]
    [InlineData("has_part(likes, 'price')", 0, "has_part with 2 arguments", "aggregates")]
    [InlineData("has_part(likes, city, ';')", 16, "'city' as the part", "wrong-value")]
    [InlineData("has_part(likes, 'price', '')", 25, "'''' as the separator", "wrong-value")]
    [InlineData("has_part(n, 'price', ';')", 9, "has_part of a whole number", "wrong-type")]
    [InlineData("part_count(likes)", 0, "part_count with 1 arguments", "aggregates")]
    [InlineData("part_count(likes SPLIT ';')", 0, "SPLIT, WHERE or IN LAST in part_count", "aggregates")]
    public void A_wrong_use_is_a_problem_at_its_place(string text, int offset, string found, string code)
    {
        var problem = Customers.Problem(text);
        Assert.Equal((found, code), (problem.Found, problem.Code));
        Assert.Equal(Table.At with { Column = Table.At.Column + offset }, problem.At);
    }

    [Fact]
    public void An_unknown_table_or_column_is_told_with_those_that_there_are()
    {
        Assert.Equal(
            "measures.yaml:3:23: unknown table 'citys'; expected one of cities; did you mean 'cities'?",
            Customers.Problem("lookup(city, 'citys')").ToString());
        Assert.Equal(
            "measures.yaml:3:33: unknown column 'contry'; expected one of city, country, thousands, as in "
            + "tables/cities.csv; did you mean 'country'?",
            Customers.Problem("lookup(city, 'cities', 'contry')").ToString());
    }

    [Fact]
    public void There_are_no_lookups_where_there_are_no_tables()
    {
        var problems = new Problems();
        Assert.Null(Expression.Bind(
            new ExpressionText("lookup('a', 't')", Table.At), new NoTables(), null, problems));
        Assert.Equal(
            "measures.yaml:3:10: lookup over scores; expected a lookup in a measure or a source; "
            + "make it a measure and use that",
            Assert.Single(problems.All).ToString());
    }

    private static string[] Told(string text)
    {
        var table = new Table().Integers("n", 1, null, 10, 11).With("city", Table.Texts("Bonn", "ROME, ", null, "Oz"))
            .With("likes", Table.Texts("a", "b", null, "c"));
        table.Values(text);
        return [.. table.Unmappable];
    }

    private sealed class NoTables : Scope
    {
        public override IEnumerable<string> Names => [];

        public override string What => "scores";

        public override Reference? Find(string name, ColumnType? wanted) => null;
    }
}
