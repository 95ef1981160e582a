using FsCheck;
using FsCheck.Fluent;
using Segmentation.Engine.Clustering;

namespace Segmentation.Engine.Tests.Clustering;

public sealed class FeatureScalingTests
{
    [Fact]
    public void Values_are_told_from_the_median_in_median_deviations()
    {
        var scaling = FeatureScaling.Learn([2, 4, 4, 5, 7, 9, 13], FeatureScale.Robust);

        Assert.Equal(5, scaling.Centre);
        Assert.Equal(2 * 1.4826, scaling.Spread, 12);
        Assert.Equal((9 - 5) / (2 * 1.4826), scaling.Apply(9), 12);
    }

    [Fact]
    public void Values_beyond_the_first_and_last_percentile_count_as_these()
    {
        var scaling = FeatureScaling.Learn([.. Enumerable.Range(0, 101).Select(i => (double)i)], FeatureScale.Robust);

        Assert.Equal((1, 99), (scaling.Low, scaling.High));
        Assert.Equal(scaling.Apply(99), scaling.Apply(1e9));
        Assert.Equal(scaling.Apply(1), scaling.Apply(double.NegativeInfinity));
    }

    [Fact]
    public void Without_a_median_deviation_the_quartiles_tell_the_spread_then_the_standard_deviation()
    {
        double[] mostlyEqual = [0, 0, 0, 0, 0, 0, 2, 4, 6, 8];
        double[] nearlyAllEqual = [.. Enumerable.Repeat(0.0, 90), .. Enumerable.Repeat(10.0, 10)];

        Assert.Equal(3.5 * 0.7413, FeatureScaling.Learn(mostlyEqual, FeatureScale.Robust).Spread, 12);
        Assert.Equal(3, FeatureScaling.Learn(nearlyAllEqual, FeatureScale.Robust).Spread, 12);
    }

    [Theory]
    [InlineData(FeatureScale.Auto)]
    [InlineData(FeatureScale.Log)]
    [InlineData(FeatureScale.Robust)]
    [InlineData(FeatureScale.Standard)]
    public void A_feature_that_is_the_same_for_all_is_flagged_and_0(FeatureScale scale)
    {
        var scaling = FeatureScaling.Learn([7, 7, 7], scale);

        Assert.True(scaling.IsConstant);
        Assert.Equal(0, scaling.Apply(7));
        Assert.Equal(0, scaling.Apply(9));
    }

    [Fact]
    public void Skewed_values_are_logged_and_even_ones_are_not()
    {
        var random = new Random(1);
        double[] skewed = [.. Enumerable.Range(0, 500).Select(_ => Math.Exp(3 + Some.Normal(random)))];
        double[] losses = Array.ConvertAll(skewed, value => -value);
        double[] even = [.. Enumerable.Range(0, 500).Select(_ => Some.Normal(random))];

        Assert.True(FeatureScaling.Learn(skewed).IsLogged);
        Assert.True(FeatureScaling.Learn(losses).IsLogged);
        Assert.False(FeatureScaling.Learn(even).IsLogged);
        Assert.Equal(-FeatureScaling.Learn(skewed).Apply(40), FeatureScaling.Learn(losses).Apply(-40), 9);
    }

    [Theory]
    [InlineData("cdnow_master")]
    [InlineData("marketing_campaign")]
    public void Mean_and_deviation_are_those_computed_apart(string name)
    {
        Assert.SkipUnless(Some.Data is not null, "the expected results are not beside the sources");
        var expected = Some.Json($"oracles/{name}_kmeans.json").GetProperty("raw");
        var columns = Some.Columns($"oracles/{name}_rfm.csv", "recency_days", "frequency", "monetary");
        for (var i = 0; i < columns.Length; i++)
        {
            var scaling = FeatureScaling.Learn(columns[i], FeatureScale.Standard);
            Assert.Equal(expected.GetProperty("mean")[i].GetDouble(), scaling.Centre, 8);
            Assert.Equal(expected.GetProperty("std_population")[i].GetDouble(), scaling.Spread, 8);
        }
    }

    [Fact]
    public void Scaled_values_are_finite_keep_their_order_and_do_not_depend_on_that_of_customers() =>
        Prop.ForAll<double[], int>((any, kind) =>
        {
            var values = any.Where(value => !double.IsNaN(value)).ToArray();
            var scale = (FeatureScale)Math.Abs(kind % 5);
            var scaling = FeatureScaling.Learn(values, scale);
            var scaled = values.Order().Select(scaling.Apply).ToArray();
            Assert.All(scaled, value => Assert.True(double.IsFinite(value)));
            Assert.Equal(scaled.Order(), scaled);
            Assert.Equal(scaling, FeatureScaling.Learn([.. values.Reverse()], scale));
        }).QuickCheckThrowOnFailure();
}
