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

    /// <summary>
    /// Of two large segments the first has the higher rate, which makes the area; the rates of seven small ones rise,
    /// and with them most pairs of segments.
    /// </summary>
    [Fact]
    public void Rates_that_go_against_the_order_in_which_the_area_tells_are_weak()
    {
        long[] sizes = [1000, 1000, 10, 10, 10, 10, 10, 10, 10], events = [300, 200, 2, 3, 4, 5, 6, 7, 8];
        var (judgement, tau) = Judge(sizes, events);
        Assert.InRange(tau, -1, -Judgement.LeastTau);
        Assert.Equal(new Judgement(Verdict.Weak, Ground.Unsteady), judgement);
        Assert.Equal(judgement, Judge([.. sizes.Reverse()], [.. events.Reverse()]).Judgement);
    }

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
    private static Judgement Judge(long[] events, int schemes = 1, Interval? naive = null) =>
        Judge(Array.ConvertAll(events, _ => 100L), events, schemes, naive).Judgement;

    /// <summary>The area is read from the end that tells more.</summary>
    private static (Judgement Judgement, double Tau) Judge(
        long[] sizes, long[] events, int schemes = 1, Interval? naive = null)
    {
        double[] scores = [.. sizes.SelectMany((size, i) => Enumerable.Repeat(-(double)i, (int)size))];
        bool[] happened = [.. sizes.SelectMany((size, s) => Enumerable.Range(0, (int)size).Select(i => i < events[s]))];
        var (area, order) = (RankArea.Of(scores, happened), RankOrder.Of(sizes, events));
        return (Judgement.Of(
            schemes, area.Area < .5 ? area.Reversed() : area, order, RateTest.Of(sizes, events), [naive ?? Same]),
            order.Tau);
    }
}
