using Segmentation.Engine.Columns;
using Segmentation.Engine.Expressions;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Tests.Expressions;

public sealed class ProblemTests
{
    private static readonly Table Customers = new Table()
        .Integers("recency", 1).Amounts("monetary", 1m).Days("signup", "2026-01-01").With("city", Table.Texts("Bonn"));

    [Theory]
    [InlineData("", 0, "an empty expression")]
    [InlineData("  \n ", 0, "an empty expression")]
    [InlineData("recency >", 9, "the expression ends too early")]
    [InlineData("recency > > 1", 10, "unexpected '>'")]
    [InlineData("(recency > 1", 12, "the expression ends too early")]
    [InlineData("recency > 1)", 11, "unexpected ')'")]
    [InlineData("recency 1", 8, "unexpected '1'")]
    [InlineData("city = 'Bonn", 7, "a text that begins with ' and does not end")]
    [InlineData("\"city = 1", 0, "a name that begins with \" and does not end")]
    [InlineData("recency ; 1", 8, "unexpected ';'")]
    [InlineData("city = '💶' OR 💶", 15, "unexpected '💶'")]
    [InlineData("recency < 9223372036854775808", 10, "the number '9223372036854775808' is too large")]
    [InlineData(
        "monetary < 12345678901234567890.123456789", 11, "the number '12345678901234567890.123456789' is too large")]
    [InlineData("recency IS 1", 11, "unexpected '1'")]
    [InlineData("recency NOT 1", 12, "unexpected '1'")]
    [InlineData("recency IN 1", 11, "unexpected '1'")]
    [InlineData("recency IN ()", 12, "unexpected ')'")]
    [InlineData("recency BETWEEN 1", 17, "the expression ends too early")]
    [InlineData("CASE 1 END", 5, "unexpected '1'")]
    [InlineData("CASE WHEN TRUE THEN 1", 21, "the expression ends too early")]
    [InlineData("city.", 5, "the expression ends too early")]
    [InlineData("recency > 'x'", 8, "a comparison of a whole number with text")]
    [InlineData("signup > 3", 7, "a comparison of a date with a whole number")]
    [InlineData("signup > 'soon'", 9, "'soon' is not a date")]
    [InlineData("DATE '2026-13-01' < signup", 5, "'2026-13-01' is not a date")]
    [InlineData("recency IN (1, 'x')", 15, "values of IN are a whole number and text")]
    [InlineData("CASE WHEN TRUE THEN 1 ELSE 'x' END", 27, "values of CASE are a whole number and text")]
    [InlineData("city + 1", 5, "a sum of text and a whole number")]
    [InlineData("signup + signup", 7, "a sum of a date and a date")]
    [InlineData("-city", 0, "minus text")]
    [InlineData("NOT recency", 4, "a whole number instead of a condition")]
    [InlineData("recency AND TRUE", 0, "a whole number instead of a condition")]
    [InlineData("recency LIKE 'x'", 8, "LIKE on a whole number")]
    [InlineData("city LIKE city", 10, "a pattern that is not a literal")]
    [InlineData("days_since(recency)", 11, "days_since of a whole number")]
    [InlineData("days_since()", 0, "days_since with 0 arguments")]
    [InlineData("coalesce()", 0, "coalesce with 0 arguments")]
    [InlineData("coalesce(recency IN LAST 3 DAYS)", 0, "SPLIT, WHERE or IN LAST in coalesce")]
    public void Bad_text_is_a_problem_at_its_place(string text, int offset, string found)
    {
        var problem = Customers.Problem(text);
        Assert.Equal(found, problem.Found);
        Assert.Equal(Table.At with { Column = Table.At.Column + offset }, problem.At);
    }

    [Fact]
    public void An_unknown_name_is_told_with_what_it_may_be_and_the_nearest()
    {
        var problem = Customers.Problem("recency > 1\nOR  monetry > 2");
        Assert.Equal(
            "measures.yaml:4:5: unknown name 'monetry'; expected one of the measures and scores; did you mean 'monetary'?",
            problem.ToString());
    }

