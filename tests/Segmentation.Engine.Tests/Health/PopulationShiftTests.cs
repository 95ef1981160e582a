using FsCheck;
using FsCheck.Fluent;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Health;

namespace Segmentation.Engine.Tests.Health;

public sealed class PopulationShiftTests
{
    [Fact]
    public void The_index_of_the_known_shares_is_the_known_one() =>
        Assert.Equal(0.087547, PopulationShift.Index([200, 500, 300], [100, 600, 300])!.Value, 6);

    [Theory]
    [InlineData(1000, 1000, 1000, 1000, ShiftLevel.Stable)]
    [InlineData(1000, 1000, 1150, 850, ShiftLevel.Stable)]
    [InlineData(1000, 1000, 1340, 660, ShiftLevel.Watch)]
    [InlineData(1000, 1000, 1470, 530, ShiftLevel.Watch)]
    [InlineData(1000, 1000, 1500, 500, ShiftLevel.Refit)]
    public void Above_a_tenth_it_is_to_be_watched_and_above_a_quarter_to_be_fitted_again(
        long a, long b, long aNow, long bNow, ShiftLevel level) =>
        Assert.Equal(level, PopulationShift.Level([a, b], [aNow, bNow]));

    [Fact]
    public void Of_fewer_than_a_hundred_customers_then_or_now_nothing_is_said()
    {
        Assert.Equal(ShiftLevel.Unknown, PopulationShift.Level([90, 9], [0, 5000]));
        Assert.Equal(ShiftLevel.Unknown, PopulationShift.Level([5000, 0], [9, 90]));
        Assert.Equal(ShiftLevel.Refit, PopulationShift.Level([90, 10], [10, 90]));
    }

    [Fact]
    public void What_chance_explains_is_stable()
    {
        // Ten bins of ten customers: an index of 0.2 is as likely as not.
        long[] then = [.. Enumerable.Repeat(10L, 10)];
        long[] now = [7, 13, 7, 13, 7, 13, 7, 13, 7, 13];
        Assert.InRange(PopulationShift.Index(then, now)!.Value, 0.09, PopulationShift.ByChance(then, now));
        Assert.Equal(ShiftLevel.Stable, PopulationShift.Level([15, 85], [30, 70]));
        Assert.Equal(
            ShiftLevel.Watch,
            PopulationShift.Level([.. then.Select(n => 100 * n)], [.. now.Select(n => n == 7 ? 600L : 1400)]));
    }

    [Theory]
    [InlineData(2, 10.828)]
    [InlineData(10, 27.877)]
    [InlineData(101, 149.449)]
    public void Chance_is_the_quantile_of_chi_squared_in_the_tables(int bins, double quantile)
    {
        long[] counts = [.. Enumerable.Repeat(100L, bins)];
        Assert.Equal(quantile, PopulationShift.ByChance(counts, counts) * bins * 50, 3);
    }

    [Fact]
    public void Nobody_on_a_side_gives_no_index_and_empty_bins_a_finite_one()
    {
        Assert.Null(PopulationShift.Index([0, 0], [1, 2]));
        Assert.Null(PopulationShift.Index([1, 2], [0, 0]));
        Assert.Equal(0, PopulationShift.ByChance([0, 0], [0, 0]));
        Assert.Equal(2 * (1 - 1e-4) * Math.Log(1e4), PopulationShift.Index([500, 0], [0, 500])!.Value, 9);
    }

    [Fact]
    public void It_is_the_same_both_ways_never_below_zero_and_counts_shares_alone() =>
        Prop.ForAll<(byte, byte)[], PositiveInt>((bins, times) =>
        {
            long[] then = [.. bins.Select(bin => (long)bin.Item1), 1];
            long[] now = [.. bins.Select(bin => (long)bin.Item2), 1];
            var index = PopulationShift.Index(then, now)!.Value;
            return index >= 0
                && Math.Abs(index - PopulationShift.Index(now, then)!.Value) < 1e-12
                && Math.Abs(index - PopulationShift.Index([.. then.Select(n => n * times.Get)], now)!.Value) < 1e-9
                && PopulationShift.Index(then, then) == 0;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Two_halves_of_one_population_are_stable_whatever_its_form()
    {
        var random = new Random(8);
        for (var time = 0; time < 40; time++)
        {
            double[] values =
                [.. Enumerable.Range(0, 1_000).Select(_ => Math.Round(Math.Exp(random.NextDouble() * time / 4)))];
            var (one, other) = (new NumberColumn(values[..500]), new NumberColumn(values[500..]));
            var bins = Bins.Learn(one);
            Assert.Equal(ShiftLevel.Stable, PopulationShift.Level(bins.Counts(one), bins.Counts(other)));
        }
    }
}
