using Segmentation.Engine.Columns;
using Segmentation.Engine.Expressions;

namespace Segmentation.Engine.Tests.Expressions;

public sealed class AggregateTests
{
    private const string Percent = "expected a number from 0 to 100 with at most 4 decimals";
    private const string HalfLife = "expected a whole number of days from 1";

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
    [InlineData("share(orders WHERE paid)", AggregateKind.Share, ColumnType.Number)]
    [InlineData("share(orders.quantity WHERE paid)", AggregateKind.Share, ColumnType.Number)]
    [InlineData("trend(orders.amount)", AggregateKind.Trend, ColumnType.Number)]
    [InlineData("mode(orders.channel)", AggregateKind.Mode, ColumnType.Text)]
    [InlineData("mode(orders.paid)", AggregateKind.Mode, ColumnType.Boolean)]
    [InlineData("mode(orders.channel SPLIT ';' WHERE paid IN LAST 9 DAYS)", AggregateKind.Mode, ColumnType.Text)]
    [InlineData("mode_share(orders.channel)", AggregateKind.ModeShare, ColumnType.Number)]
    [InlineData("share(orders.channel SPLIT ';' WHERE paid)", AggregateKind.Share, ColumnType.Number)]
    [InlineData(
        "sum(lookup(orders.channel, 'cities', 'thousands') SPLIT ';')", AggregateKind.Sum, ColumnType.Money)]
    [InlineData("nps(orders.quantity WHERE paid)", AggregateKind.Nps, ColumnType.Number)]
    [InlineData("median(orders.quantity)", AggregateKind.Median, ColumnType.Money)]
    [InlineData("median(orders.amount / 2)", AggregateKind.Median, ColumnType.Number)]
    [InlineData("percentile(orders.amount, 99.9)", AggregateKind.Percentile, ColumnType.Money)]
    [InlineData("decayed(orders.amount, 90)", AggregateKind.Decayed, ColumnType.Number)]
    [InlineData("decayed(orders, 90 WHERE paid)", AggregateKind.Decayed, ColumnType.Number)]
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
    public void An_aggregate_has_its_percentile_or_half_life()
    {
        var aggregates = Customers.Bound(
            "percentile(orders.amount, 90.50 WHERE paid IN LAST 30 DAYS) + percentile(orders.amount, 90.5)"
            + " + percentile(orders.amount, 90.5 WHERE paid IN LAST 30 DAYS) + decayed(orders, 30)").Aggregates;
        Assert.Equal([90.5m, 90.5m, 30m], aggregates.Select(aggregate => aggregate.Parameter!.Value));
        Assert.Equal([30, null, null], aggregates.Select(aggregate => aggregate.LastDays));
    }

    [Fact]
    public void Aggregates_that_cut_cells_up_differently_are_not_one()
    {
        var aggregates = Customers.Bound(
            "count(orders.channel SPLIT ';') + count(orders.channel split ', ') + count(orders.channel)"
            + " + count(orders.channel SPLIT ';')").Aggregates;
        Assert.Equal([";", ", ", null], aggregates.Select(aggregate => aggregate.Split?.Separator));
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
    [InlineData("variance(orders.amount)", 0, "unknown function 'variance'", "")]
    [InlineData("cuont(orders)", 0, "unknown function 'cuont'", "did you mean 'count'?")]
    public void A_wrong_aggregate_is_a_problem(string text, int offset, string found, string fix)
    {
        var problem = Customers.Problem(text);
        Assert.Equal((found, fix), (problem.Found, fix.Length == 0 ? "" : problem.Fix));
        Assert.Equal(Table.At with { Column = Table.At.Column + offset }, problem.At);
    }

    [Theory]
    [InlineData(
        "share(orders)", 0,
        "share without WHERE; expected WHERE and what the part is, such as share(orders WHERE amount > 0)")]
    [InlineData("share(orders.channel WHERE paid)", 6, "share of text; expected a number")]
    [InlineData("trend(orders.time)", 6, "trend of a date; expected a number")]
    [InlineData(
        "trend(orders)", 6,
        "trend of the whole stream 'orders'; expected one of its fields, such as trend(orders.amount)")]
    [InlineData(
        "mode(orders)", 5, "mode of the whole stream 'orders'; expected one of its fields, such as mode(orders.time)")]
    [InlineData("median(orders.channel)", 7, "median of text; expected a number")]
    [InlineData(
        "median(orders.amount, 5)", 0, "median with 2 arguments; expected one, such as median(orders.amount)")]
    [InlineData(
        "percentile(orders.amount)", 0,
        "percentile with 1 arguments; expected two, such as percentile(orders.amount, 90)")]
    [InlineData("percentile(orders.amount, 100.5)", 26, "'100.5' as the percentile; " + Percent)]
    [InlineData("percentile(orders.amount, -1)", 26, "'-1' as the percentile; " + Percent)]
    [InlineData("percentile(orders.amount, 99.99999)", 26, "'99.99999' as the percentile; " + Percent)]
    [InlineData("percentile(orders.amount, orders.quantity)", 26, "'orders.quantity' as the percentile; " + Percent)]
    [InlineData("decayed(orders.amount)", 0, "decayed with 1 arguments; expected two, such as decayed(orders, 90)")]
    [InlineData("decayed(orders.amount, 0)", 23, "'0' as the half-life; " + HalfLife)]
    [InlineData("decayed(orders.amount, 7.5)", 23, "'7.5' as the half-life; " + HalfLife)]
    [InlineData("decayed(orders.amount, 2147483648)", 23, "'2147483648' as the half-life; " + HalfLife)]
    [InlineData("decayed(orders.paid, 90)", 8, "decayed of true or false; expected a number")]
    [InlineData("nps(orders.channel)", 4, "nps of text; expected a number")]
    [InlineData(
        "mode_share(orders)", 11,
        "mode_share of the whole stream 'orders'; expected one of its fields, such as mode_share(orders.time)")]
    [InlineData(
        "count(orders.channel SPLIT)", 26,
        "unexpected ')'; expected what stands between values after SPLIT, such as ';'")]
    [InlineData(
        "count(orders.channel SPLIT '')", 27,
        "unexpected ''''; expected what stands between values after SPLIT, such as ';'")]
    [InlineData(
        "count(orders.channel WHERE paid SPLIT ';')", 32,
        "unexpected 'SPLIT'; expected ',', SPLIT, WHERE, IN LAST or ')'; close the '(' at line 3, column 15")]
    [InlineData("count(orders SPLIT ';')", 6, "'orders' with SPLIT; expected one field of text")]
    [InlineData("count(orders.amount SPLIT ';')", 6, "'orders.amount' with SPLIT; expected one field of text")]
    [InlineData(
        "count(CASE WHEN orders.paid THEN channel END SPLIT ';')", 6,
        "'CASE WHEN orders.paid THEN channel END' with SPLIT; expected one field of text")]
    [InlineData("share(orders.channel SPLIT ';')", 0,
        "share without WHERE; expected WHERE and what the part is, such as share(orders WHERE amount > 0)")]
    public void A_wrong_use_is_told_with_what_is_right(string text, int offset, string sentence)
    {
        var problem = Customers.Problem(text);
        Assert.EndsWith(sentence, problem.ToString(), StringComparison.Ordinal);
        Assert.Equal(Table.At with { Column = Table.At.Column + offset }, problem.At);
    }
}
