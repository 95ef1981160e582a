using FsCheck;
using FsCheck.Fluent;
using Interval = Segmentation.Engine.Backtesting.Interval;

namespace Segmentation.Engine.Tests.Backtesting;

public sealed class IntervalTests
{
    /// <summary>The score method of Newcombe (1998), table I.</summary>
    [Theory]
    [InlineData(81, 263, .2553, .3662)]
    [InlineData(15, 148, .0624, .1605)]
    [InlineData(0, 20, 0, .1611)]
    [InlineData(1, 29, .0061, .1718)]
    public void The_interval_of_a_rate_is_the_published_one(long events, long customers, double low, double high)
    {
        var interval = Interval.OfRate(events, customers);
        Assert.Equal((low, high), (Math.Round(interval.Low, 4), Math.Round(interval.High, 4)));
    }

    [Fact]
    public void The_interval_holds_the_rate_and_mirrors_that_of_the_others() =>
        Prop.ForAll(Gen.Choose(0, 500).Two().ToArbitrary(), pair =>
        {
            var (events, customers) = (Math.Min(pair.Item1, pair.Item2), Math.Max(pair.Item1, pair.Item2));
            var (one, other) = (Interval.OfRate(events, customers), Interval.OfRate(customers - events, customers));
            return Math.Abs(one.Low - (1 - other.High)) < 1e-12
                && (customers == 0 ? one == new Interval(0, 1) : one.Has((double)events / customers));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Never_and_always_end_at_0_and_1_exactly()
    {
        Assert.Equal(0, Interval.OfRate(0, 224).Low);
        Assert.Equal(1, Interval.OfRate(224, 224).High);
    }
}
