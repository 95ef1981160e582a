using Segmentation.Engine.Base;
using Segmentation.Functions.Imports;

namespace Segmentation.Functions.Tests.Imports;

public sealed class SourceHealthTests
{
    [Theory]
    [InlineData(100, 97, 100, 67, false)]
    [InlineData(100, 97, 100, 66, true)]
    [InlineData(100, 67, 100, 97, false)]
    [InlineData(4000, 3880, 4200, 504, true)]
    [InlineData(30, 30, 30, 0, true)]
    [InlineData(29, 29, 30, 0, false)]
    [InlineData(30, 30, 29, 0, false)]
    [InlineData(30, 0, 30, 0, false)]
    [InlineData(30, 30, 0, 0, false)]
    public void A_field_fell_when_it_lost_more_points_and_both_imports_have_rows_enough(
        long rowsBefore, long filledBefore, long rows, long filled, bool fell) => Assert.Equal(
        fell, new FieldHealth("f", Count(rows, filled), Count(rowsBefore, filledBefore)).FellBy(30));

    [Fact]
    public void A_field_that_nothing_was_known_of_did_not_fall() =>
        Assert.False(new FieldHealth("f", Count(100, 0), null).FellBy(0));

    [Fact]
    public void An_import_is_compared_with_the_last_one()
    {
        var first = After(null, "one", 100, 90);
        Assert.Equal((90m, null), (first.Fields[0].FilledPercent, first.Fields[0].ChangePoints));
        var second = After(first, "two", 50, 35);
        Assert.Equal(
            ("two", 70m, -20m), (second.Import, second.Fields[0].FilledPercent, second.Fields[0].ChangePoints));
        Assert.Equal(15m, After(second, "three", 100, 85).Fields[0].ChangePoints);
    }

    [Fact]
    public void A_few_rows_do_not_hide_what_came_before_them()
    {
        var few = After(After(null, "one", 100, 90), "two", 5, 0);
        Assert.Equal((-90m, false), (few.Fields[0].ChangePoints, few.Fields[0].FellBy(30)));
        Assert.True(After(few, "three", 100, 10).Fields[0].FellBy(30));
        Assert.Equal(0m, After(After(null, "one", 5, 5), "two", 6, 6).Fields[0].ChangePoints);
        Assert.Equal(-50m, After(After(After(null, "one", 5, 0), "two", 6, 6), "three", 4, 2).Fields[0].ChangePoints);
    }

    [Fact]
    public void Without_rows_there_is_no_share()
    {
        var none = After(After(null, "one", 100, 90), "two", 0, 0).Fields[0];
        Assert.Equal(((decimal?)null, (decimal?)null), (none.FilledPercent, none.ChangePoints));
    }

    [Fact]
    public void A_held_import_says_which_fields_lost_how_much()
    {
        var reasons = new HoldReasons();
        var health = new SourceHealth(
            "id",
            [
                new FieldHealth("industry", Count(4200, 504), Count(4000, 3880)),
                new FieldHealth("name", Count(4200, 4200), Count(4000, 4000)),
                new FieldHealth("city", Count(4200, 0), Count(4000, 4000)),
            ]);
        reasons.AddEmptied(health, ["accounts.csv"], 30);
        Assert.Equal(
            "accounts.csv, field industry: filled 12 % of 4,200 rows, 97 % in the last import; accounts.csv, field city: "
            + "filled 0 % of 4,200 rows, 100 % in the last import; expected at most 30 points less; the import is held "
            + "and nothing was changed; segment imports id --confirm takes it as it is, --discard throws it away, with the same --data",
            reasons.Of("id").Message);
    }

    [Fact]
    public void Many_reasons_are_counted_and_several_files_are_told_by_the_first()
    {
        var reasons = new HoldReasons();
        var fields = Enumerable.Range(1, 8).Select(i => new FieldHealth($"f{i}", Count(30, 0), Count(30, 30)));
        reasons.AddEmptied(new SourceHealth("id", [.. fields]), ["a.csv", "b.csv", "c.csv"], 12.5m);
        var message = reasons.Of("id").Message;
        Assert.StartsWith("a.csv and 2 more, field f1: filled 0 %", message, StringComparison.Ordinal);
        Assert.Contains("field f5", message, StringComparison.Ordinal);
        Assert.DoesNotContain("field f6", message, StringComparison.Ordinal);
        Assert.Contains("; and 3 more; expected at most 12.5 points less;", message, StringComparison.Ordinal);
    }

    private static FieldCount Count(long rows, long filled) => new(rows, filled, null);

    private static SourceHealth After(SourceHealth? before, string import, long rows, long filled) =>
        SourceHealth.After(before, import, [("f", Count(rows, filled))]);
}
