using FsCheck;
using FsCheck.Fluent;
using Segmentation.Engine.Profiles;

namespace Segmentation.Engine.Tests.Profiles;

public sealed class EffectSizeTests
{
    [Fact]
    public void D_is_the_difference_of_means_in_pooled_standard_deviations()
    {
        // Means 4 and 2, variances 4 and 1: pooled sqrt((2 * 4 + 2 * 1) / 4) = sqrt(2.5); 2 / sqrt(2.5) = 1.26491...
        Assert.Equal(1.2649110640673518, EffectSize.D(Of(2, 4, 6), Of(1, 2, 3))!.Value, 12);
        Assert.Equal(-1.2649110640673518, EffectSize.D(Of(1, 2, 3), Of(2, 4, 6))!.Value, 12);
    }

    [Fact]
    public void Lift_counts_every_category_once_more_than_it_occurs()
    {
        Assert.Equal(13m / 46 / (31m / 406), EffectSize.Lift(12, 40, 30, 400, 6), 12);
        Assert.Equal(1, EffectSize.Lift(30, 400, 30, 400, 6));
        Assert.InRange(EffectSize.Lift(1, 1, 1, 1000, 2), 1, 1002);
    }

    [Fact]
    public void D_agrees_with_a_plain_loop() => Prop.ForAll<NonEmptyArray<int>, NonEmptyArray<int>>((ours, others) =>
    {
        int[] a = [.. ours.Get, 1, 3];
        int[] b = [.. others.Get, 2, 7];
        return Math.Abs(EffectSize.D(Of(a), Of(b))!.Value - Plain(a, b)) < 1e-9;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Two_constants_differ_as_much_as_can_be_told()
    {
        Assert.Equal(EffectSize.Most, EffectSize.D(Of(5, 5), Of(4, 4, 4)));
        Assert.Equal(-EffectSize.Most, EffectSize.D(Of(3, 3), Of(4, 4, 4)));
        Assert.Equal(0, EffectSize.D(Of(4, 4), Of(4, 4, 4)));
        Assert.Equal(EffectSize.Most, EffectSize.D(Of(1_000_000, 1_000_001), Of(1, 2)));
    }

    [Fact]
    public void One_customer_on_a_side_is_too_few()
    {
        Assert.Null(EffectSize.D(Of(1), Of(1, 2, 3)));
        Assert.Null(EffectSize.D(Of(1, 2, 3), Of(1)));
        Assert.Null(EffectSize.D(Of(), Of(1, 2)));
    }

    [Theory]
    [InlineData(0.5, 0.25, Math.PI / 6)]
    [InlineData(0.25, 0.5, -Math.PI / 6)]
    [InlineData(1, 0, Math.PI)]
    [InlineData(0.3, 0.3, 0)]
    public void H_is_the_difference_of_the_transformed_shares(double ours, double others, double h) =>
        Assert.Equal(h, EffectSize.H(ours, others), 12);

    [Fact]
    public void Eta_squared_is_the_part_of_the_variance_between_groups()
    {
        // Means 2, 5 and 4, of all 11/3: squares of 28/3 between, and of 4 within.
        var eta = EffectSize.EtaSquared([Of(1, 3), Of(5, 5), Of(3, 5), Of()]);
        Assert.Equal(28 / 3.0 / (28 / 3.0 + 4), eta!.Value, 12);
        Assert.Equal(1, EffectSize.EtaSquared([Of(1, 1), Of(2, 2)]));
        Assert.Equal(0, EffectSize.EtaSquared([Of(1, 2), Of(1, 2)]));
        Assert.Null(EffectSize.EtaSquared([Of(4, 4), Of(4)]));
        Assert.Null(EffectSize.EtaSquared([Of(), Of()]));
    }

    private static Moments Of(params int[] numbers)
    {
        var moments = default(Moments);
        foreach (var number in numbers)
            moments.Add(number);
        return moments;
    }

    private static double Plain(int[] ours, int[] others)
    {
        static double Squares(int[] numbers)
        {
            var mean = numbers.Average();
            return numbers.Sum(number => (number - mean) * (number - mean));
        }

        var pooled = Math.Sqrt((Squares(ours) + Squares(others)) / (ours.Length + others.Length - 2));
        return (ours.Average() - others.Average()) / pooled;
    }
}
