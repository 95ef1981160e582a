using Segmentation.Engine.Health;

namespace Segmentation.Engine.Tests.Health;

public sealed class PaceTests
{
    [Fact]
    public void The_needed_change_is_what_is_left_over_the_days_that_are_left()
    {
        Assert.Equal(
            new Pace(0.02m, 0.03m, false, false), Pace.Of(0.28m, 0.32m, 60, 0.35m, isUp: true, left: 30));
        Assert.Equal(
            new Pace(-0.04m, -0.03m, false, true), Pace.Of(0.28m, 0.20m, 60, 0.17m, isUp: false, left: 30));
    }

    [Fact]
    public void A_target_that_is_reached_needs_nothing()
    {
        Assert.Equal(new Pace(0.5m, 0, true, true), Pace.Of(1, 2, 60, 2, isUp: true, left: -5));
        Assert.Equal(new Pace(null, 0, true, true), Pace.Of(1, 1, 0, 3, isUp: false, left: null));
    }

    [Fact]
    public void Without_days_behind_or_before_it_nothing_can_be_told()
    {
        Assert.Equal(new Pace(null, 1, false, null), Pace.Of(1, 1, 0, 3, isUp: true, left: 60));
        Assert.Equal(new Pace(1, null, false, null), Pace.Of(1, 2, 30, 3, isUp: true, left: null));
        Assert.Equal(new Pace(1, null, false, false), Pace.Of(1, 2, 30, 3, isUp: true, left: 0));
    }

    [Fact]
    public void Moves_of_a_chain_are_expected_once_more()
    {
        // Of 40 a quarter leaves for the second; nobody was in the third, which keeps its own.
        var expected = Markov.Expected([80, 20, 5], new long[,] { { 30, 10, 0 }, { 5, 15, 0 }, { 0, 0, 0 } });
        Assert.Equal([65, 35, 5], expected);
        Assert.Equal([0.0, 0.0], Markov.Expected([0, 0], new long[2, 2]));
    }
}
