using Segmentation.Engine.Columns;
using Segmentation.Engine.Expressions;

namespace Segmentation.Engine.Tests.Expressions;

public sealed class AggregateTests
{
    private static readonly Table Customers = new Table().Integers("r", 1);

    [Theory]
    [InlineData("count(orders)", AggregateKind.Count, ColumnType.Integer)]
    [InlineData("COUNT(orders.paid)", AggregateKind.Count, ColumnType.Integer)]
    [InlineData("sum(orders.quantity)", AggregateKind.Sum, ColumnType.Integer)]
    [InlineData("sum(orders.amount * 2)", AggregateKind.Sum, ColumnType.Money)]
    [InlineData("sum(orders.amount / quantity)", AggregateKind.Sum, ColumnType.Number)]
    [InlineData("avg(orders.amount)", AggregateKind.Avg, ColumnType.Number)]
    [InlineData("min(orders.channel)", AggregateKind.Min, ColumnType.Text)]
    [InlineData("max(orders.time)", AggregateKind.Max, ColumnType.Date)]
    [InlineData("first(orders.paid)", AggregateKind.First, ColumnType.Boolean)]
    [InlineData("last(orders.time)", AggregateKind.Last, ColumnType.Date)]
    [InlineData("distinct(orders.channel)", AggregateKind.Distinct, ColumnType.Integer)]
    public void An_aggregate_has_the_type_of_its_kind(string text, AggregateKind kind, ColumnType type)
    {
        var bound = Customers.Bound(text);
        var aggregate = Assert.Single(bound.Aggregates);
        Assert.Equal((kind, "orders", type, type), (aggregate.Kind, aggregate.Stream, aggregate.Type, bound.Type));
        Assert.Empty(bound.References);
    }

    [Fact]
    public void An_aggregate_has_a_filter_and_a_window()
    {
        var aggregate = Assert.Single(Customers.Bound(
            "sum(orders.amount * 2 WHERE channel = 'web' AND orders.quantity > 1 IN LAST 365 DAYS)").Aggregates);
        Assert.Equal(365, aggregate.LastDays);
        Assert.Equal("orders.amount * 2", aggregate.Argument!.Text);
        Assert.Equal("channel = 'web' AND orders.quantity > 1", aggregate.Filter!.Text);
        Assert.Equal(["channel", "quantity"], aggregate.Filter.References.Select(reference => reference.Name));
    }

    [Fact]
    public void The_whole_stream_has_no_argument()
    {
        var aggregate = Assert.Single(Customers.Bound("count(orders in last 30 days)").Aggregates);
        Assert.Equal((null, null, 30), (aggregate.Argument, aggregate.Filter, aggregate.LastDays));
    }

    [Fact]
    public void The_frame_computes_aggregates() =>
        Assert.Equal([(long)AggregateKind.Distinct + 1], Customers.Values("distinct(orders.channel) + r"));

    [Theory]
    [InlineData("count(ordrs)", 6, "unknown stream 'ordrs'", "did you mean 'orders'?")]
    [InlineData("sum(orders.amout)", 4, "unknown name 'orders.amout'", "did you mean 'amount'?")]
    [InlineData("sum(ordrs.amount)", 4, "unknown stream 'ordrs'", "did you mean 'orders'?")]
    [InlineData("sum(orders)", 4, "sum of the whole stream 'orders'", "")]
    [InlineData("sum(orders.channel)", 4, "sum of text", "")]
    [InlineData("avg(orders.time)", 4, "avg of a date", "")]
    [InlineData("max(orders.paid)", 4, "max of true or false", "")]
    [InlineData("sum(orders.amount + count(visits))", 20, "count inside an aggregate", "")]
    [InlineData("sum(orders.amount + visits.quantity)", 20, "'visits.quantity' is not a field of 'orders'", "")]
    [InlineData("count(orders WHERE amount)", 19, "the result is an exact amount", "")]
    [InlineData("count(orders IN LAST 0 DAYS)", 21, "unexpected '0'", "")]
    [InlineData("count(orders IN LAST 7)", 22, "unexpected ')'", "")]
    [InlineData("count()", 0, "count with 0 arguments", "")]
    [InlineData("sum(1)", 4, "no stream in the aggregate", "")]
    [InlineData("orders.amount + 1", 0, "'orders.amount' has many values", "aggregate it, such as last(orders.amount)")]
    [InlineData("orders > 1", 0, "'orders' is a stream", "aggregate it, such as count(orders)")]
    [InlineData("median(orders.amount)", 0, "unknown function 'median'", "")]
    [InlineData("cuont(orders)", 0, "unknown function 'cuont'", "did you mean 'count'?")]
    public void A_wrong_aggregate_is_a_problem(string text, int offset, string found, string fix)
    {
        var problem = Customers.Problem(text);
        Assert.Equal((found, fix), (problem.Found, fix.Length == 0 ? "" : problem.Fix));
        Assert.Equal(Table.At with { Column = Table.At.Column + offset }, problem.At);
    }
}
