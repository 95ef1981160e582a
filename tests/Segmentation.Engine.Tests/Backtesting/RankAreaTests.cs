using FsCheck;
using FsCheck.Fluent;
using Segmentation.Engine.Backtesting;
using Interval = Segmentation.Engine.Backtesting.Interval;

namespace Segmentation.Engine.Tests.Backtesting;

public sealed class RankAreaTests
{
    /// <summary>
    /// By hand: of the four pairs the event ranks first in three and is equal in one. The placements are (1, .75) and
    /// (1, .75), each with the variance .03125 of which half counts.
    /// </summary>
    [Fact]
    public void The_area_and_its_error_are_those_computed_by_hand()
    {
        var area = RankArea.Of([3, 2, 1, 2], [true, true, false, false]);
        Assert.Equal(.875, area.Area, 12);
        Assert.Equal(Math.Sqrt(.03125), area.StandardError, 12);
        Assert.Equal(.125, area.Reversed().Area, 12);
        Assert.Equal(area.StandardError, area.Reversed().StandardError, 12);
    }

    [Fact]
    public void The_area_is_the_share_of_pairs_in_order_and_errors_are_those_of_placements() =>
        Prop.ForAll(Cases, cases =>
        {
            double[] first = [.. cases.Select(one => (double)one.First)];
            double[] other = [.. cases.Select(one => (double)one.Other)];
            bool[] happened = [.. cases.Select(one => one.Happened)];
            var (area, beside) = (RankArea.Of(first, happened), RankArea.Of(other, happened));
            var (plain, plainError, difference) = Plain(first, other, happened);
            var over = area.Over(beside);
            return Near(area.Area, plain) && Near(area.StandardError, plainError)
                && Near(over.High - over.Low, 2 * Interval.Z * difference)
                && Near(over.Low + over.High, 2 * (area.Area - beside.Area));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_ranking_is_neither_more_nor_less_than_itself()
    {
        var area = RankArea.Of([5, 4, 3, 2, 1], [true, false, true, false, false]);
        Assert.Equal((0, 0), (area.Over(area).Low, area.Over(area).High));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Without_anybody_on_a_side_nothing_is_told(bool happened)
    {
        var area = RankArea.Of([1, 2, 3], [happened, happened, happened]);
        Assert.Equal((.5, 0, 1), (area.Area, area.StandardError, area.Chance));
    }

    [Fact]
    public void An_area_of_two_errors_beside_a_half_comes_by_chance_in_one_of_twenty_cases()
    {
        double[] scores = [.. Enumerable.Range(0, 200).Select(i => (double)(i * 7919 % 200))];
        var area = RankArea.Of(scores, [.. Enumerable.Range(0, 200).Select(i => i % 3 == 0)]);
        var z = (area.Area - .5) / area.StandardError;
        // 2 (1 - Φ(z)), with Φ by its series around 0 (Abramowitz and Stegun 26.2.10).
        double sum = 0, term = z;
        for (var i = 0; i < 200; i++, term *= -z * z / (2 * i))
            sum += term / (2 * i + 1);
        Assert.Equal(1 - 2 * Math.Abs(sum) / Math.Sqrt(2 * Math.PI), area.Chance, 9);
    }

    private static Arbitrary<(int First, int Other, bool Happened)[]> Cases =>
        Gen.Choose(0, 6).Two().Zip(Gen.Elements(true, false))
            .Select(one => (one.Item1.Item1, one.Item1.Item2, one.Item2)).ArrayOf()
            .Where(cases => cases.Count(one => one.Item3) > 1 && cases.Count(one => !one.Item3) > 1).ToArbitrary();

    /// <summary>The area, its error and the error of the difference, pair by pair.</summary>
    private static (double Area, double Error, double Difference) Plain(double[] first, double[] other, bool[] happened)
    {
        int[] events = [.. Places(true)], others = [.. Places(false)];
        double Wins(double[] scores, int a, int b) => scores[a] > scores[b] ? 1 : scores[a] == scores[b] ? .5 : 0;
        double[] Of(double[] scores, int[] own, int[] against, bool forward) => [.. own.Select(one =>
            against.Average(two => forward ? Wins(scores, one, two) : Wins(scores, two, one)))];
        var up = Of(first, events, others, true);
        var down = Of(first, others, events, false);
        var variance = Variance(up) / up.Length + Variance(down) / down.Length;
        double[] upBeside = [.. up.Zip(Of(other, events, others, true), (a, b) => a - b)];
        double[] downBeside = [.. down.Zip(Of(other, others, events, false), (a, b) => a - b)];
        return (up.Average(), Math.Sqrt(variance), Math.Sqrt(
            Variance(upBeside) / up.Length + Variance(downBeside) / down.Length));

        IEnumerable<int> Places(bool wanted) =>
            Enumerable.Range(0, happened.Length).Where(i => happened[i] == wanted);
    }

    private static double Variance(double[] values)
    {
        var mean = values.Average();
        return values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1);
    }

    private static bool Near(double a, double b) => Math.Abs(a - b) < 1e-7;
}
