using FsCheck;
using FsCheck.Fluent;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Measures;

namespace Segmentation.Engine.Tests.Measures;

public sealed class AllocationTests
{
    [Fact]
    public void Who_has_the_largest_remainder_gets_what_is_left()
    {
        // 10 * 3/8 = 3.75, 10 * 4/8 = 5, 10 * 1/8 = 1.25: one minute is left, for the first.
        var shared = Of(new IntegerColumn([3, 4, 1]), 10);
        Assert.Equal([4, 5, 1], shared.Minutes);
    }

    [Fact]
    public void Of_equal_remainders_the_first_by_id_gets_it() =>
        Assert.Equal([0, 0, 1, 1], Allocation.Of(new IntegerColumn([5, 5, 5, 5]), 2, (a, b) => b.CompareTo(a)).Minutes);

    [Fact]
    public void Null_and_negative_weights_count_as_nothing_and_are_counted()
    {
        var shared = Of(new MoneyColumn([MoneyColumn.Null, -2.5m, 0.5m, 0, 1.5m]), 60);
        Assert.Equal([0, 0, 15, 0, 45], shared.Minutes);
        Assert.Equal((1, 1), (shared.Unweighted, shared.Negative));
    }

    [Fact]
    public void Without_a_weight_above_0_nobody_gets_any() =>
        Assert.Equal([0, 0], Of(new NumberColumn([NumberColumn.Null, -1]), 60).Minutes);

    [Fact]
    public void Weights_of_any_size_are_exact()
    {
        // The smallest double beside the largest, and a third that no decimal can hold.
        Assert.Equal([0, 1000], Of(new NumberColumn([double.Epsilon, double.MaxValue]), 1000).Minutes);
        Assert.Equal([500, 500], Of(new NumberColumn([1 / 3.0, 1 / 3.0]), 1000).Minutes);
        Assert.Equal([250, 750], Of(new NumberColumn([double.Epsilon, 3 * double.Epsilon]), 1000).Minutes);
        Assert.Equal([1, 2], Of(new IntegerColumn([long.MaxValue / 2, long.MaxValue]), 3).Minutes);
    }

    [Fact]
    public void Minutes_sum_to_exactly_what_there_is() => Prop.ForAll<double[], PositiveInt>((numbers, capacity) =>
    {
        var weights = Weights(numbers);
        var minutes = Of(new NumberColumn(weights), capacity.Get).Minutes;
        Assert.Equal(weights.Any(weight => weight > 0) ? capacity.Get : 0, minutes.Sum());
        Assert.All(minutes, share => Assert.InRange(share, 0, capacity.Get));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Who_weighs_more_gets_at_least_as_much() => Prop.ForAll<double[], PositiveInt>((numbers, capacity) =>
    {
        var weights = Weights(numbers);
        var minutes = Of(new NumberColumn(weights), capacity.Get).Minutes;
        var byWeight = Enumerable.Range(0, weights.Length).OrderBy(i => Math.Max(0, weights[i]))
            .ThenBy(i => minutes[i]).Select(i => minutes[i]).ToArray();
        Assert.Equal(byWeight.Order(), byWeight);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_of_customers_does_not_matter() => Prop.ForAll<int[], PositiveInt, int>(
        (numbers, capacity, seed) =>
        {
            var order = Enumerable.Range(0, numbers.Length).ToArray();
            new Random(seed).Shuffle(order);
            var inOrder = Of(new IntegerColumn(Array.ConvertAll(numbers, n => (long)n)), capacity.Get).Minutes;
            var shuffled = Allocation.Of(
                new IntegerColumn([.. order.Select(i => (long)numbers[i])]), capacity.Get,
                (a, b) => order[a].CompareTo(order[b])).Minutes;
            Assert.Equal(order.Select(i => inOrder[i]), shuffled);
        }).QuickCheckThrowOnFailure();

    private static Allocation Of(Column weights, long minutes) =>
        Allocation.Of(weights, minutes, (a, b) => a.CompareTo(b));

    private static double[] Weights(double[] numbers) =>
        Array.ConvertAll(numbers, number => double.IsFinite(number) ? number : NumberColumn.Null);
}
