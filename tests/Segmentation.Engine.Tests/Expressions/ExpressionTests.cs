using Segmentation.Engine.Columns;
using Segmentation.Engine.Expressions;

namespace Segmentation.Engine.Tests.Expressions;

public sealed class ExpressionTests
{
    private static Table Customers() => new Table()
        .Integers("r", 1, 4, null)
        .Numbers("rate", 0.5, 2, null)
        .Amounts("spent", 10.50m, 3m, null)
        .Days("signup", "2026-11-20", "2020-02-29", null)
        .Booleans("paying", true, false, null)
        .With("city", Table.Texts("Köln", "Bonn", null))
        .With("other city", Table.Texts("Bonn", "Bonn", "Köln"));

    [Theory]
    [InlineData("r >= 4", false, true, null)]
    [InlineData("4 <= r", false, true, null)]
    [InlineData("r <> 4 and rate < 1", true, false, null)]
    [InlineData("r > 1.5", false, true, null)]
    [InlineData("r = spent", false, false, null)]
    [InlineData("rate <= 0.5", true, false, null)]
    [InlineData("spent != 10.5", false, true, null)]
    [InlineData("signup > '2026-01-01'", true, false, null)]
    [InlineData("DATE '2020-02-29' = signup", false, true, null)]
    [InlineData("signup < as_of", true, true, null)]
    [InlineData("paying", true, false, null)]
    [InlineData("NOT paying", false, true, null)]
    [InlineData("paying = TRUE", true, false, null)]
    [InlineData("city = 'Bonn'", false, true, null)]
    [InlineData("'C' < city", true, false, null)]
    [InlineData("city = \"other city\"", false, true, null)]
    [InlineData("city >= \"other city\"", true, true, null)]
    [InlineData("r IN (4, 5)", false, true, null)]
    [InlineData("r IN (5, NULL)", null, null, null)]
    [InlineData("r IN (r, 9)", true, true, null)]
    [InlineData("r NOT IN (4, NULL)", null, false, null)]
    [InlineData("r IN (1,2,3,5,6,7,8,9,10)", true, false, null)]
    [InlineData("city IN ('Bonn', 'Mainz')", false, true, null)]
    [InlineData("signup NOT IN ('2026-11-20')", false, true, null)]
    [InlineData("r BETWEEN 1 AND 3 AND TRUE", true, false, null)]
    [InlineData("r NOT BETWEEN 1 AND 3", false, true, null)]
    [InlineData("2 BETWEEN r AND rate", false, false, null)]
    [InlineData("city BETWEEN 'A' AND 'C'", false, true, null)]
    [InlineData("city LIKE 'K_ln'", true, false, null)]
    [InlineData("city LIKE '%n%'", true, true, null)]
    [InlineData("city LIKE 'b%'", false, false, null)]
    [InlineData("city NOT LIKE '%o%n'", true, false, null)]
    [InlineData("city IS NULL", false, false, true)]
    [InlineData("city IS NOT NULL", true, true, false)]
    [InlineData("r = NULL", null, null, null)]
    [InlineData("CASE WHEN r > 1 THEN TRUE END", null, true, null)]
    public void A_condition_is_true_false_or_null(string text, bool? first, bool? second, bool? third)
    {
        Assert.Equal([first, second, third], Customers().Values(text, ColumnType.Boolean));
    }

    [Fact]
    public void Numbers_widen_from_whole_to_exact_to_floating()
    {
        var table = Customers();
        Assert.Equal([3L, 9L, null], table.Values("r * 2 + 1"));
        Assert.Equal([9.50m, -1m, null], table.Values("spent - r"));
        Assert.Equal([5.25, 6.0, null], table.Values("spent * rate"));
        Assert.Equal([0.5, 2.0, null], table.Values("r / 2"));
        Assert.Equal([-10.50m, -3m, null], table.Values("-spent"));
        Assert.Equal([-1m, -4m, null], table.Values("- - -r", ColumnType.Money));
        Assert.Equal([10.5, 3.0, null], table.Values("spent", ColumnType.Number));
        Assert.Equal(7L, table.Values("1 + 2 * 3")[0]);
        Assert.Equal(9L, table.Values("(1 + 2) * 3")[0]);
        Assert.Equal(-4L, table.Values("1 - 2 - 3")[0]);
    }

    [Fact]
    public void Days_are_counted_and_added()
    {
        var table = Customers();
        Assert.Equal([1L, 2457L, null], table.Values("days_since(signup)"));
        Assert.Equal([1L, 2457L, null], table.Values("as_of - signup"));
        Assert.Equal([Table.Day("2026-11-27"), Table.Day("2020-03-07"), null], table.Values("signup + 7"));
        Assert.Equal([Table.Day("2026-11-19"), Table.Day("2020-02-25"), null], table.Values("signup - r"));
        Assert.Equal(Table.Day("2026-11-21"), table.Values("'2026-11-21'", ColumnType.Date)[0]);
        Assert.Equal([null, null, null], table.Values("signup + 9000000"));
        Assert.Equal([0, 1], table.Overflows);
    }

