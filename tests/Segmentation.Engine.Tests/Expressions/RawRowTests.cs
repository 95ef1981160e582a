using Segmentation.Engine.Columns;
using Segmentation.Engine.Expressions;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Tests.Expressions;

public sealed class RawRowTests
{
    [Theory]
    [InlineData("price > 1", null, "price:Money")]
    [InlineData("price = '1'", null, "price:Text")]
    [InlineData("price = cost", null, "price:Text cost:Text")]
    [InlineData("ordered >= DATE '2026-01-01'", null, "ordered:Date")]
    [InlineData("cancelled = FALSE", null, "cancelled:Boolean")]
    [InlineData("NOT cancelled", null, "cancelled:Boolean")]
    [InlineData("price * cost", null, "price:Money cost:Money")]
    [InlineData("-price", null, "price:Money")]
    [InlineData("price IN (1, 2)", null, "price:Money")]
    [InlineData("price BETWEEN 1 AND cost", null, "price:Money cost:Money")]
    [InlineData("coalesce(price, 0)", null, "price:Money")]
    [InlineData("coalesce(price, cost) > 1", null, "price:Money cost:Money")]
    [InlineData("coalesce(price, cost)", ColumnType.Money, "price:Money cost:Money")]
    [InlineData("CASE WHEN cancelled THEN NULL ELSE price END", ColumnType.Money, "cancelled:Boolean price:Money")]
    [InlineData("price IS NULL", null, "price:Text")]
    [InlineData("\"Customer ID\" LIKE '1%'", null, "Customer ID:Text")]
    [InlineData("nps_band(price)", null, "price:Money")]
    [InlineData("part_count(price, ';')", null, "price:Text")]
    [InlineData("price", ColumnType.Money, "price:Money")]
    [InlineData("price", ColumnType.Integer, "price:Integer")]
    [InlineData("price", null, "price:Text")]
    public void A_raw_column_has_the_type_that_its_use_asks_for(string text, ColumnType? expected, string references)
    {
        var bound = Bound(text, expected);
        Assert.Equal(references, string.Join(' ', bound.References.Select(r => $"{r.Name}:{r.Type}")));
    }

    [Theory]
    [InlineData("as_of > ordered", 10)]
    [InlineData("ordered < as_of", 20)]
    [InlineData("days_since(ordered) > 3", 10)]
    [InlineData("as_of - ordered", 10)]
    public void A_row_knows_no_as_of_day(string text, int column)
    {
        var problems = new Problems();
        Assert.Null(Expression.Bind(new ExpressionText(text, Table.At), new Cells(), null, problems));
        Assert.Equal(
            $"measures.yaml:3:{column}: as_of is not known while rows are read; expected only the columns of the file; use as_of in a measure",
            Assert.Single(problems.All).ToString());
    }

    [Fact]
    public void Division_is_decimal()
    {
        var row = new Table().Amounts("a", 1m, 1m).Amounts("b", 8m, 0m);
        Assert.Equal([0.125m, null], Table.Boxed(Bound("price / cost", ColumnType.Money).Evaluate(row)));
    }

    [Fact]
    public void A_whole_result_is_checked_row_by_row()
    {
        var row = new Table().Amounts("a", 2m, 2.5m, 1e20m, null).Amounts("b", 3m, 1m, 1m, 1m);
        Assert.Equal([6L, null, null, null], Table.Boxed(Bound("price * cost", ColumnType.Integer).Evaluate(row)));
        Assert.Equal([1, 2], row.Overflows);
    }

    [Fact]
    public void A_row_has_no_aggregates()
    {
        var problems = new Problems();
        Assert.Null(Expression.Bind(new ExpressionText("count(orders) > 1", Table.At), new Cells(), null, problems));
        Assert.Equal(
            "measures.yaml:3:16: an aggregate of 'orders'; expected only the columns of the file: there are no streams here",
            Assert.Single(problems.All).ToString());
    }

    private static Expression Bound(string text, ColumnType? expected)
    {
        var problems = new Problems();
        var bound = Expression.Bind(new ExpressionText(text, Table.At), new Cells(), expected, problems);
        problems.ThrowIfAny();
        return bound!;
    }

    private sealed class Cells : Scope
    {
        private static readonly string[] Columns = ["price", "cost", "ordered", "cancelled", "Customer ID"];

        public override IEnumerable<string> Names => Columns;

        public override string What => "columns of the file";

        public override bool Decimals => true;

        public override Reference? Find(string name, ColumnType? wanted) => Columns.Contains(name)
            ? new Reference(Columns.IndexOf(name), name, wanted ?? ColumnType.Text)
            : null;
    }
}
