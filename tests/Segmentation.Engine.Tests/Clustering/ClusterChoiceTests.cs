using Segmentation.Engine.Clustering;
using Segmentation.Engine.Profiles;

namespace Segmentation.Engine.Tests.Clustering;

public sealed class ClusterChoiceTests
{
    [Theory]
    [InlineData(300, 2, 2)]
    [InlineData(300, 2, 3)]
    [InlineData(500, 6, 4)]
    [InlineData(90, 1, 3)]
    [InlineData(600, 3, 7)]
    public void As_many_clusters_are_found_as_there_are(int count, int dimensions, int k)
    {
        var choice = ClusterChoice.Choose(Some.Blobs(count, dimensions, k, k), 2, 9, 1);

        Assert.Equal(k, choice.Fit!.Count);
        Assert.Equal(1, Agreement.AdjustedRand(Planted(count, k), choice.Fit.Labels)!.Value, 2);
        Assert.Equal(Enumerable.Range(2, 8), choice.Tried.Select(one => one.Clusters));
        Assert.Equal(k, Assert.Single(choice.Tried, one => one.IsTaken).Clusters);
        Assert.StartsWith($"{k} clusters: silhouette ", choice.Verdict, StringComparison.Ordinal);
        Assert.All(choice.Tried, one => Assert.EndsWith(".", one.Why, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Even_noise_has_no_structure_also_when_it_is_longer_than_wide(int dimensions)
    {
        var noise = Some.Noise(400, dimensions, dimensions);
        var longer = Some.Rows(400, dimensions, (row, i) => noise.Row(row)[i] * (i == 0 ? 5 : 1));

        AssertNone(ClusterChoice.Choose(noise, 2, 8, 1));
        AssertNone(ClusterChoice.Choose(longer, 2, 8, 1));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void One_cloud_has_no_structure_also_when_features_go_together(int dimensions)
    {
        var random = new Random(dimensions);
        var common = Enumerable.Range(0, 400).Select(_ => Some.Normal(random)).ToArray();

        AssertNone(ClusterChoice.Choose(Some.Rows(400, dimensions, (_, _) => Some.Normal(random)), 2, 8, 1));
        AssertNone(ClusterChoice.Choose(
            Some.Rows(400, dimensions, (row, _) => 3 * common[row] + Some.Normal(random)), 2, 8, 1));
    }

    [Fact]
    public void Three_groups_two_of_them_nearer_to_each_other_are_three()
    {
        var random = new Random(4);
        var points = Some.Rows(300, 1, (row, _) => new[] { 0, 7, 40 }[row % 3] + Some.Normal(random));

        var choice = ClusterChoice.Choose(points, 2, 6, 1);

        Assert.True(choice.Tried[0].Silhouette > choice.Tried[1].Silhouette);
        Assert.Equal(3, choice.Fit!.Count);
    }

    [Fact]
    public void Neither_the_order_of_rows_nor_another_seed_changes_clusters_that_are_there()
    {
        var points = Some.Blobs(400, 3, 4, 2);
        var (shuffled, order) = Some.Shuffled(points, 3);

        var (one, other) = (ClusterChoice.Choose(points, 2, 6, 1), ClusterChoice.Choose(shuffled, 2, 6, 1));
        var reseeded = ClusterChoice.Choose(points, 2, 6, 77);

        Assert.Equal(order.Select(row => one.Fit!.Labels[row]), other.Fit!.Labels);
        Assert.Equal(one.Fit!.Centroids.Values, other.Fit.Centroids.Values);
        Assert.Equal(one.Tried, other.Tried);
        Assert.Equal(one.Fit.Labels, reseeded.Fit!.Labels);
    }

    [Fact]
    public void Of_many_customers_a_part_decides_and_all_are_in_clusters()
    {
        var points = Some.Blobs(ClusterChoice.SampleSize + 500, 2, 3, 5);

        var choice = ClusterChoice.Choose(points, 3, 3, 1);

        Assert.Equal(points.Count, choice.Fit!.Sizes.Sum());
        Assert.Equal(1, Agreement.AdjustedRand(Planted(points.Count, 3), choice.Fit.Labels)!.Value, 2);
        Assert.True(choice.Fit.Inertia > choice.Tried[0].Inertia);
    }

    [Fact]
    public void Customers_that_are_few_or_the_same_have_no_structure()
    {
        AssertNone(ClusterChoice.Choose(new([], 3), 2, 5, 1));
        AssertNone(ClusterChoice.Choose(new([1, 2, 3], 3), 2, 5, 1));
        AssertNone(ClusterChoice.Choose(Some.Noise(3, 2, 1), 2, 5, 1));
        AssertNone(ClusterChoice.Choose(Some.Rows(50, 2, (_, _) => 0.1), 2, 5, 1));
        AssertNone(ClusterChoice.Choose(Some.Noise(50, 2, 1), 2, 1, 1));
        AssertNone(ClusterChoice.Choose(Some.Rows(50, 1, (row, _) => row == 0 ? FeatureScaling.Most : 0), 2, 4, 1));
    }

    [Fact]
    public void Customers_of_two_kinds_with_the_same_values_each_are_two_clusters()
    {
        var choice = ClusterChoice.Choose(Some.Rows(60, 2, (row, _) => row % 3 == 0 ? 1 : 0), 2, 4, 1);

        Assert.Equal([40, 20], choice.Fit!.Sizes);
        Assert.Equal("Fewer than 3 customers differ.", choice.Tried[1].Why);
    }

    [Fact]
    public void The_mall_has_five_groups()
    {
        Assert.SkipUnless(Some.Data is not null, "the expected results are not beside the sources");
        var points = Some.Scaled(
            FeatureScale.None, Some.Columns("mall_customers/Mall_Customers.csv", "Annual_Income", "Spending_Score"));

        var choice = ClusterChoice.Choose(points, 2, 10, 1);

        Assert.Equal([81, 39, 35, 23, 22], choice.Fit!.Sizes);
        Assert.Equal("5 clusters: silhouette 0.55, stability 0.96.", choice.Verdict);
        Assert.Equal("Large, stable and distinct: a gap of 0.18, a silhouette of 0.55.", choice.Tried[3].Why);
    }

    private static void AssertNone(ClusterChoice choice)
    {
        Assert.Null(choice.Fit);
        Assert.StartsWith("No structure found: ", choice.Verdict, StringComparison.Ordinal);
        Assert.All(choice.Tried, one =>
        {
            Assert.False(one.IsTaken);
            Assert.True(double.IsFinite(one.Inertia + one.Silhouette + one.Stability + one.SmallestShare));
            Assert.True(double.IsFinite(one.Gap ?? 0));
        });
    }

    private static int[] Planted(int count, int k) => [.. Enumerable.Range(0, count).Select(row => row % k)];
}