    [Fact]
    public void An_open_parenthesis_is_told_with_where_it_opens() =>
        Assert.Equal("close the '(' at line 3, column 10; in braces, a text with ',' or ': ' stands in quotes", Customers.Problem("(recency > 1").Fix);

    [Fact]
    public void A_result_of_another_type_is_a_problem()
    {
        var problem = Customers.Problem("city", ColumnType.Boolean);
        Assert.Equal(("the result is text", "true or false"), (problem.Found, problem.Expected));
        Assert.Equal("the result is an exact amount", Customers.Problem("monetary", ColumnType.Integer).Found);
    }

    [Fact]
    public void Every_unknown_name_is_told()
    {
        var problems = new Problems();
        Assert.Null(Expression.Bind(new ExpressionText("a > 1 AND b > 1", Table.At), NoNames.Scope, null, problems));
        Assert.Equal(2, problems.Count);
    }

    [Theory]
    [InlineData("(", "1", ")")]
    [InlineData("(", "1", "")]
    [InlineData("NOT ", "TRUE", "")]
    [InlineData("- ", "1", "")]
    [InlineData("1 + ", "1", "")]
    [InlineData("1 / (", "1", ")")]
    [InlineData("coalesce(", "1", ")")]
    [InlineData("count(", "orders", ")")]
    [InlineData("CASE WHEN TRUE THEN ", "1", " END")]
    [InlineData("TRUE IN ((", "TRUE", "))")]
    public void Hostile_nesting_is_a_problem(string open, string middle, string close)
    {
        const int Depth = 100_000;
        var text = string.Concat(Enumerable.Repeat(open, Depth)) + middle
            + string.Concat(Enumerable.Repeat(close, Depth));
        Assert.Equal("an expression nested more than 200 deep", Customers.Problem(text).Found);
    }

    [Fact]
    public void A_chain_in_every_parenthesis_is_a_problem()
    {
        var text = "1";
        for (var i = 0; i < 150; i++)
            text = $"({text} + 1 + 1 + 1)";
        Assert.Equal("an expression nested more than 200 deep", Customers.Problem(text).Found);
    }

    [Fact]
    public void Long_chains_of_conditions_are_not_nested()
    {
        var text = string.Join(" OR ", Enumerable.Repeat("recency = 1", 20_000));
        Assert.Equal([true], Customers.Values(text));
    }

    [Fact]
    public void No_text_throws()
    {
        string[] words =
        [
            "recency", "city", "signup", "1", "2.5", "'x'", "'2026-01-01'",
            "NULL", "TRUE", "(", ")", ",", "+", "-", "*",
            "/", "=", "<", "AND", "OR", "NOT", "IN", "LAST", "DAYS", "BETWEEN", "LIKE", "IS", "CASE", "WHEN", "THEN",
            "ELSE", "END", "count(", "coalesce(", "days_since(",
            "share(", "percentile(", "decayed(", "mode(", "SPLIT", "lookup(", "'cities'", "nps_band(", "has_part(",
            "orders", ".", "\"", "'", "DATE", "WHERE", "as_of", "é",
        ];
        const int Seed = 20261121;
        var random = new Random(Seed);
        for (var round = 0; round < 20_000; round++)
        {
            var text = string.Join(' ', random.GetItems(words, random.Next(1, 12)));
            var problems = new Problems();
            var bound = Customers.Bind(text, problems);
            Assert.True(bound is null == problems.Any, $"seed {Seed}: {text}");
            bound?.Evaluate(Customers);
        }
    }

    private sealed class NoNames : Scope
    {
        public static readonly NoNames Scope = new();

        public override IEnumerable<string> Names => [];

        public override string What => "nothing";

        public override Reference? Find(string name, ColumnType? wanted) => null;
    }
}
