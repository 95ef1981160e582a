using Segmentation.Engine.Backtesting;

namespace Segmentation.Engine.Tests.Backtesting;

public sealed class RateTestTests
{
    /// <summary>The 5 % and 1 % points of the chi-square distribution as tables have them.</summary>
    [Theory]
    [InlineData(1, 3.841459, .05)]
    [InlineData(1, 6.634897, .01)]
    [InlineData(2, 5.991465, .05)]
    [InlineData(5, 11.070498, .05)]
    [InlineData(10, 18.307038, .05)]
    [InlineData(30, 50.892181, .01)]
    public void The_tail_of_the_distribution_is_that_of_the_tables(int freedom, double statistic, double p) =>
        Assert.Equal(p, RateTest.Upper(freedom, statistic), 6);

    /// <summary>By hand: 30 of 100 and 50 of 100 expect 40 each: 2 (10² / 40 + 10² / 60) = 25/3.</summary>
    [Fact]
    public void The_statistic_is_the_one_computed_by_hand()
    {
        var test = RateTest.Of([100, 0, 100], [30, 0, 50]);
        Assert.Equal((25d / 3, 1), (Math.Round(test.Statistic, 9), test.Freedom), (a, b) =>
            Math.Abs(a.Item1 - b.Item1) < 1e-8 && a.Item2 == b.Item2);
        Assert.Equal(.003892, test.P, 6);
    }

    [Fact]
    public void Nothing_differs_when_it_happened_to_nobody_or_all_or_in_one_group()
    {
        Assert.Equal(1, RateTest.Of([10, 10], [0, 0]).P);
        Assert.Equal(1, RateTest.Of([10, 10], [10, 10]).P);
        Assert.Equal(1, RateTest.Of([10, 0], [3, 0]).P);
        Assert.Equal(1, RateTest.Of([10, 20], [3, 6]).P);
    }

    [Fact]
    public void A_great_statistic_has_no_chance_at_all() =>
        Assert.Equal(0, RateTest.Of([1_000_000, 1_000_000], [1, 999_999]).P);
}
