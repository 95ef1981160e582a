using Segmentation.Engine.Backtesting;

namespace Segmentation.Engine.Tests.Backtesting;

public sealed class JudgementTests
{
    private static readonly Interval Same = new(-.01, .01);

    [Fact]
    public void An_order_beyond_chance_whose_rates_go_one_way_is_evidence() =>
        Assert.Equal(new Judgement(Verdict.Evidence, Ground.Order), Judge([60, 40, 20]));

    [Fact]
    public void Falling_or_rising_is_the_same() =>
        Assert.Equal(new Judgement(Verdict.Evidence, Ground.Order), Judge([20, 40, 60]));

    [Fact]
    public void The_same_rates_are_no_evidence() =>
        Assert.Equal(new Judgement(Verdict.None, Ground.Chance), Judge([30, 31, 29]));

    [Fact]
    public void Rates_that_differ_in_no_order_are_weak() =>
        Assert.Equal(new Judgement(Verdict.Weak, Ground.NoOrder), Judge([20, 60, 20]));

    [Fact]
    public void Rates_to_and_fro_are_weak() =>
        Assert.Equal(new Judgement(Verdict.Weak, Ground.Unsteady), Judge([60, 20, 40, 20]));

    [Fact]
    public void A_naive_rule_that_tells_more_makes_it_weak_but_not_by_a_trifle()
    {
        Assert.Equal(Ground.NaiveIsBetter, Judge([60, 40, 20], naive: new Interval(-.09, -.03)).Ground);
        Assert.Equal(Ground.Order, Judge([60, 40, 20], naive: new Interval(-.006, -.001)).Ground);
    }

    [Fact]
    public void Fewer_than_twenty_on_a_side_tell_nothing() =>
        Assert.Equal(new Judgement(Verdict.None, Ground.TooFew), Judge([19, 0, 0]));

    /// <summary>One look in twenty is beyond chance by chance.</summary>
    [Fact]
    public void What_is_evidence_alone_may_be_chance_among_many_schemes()
    {
        Assert.Equal(Verdict.Evidence, Judge([40, 33, 26]).Verdict);
        Assert.Equal(Verdict.None, Judge([40, 33, 26], schemes: 40).Verdict);
    }

    /// <summary>Segments of a hundred customers.</summary>
    private static Judgement Judge(long[] events, int schemes = 1, Interval? naive = null)
    {
        var sizes = Array.ConvertAll(events, _ => 100L);
        double[] scores = [.. events.SelectMany((_, i) => Enumerable.Repeat(-(double)i, 100))];
        bool[] happened = [.. events.SelectMany(count => Enumerable.Range(0, 100).Select(i => i < count))];
        return Judgement.Of(
            schemes, RankArea.Of(scores, happened), RankOrder.Of(sizes, events), RateTest.Of(sizes, events),
            [naive ?? Same]);
    }
}
