using Segmentation.Engine.Columns;
using Segmentation.Engine.Health;

namespace Segmentation.Engine.Tests.Health;

public sealed class BinsTests
{
    [Fact]
    public void Numbers_are_counted_between_deciles_of_type_7_and_null_apart()
    {
        var column = new IntegerColumn([.. Enumerable.Range(0, 101).Select(n => (long)n), IntegerColumn.Null]);
        var bins = Bins.Learn(column);
        Assert.Equal([10, 20, 30, 40, 50, 60, 70, 80, 90], bins.Exact!);
        Assert.Equal([11, 10, 10, 10, 10, 10, 10, 10, 10, 10, 1], bins.Counts(column));
        Assert.Equal([1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0], bins.Counts(new IntegerColumn([-5, 1_000_000])));
    }

    [Fact]
    public void Equal_edges_are_one()
    {
        var bins = Bins.Learn(new NumberColumn([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2]));
        Assert.Equal([1], bins.Floating!);
        Assert.Equal([2, 1, 1], bins.Counts(new NumberColumn([1, 0.5, 1.01, double.NaN])));
    }

    [Fact]
    public void Amounts_and_floating_point_numbers_are_counted_as_they_are()
    {
        var money = Bins.Learn(new MoneyColumn([0.01m, 0.02m, 0.03m, MoneyColumn.Null]));
        Assert.Equal(money.Count, money.Counts(new MoneyColumn([])).Length);
        Assert.Equal(1, money.Counts(new MoneyColumn([MoneyColumn.Null]))[^1]);
        // What is not finite has no place among edges, and is counted in the last bin of numbers.
        var floating = Bins.Learn(new NumberColumn([double.PositiveInfinity, 1, 2]));
        Assert.All(floating.Floating!, edge => Assert.True(double.IsFinite(edge)));
        Assert.Equal(1, floating.Counts(new NumberColumn([double.PositiveInfinity]))[^2]);
    }

    [Fact]
    public void Frequent_categories_have_a_bin_and_all_others_share_one()
    {
        string[] texts =
        [
            .. Enumerable.Repeat("Kiel", 150), .. Enumerable.Repeat("Bonn", 10), .. Enumerable.Repeat("Ulm", 9), "Jena",
        ];
        var bins = Bins.Learn(Texts(texts));
        Assert.Equal(["Bonn", "Kiel"], bins.Categories!);
        Assert.Equal([1, 2, 2, 1], bins.Counts(Texts("Kiel", "Ulm", "Bonn", "Kiel", "Rome", null)));
        var truth = Bins.Learn(new BooleanColumn([]));
        Assert.Equal([1, 2, 0, 1], truth.Counts(new BooleanColumn([0, 1, 1, BooleanColumn.Null])));
    }

    [Fact]
    public void Dates_are_days_before_the_day()
    {
        var ages = (IntegerColumn)Bins.Ages(new DateColumn([90, 100, DateColumn.Null]), 100);
        Assert.Equal([10, 0, IntegerColumn.Null], ages.Values);
        var column = new IntegerColumn([1]);
        Assert.Same(column, Bins.Ages(column, 100));
    }

    [Theory]
    [InlineData(ColumnType.Integer)]
    [InlineData(ColumnType.Number)]
    [InlineData(ColumnType.Money)]
    [InlineData(ColumnType.Text)]
    [InlineData(ColumnType.Boolean)]
    public void Nothing_but_nulls_is_one_bin_of_them(ColumnType type)
    {
        var nulls = Column.Nulls(type, 7);
        var counts = Bins.Learn(nulls).Counts(nulls);
        Assert.Equal(7, counts[^1]);
        Assert.Equal(7, counts.Sum());
    }

    private static TextColumn Texts(params string?[] texts)
    {
        var list = new TextList();
        foreach (var text in texts)
            list.Add(text ?? "");
        return new TextColumn([.. texts.Select((text, i) => text is null ? TextColumn.Null : i)], list);
    }
}
