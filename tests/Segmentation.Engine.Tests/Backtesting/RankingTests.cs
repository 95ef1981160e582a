using Segmentation.Engine.Backtesting;

namespace Segmentation.Engine.Tests.Backtesting;

/// <summary>The order of rates, and gains.</summary>
public sealed class RankingTests
{
    [Fact]
    public void Rates_that_fall_have_tau_1_those_that_rise_minus_1_and_empty_groups_are_left_out()
    {
        Assert.Equal(new RankOrder(1, 0), RankOrder.Of([10, 0, 10, 10], [9, 0, 5, 1]));
        Assert.Equal(new RankOrder(-1, 0), RankOrder.Of([10, 10, 10], [1, 5, 9]));
        Assert.Equal(new RankOrder(0, 0), RankOrder.Of([10, 0], [1, 0]));
    }

    /// <summary>Of the six pairs five fall.</summary>
    [Fact]
    public void Neighbours_against_the_whole_are_counted() =>
        Assert.Equal(new RankOrder(4 / 6d, 1), RankOrder.Of([10, 10, 10, 10], [9, 4, 5, 1]));

    [Fact]
    public void Gains_are_counted_by_tenths_and_equal_scores_stay_in_their_order()
    {
        double[] scores = [.. Enumerable.Range(0, 20).Select(i => (double)(i < 10 ? 1 : 2))];
        bool[] happened = [.. Enumerable.Range(0, 20).Select(i => i is 10 or 11 or 12 or 0)];
        double[] values = [.. Enumerable.Range(0, 20).Select(i => i == 10 ? 60d : i == 0 ? 40 : 0)];
        var gains = Gains.Of(scores, happened, values);
        Assert.Equal(Enumerable.Repeat(2L, 10), gains.Customers);
        Assert.Equal([2, 1, 0, 0, 0, 1, 0, 0, 0, 0], gains.Events);
        Assert.Equal((.75, .6), (gains.FifthOfEvents, gains.FifthOfValue));
        Assert.Equal((1, 1), (gains.ShareOfEvents(10), gains.ShareOfValue(10)));
    }

    [Fact]
    public void Fewer_than_ten_customers_and_none_have_gains_too()
    {
        Assert.Equal(3, Gains.Of([1, 2, 3], [true, false, false], [0, 0, 0]).Customers.Sum());
        Assert.Equal(0, Gains.Of([], [], []).FifthOfEvents);
    }
}
