using FsCheck;
using FsCheck.Fluent;
using Segmentation.Engine.Health;

namespace Segmentation.Engine.Tests.Health;

public sealed class BalanceTests
{
    [Fact]
    public void Evenness_is_the_entropy_as_a_part_of_the_most_it_could_be()
    {
        Assert.Equal(1, Balance.Of([25, 25, 25, 25]).Evenness!.Value, 12);
        Assert.Equal(0, Balance.Of([0, 40, 0]).Evenness);
        // -(1/2 ln 1/2 + 2 * 1/4 ln 1/4) / ln 3 = 1.5 ln 2 / ln 3
        Assert.Equal(1.5 * Math.Log(2) / Math.Log(3), Balance.Of([50, 25, 25]).Evenness!.Value, 12);
    }

    [Fact]
    public void The_largest_and_smallest_segments_are_named()
    {
        var balance = Balance.Of([30, 100, 30, 40]);
        Assert.Equal((1, 0.5, 0, 0.15, 30L), (
            balance.Largest, balance.LargestShare, balance.Smallest, balance.SmallestShare, balance.SmallestSize));
    }

    [Theory]
    [InlineData(600, 400, true, true)]
    [InlineData(601, 399, false, true)]
    [InlineData(9_971, 29, false, false)]
    [InlineData(9_970, 30, false, true)]
    [InlineData(98, 2, false, true)]
    public void A_segment_has_at_most_60_percent_and_at_least_1_percent_or_30_customers(
        long large, long small, bool noLarge, bool noSmall)
    {
        var balance = Balance.Of([large, small]);
        Assert.Equal((noLarge, noSmall), (balance.HasNoLarge, balance.HasNoSmall));
        Assert.Equal(!noLarge, Balance.IsLarge(large, large + small));
        Assert.Equal(!noSmall, Balance.IsSmall(small, large + small));
    }

    [Fact]
    public void Nobody_and_a_single_segment_have_no_evenness()
    {
        Assert.Equal(new Balance(null, -1, 0, -1, 0, 0), Balance.Of([0, 0]));
        Assert.Equal(new Balance(null, -1, 0, -1, 0, 0), Balance.Of([]));
        Assert.Null(Balance.Of([7]).Evenness);
    }

    [Fact]
    public void Evenness_lies_between_0_and_1_in_any_order() => Prop.ForAll<byte[]>(bytes =>
    {
        long[] sizes = [.. bytes.Select(size => (long)size), 1, 0];
        var evenness = Balance.Of(sizes).Evenness!.Value;
        return evenness is >= 0 and <= 1
            && Math.Abs(evenness - Balance.Of([.. sizes.Reverse()]).Evenness!.Value) < 1e-12;
    }).QuickCheckThrowOnFailure();
}