    [Fact]
    public void Case_takes_the_first_condition_that_holds()
    {
        var table = Customers();
        Assert.Equal(["high", "low", "none"], table.Values(
            "CASE WHEN spent > 5 THEN 'high' WHEN spent <= 5 THEN 'low' ELSE 'none' END"));
        Assert.Equal(["Köln", null, null], table.Values("CASE WHEN spent > 5 THEN city END"));
        Assert.Equal([1m, 0.5m, 0.5m], table.Values("CASE WHEN paying THEN 1 ELSE 0.5 END"));
    }

    [Fact]
    public void Coalesce_takes_the_first_value_that_is_not_null()
    {
        var table = Customers();
        Assert.Equal(["Köln", "Bonn", "Köln"], table.Values("coalesce(city, \"other city\")"));
        Assert.Equal([1.0, 4.0, 0.25], table.Values("COALESCE(NULL, r, rate, 0.25)"));
    }

    [Fact]
    public void A_result_that_does_not_fit_is_null_and_reported_where_it_is_used()
    {
        var table = new Table().Integers("n", long.MaxValue, 2).Numbers("x", 1e300, 2)
            .Amounts("m", decimal.MaxValue, 2);
        Assert.Equal([null, 4L], table.Values("n * n"));
        Assert.Equal([null, 4.0], table.Values("x * x"));
        Assert.Equal([null, 4m], table.Values("m * m"));
        Assert.Equal([0, 0, 0], table.Overflows);
        Assert.Equal([0L, 4L], table.Values("CASE WHEN n > 9 THEN 0 ELSE n * n END"));
        Assert.Equal([long.MaxValue, 2L], table.Values("coalesce(n, n + n)"));
        Assert.Equal(3, table.Overflows.Count);
    }

    [Theory]
    [InlineData("n + 1")]
    [InlineData("-n - 2")]
    [InlineData("n * -2")]
    public void Whole_numbers_never_wrap_around(string text)
    {
        var table = new Table().Integers("n", long.MaxValue);
        Assert.Equal([null], table.Values(text));
        Assert.Equal([0], table.Overflows);
    }

    [Fact]
    public void Division_by_zero_is_null_and_not_reported()
    {
        var table = new Table().Numbers("x", 0, 4).Integers("n", 0, 8);
        Assert.Equal([null, 2.0], table.Values("n / x"));
        Assert.Equal([null, null], table.Values("n / 0"));
        Assert.Empty(table.Overflows);
    }

    [Theory]
    [InlineData("0.1")]
    [InlineData("-123.456")]
    [InlineData("9007199254740993")]
    [InlineData("79228162514264337593543950334")]
    [InlineData("0.0000000000000000000000000001")]
    [InlineData("1.0000000000000000000000000")]
    public void The_double_of_an_amount_is_the_nearest(string amount)
    {
        var invariant = System.Globalization.CultureInfo.InvariantCulture;
        var table = new Table().Amounts("m", decimal.Parse(amount, invariant));
        Assert.Equal([double.Parse(amount, invariant)], table.Values("m", ColumnType.Number));
    }

    [Fact]
    public void References_and_aggregates_are_listed_once()
    {
        var bound = Customers().Bound("r + r + rate + count(orders) + count(orders) + sum(orders.quantity)");
        Assert.Equal(["r", "rate"], bound.References.Select(reference => reference.Name));
        Assert.Equal([AggregateKind.Count, AggregateKind.Sum], bound.Aggregates.Select(aggregate => aggregate.Kind));
        Assert.Equal(ColumnType.Number, bound.Type);
    }

    [Fact]
    public void Comparisons_with_literals_are_thresholds()
    {
        var bound = Customers().Bound(
            "r >= 4 OR -2 > rate OR spent IN (1.5, 2) OR r BETWEEN 1 AND 3 OR signup = '1970-01-11' OR r + 1 > 7"
            + " OR 5 BETWEEN r AND 9");
        Assert.Equal(
            [
                ("r", 4m), ("rate", -2m), ("spent", 1.5m), ("spent", 2m),
                ("r", 1m), ("r", 3m), ("signup", 10m), ("r", 5m)],
            bound.Thresholds.Select(threshold => (threshold.Of.Name, threshold.Value)));
    }

    [Fact]
    public void The_truth_tables_are_Kleenes()
    {
        bool?[] truths = [true, false, null];
        var pairs = truths.SelectMany(a => truths.Select(b => (A: a, B: b))).ToArray();
        var table = new Table()
            .Booleans("a", [.. pairs.Select(pair => pair.A)])
            .Booleans("b", [.. pairs.Select(pair => pair.B)]);
        Assert.Equal([true, false, null, false, false, false, null, false, null], table.Values("a AND b"));
        Assert.Equal([true, true, true, true, false, null, true, null, null], table.Values("a OR b"));
        Assert.Equal([false, false, false, true, true, true, null, null, null], table.Values("NOT a"));
    }
}
