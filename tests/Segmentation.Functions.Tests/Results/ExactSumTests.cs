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

    [Fact]
    public void An_amount_of_few_digits_counts_as_one_of_many_does()
    {
        var random = new Random(10);
        for (var trial = 0; trial < 1_000; trial++)
        {
            var whole = random.NextInt64(-1_000_000, 1_000_000) + random.Next(1_000) / 1_000m;
            // The same amount with 28 digits behind the point, which do not fit into 64 bits.
            var padded = whole * 1.0000000000000000000000m;
            var units = ExactSum.Units(new MoneyColumn([whole, padded]));
            Assert.Equal((Int128)(whole * 1_000_000_000_000m), units[0]);
            Assert.Equal(units[0], units[1]);
            Assert.Equal(units[0], ExactSum.Units(new MoneyColumn([whole]), 0));
        }
    }

    private static decimal Sum(Column values) =>
        ExactSum.Amount(ExactSum.Units(values).Aggregate(Int128.Zero, (sum, units) => sum + units));
}
