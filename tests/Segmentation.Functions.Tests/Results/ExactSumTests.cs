using Segmentation.Engine.Columns;
using Segmentation.Functions.Results;

namespace Segmentation.Functions.Tests.Results;

public sealed class ExactSumTests
{
    [Fact]
    public void Amounts_add_up_exactly_in_any_order()
    {
        decimal[] values = [1e19m, 0.1m, -1e19m, 0.2m, MoneyColumn.Null, 0.000000000001m];
        Assert.Equal(0.300000000001m, Sum(new MoneyColumn(values)));
        Assert.Equal(0.300000000001m, Sum(new MoneyColumn([.. Enumerable.Reverse(values)])));
    }

    [Fact]
    public void Whole_and_floating_numbers_add_up_too()
    {
        Assert.Equal(long.MaxValue, Sum(new IntegerColumn([long.MaxValue, 5, -5, IntegerColumn.Null])));
        Assert.Equal(0.3m, Sum(new NumberColumn([0.1, 0.2, NumberColumn.Null])));
        Assert.Equal(0m, Sum(new DateColumn([1, 2])));
    }

    private static decimal Sum(Column values) =>
        ExactSum.Amount(ExactSum.Units(values).Aggregate(Int128.Zero, (sum, units) => sum + units));
}
