using FsCheck;
using FsCheck.Fluent;
using Segmentation.Engine.Base;
using Segmentation.Engine.Columns;

namespace Segmentation.Engine.Tests.Base;

public sealed class FieldCountTests
{
    [Fact]
    public void Every_type_counts_its_values()
    {
        Column[] columns =
        [
            new IntegerColumn([1, IntegerColumn.Null, 0]), new NumberColumn([0, double.NaN, 2.5]),
            new MoneyColumn([0, MoneyColumn.Null, 5]), new BooleanColumn([0, BooleanColumn.Null, 1]),
            new TextColumn([0, TextColumn.Null, 0], new TextList()),
        ];
        Assert.All(columns, column => Assert.Equal(new FieldCount(3, 2, null), FieldCount.Of(column)));
        Assert.All(
            columns.Select(column => column.Type),
            type => Assert.Equal(new FieldCount(4, 0, null), FieldCount.Of(Column.Nulls(type, 4))));
    }

    [Fact]
    public void A_date_has_a_newest_day()
    {
        Assert.Equal(new FieldCount(3, 2, 20), FieldCount.Of(new DateColumn([-7, DateColumn.Null, 20])));
        Assert.Equal(new FieldCount(1, 1, -7), FieldCount.Of(new DateColumn([-7])));
        Assert.Equal(new FieldCount(2, 0, null), FieldCount.Of(Column.Nulls(ColumnType.Date, 2)));
        Assert.Equal(FieldCount.None, FieldCount.Of(new DateColumn([])));
    }

    [Fact]
    public void The_parts_of_a_column_count_like_the_whole() => Prop.ForAll<int[], int[]>((one, other) =>
        FieldCount.Of(new DateColumn(one)) + FieldCount.Of(new DateColumn(other))
            == FieldCount.Of(new DateColumn([.. one, .. other]))).QuickCheckThrowOnFailure();
}
