using Segmentation.Engine.Clustering;
using Segmentation.Engine.Profiles;

namespace Segmentation.Engine.Tests.Clustering;

public sealed class CriteriaTests
{
    [Fact]
    public void Silhouettes_of_four_customers_are_those_counted_by_hand()
    {
        // 0 and 1 against 4 and 6: 0 has a = 1 and b = 5, 1 has 1 and 4, 4 has 2 and 3.5, 6 has 2 and 5.5.
        var points = new Points([0, 1, 4, 6], 1);
        var fit = KMeans.From(points, new([0, 6], 1));

        Assert.Equal((4 / 5.0 + 3 / 4.0 + 1.5 / 3.5 + 3.5 / 5.5) / 4, SilhouetteOf(points, fit), 12);
    }

    [Fact]
    public void A_customer_alone_in_its_cluster_counts_nothing_and_one_cluster_has_no_silhouette()
    {
        var points = new Points([0, 1, 9], 1);

        Assert.Equal((8 / 9.0 + 7 / 8.0) / 3, SilhouetteOf(points, KMeans.From(points, new([0, 9], 1))), 12);
        Assert.Equal(0, SilhouetteOf(points, KMeans.From(points, new([0], 1))));
    }

    [Fact]
    public void Of_many_customers_silhouettes_are_of_distances_to_centroids()
    {
        // Half of the customers at 0 and 2, half at 10 and 12: a = 1, b = 9 or 11 everywhere.
        var points = Some.Rows(Silhouette.MostExact + 4, 1, (row, _) => row % 4 / 2 * 10 + row % 2 * 2);
        var fit = KMeans.From(points, new([0, 12], 1));

        Assert.Equal((10 / 11.0 + 8 / 9.0) / 2, SilhouetteOf(points, fit), 12);
    }

    [Fact]
    public void Clusters_apart_are_found_again_in_every_draw_and_those_of_noise_are_not()
    {
        var blobs = Some.Blobs(300, 2, 3, 1);
        Assert.Equal(1, Stability.Of(Columns(blobs), KMeans.Fit(blobs, 3, 5, 1), 1), 12);

        var noise = Some.Noise(300, 3, 1);
        Assert.InRange(
            Stability.Of(Columns(noise), KMeans.Fit(noise, 5, 5, 1), 1), 0.1, ClusterChoice.LeastStability);
    }

    [Fact]
    public void Variances_along_principal_axes_are_the_eigenvalues()
    {
        Assert.Equal([1, 3], new Covariance(new double[,] { { 2, 1 }, { 1, 2 } }).Eigenvalues().Order(), Near);
        var three = new Covariance(new double[,] { { 3, -1, 1 }, { -1, 5, -1 }, { 1, -1, 3 } });
        Assert.Equal([2, 3, 6], three.Eigenvalues().Order(), Near);
        Assert.Equal([0, 5], new Covariance(new double[,] { { 5, 0 }, { 0, 0 } }).Eigenvalues().Order());
    }

    [Fact]
    public void The_gap_of_a_line_of_noise_is_about_0_and_two_groups_have_the_one_of_their_spread()
    {
        // Two clusters leave a quarter of the variance of a line, and next to nothing of that of two groups.
        var order = Enumerable.Range(0, 1_000).ToArray();
        var noise = PointColumns.Of(Some.Noise(1_000, 1, 3), order);
        var groups = PointColumns.Of(Some.Rows(1_000, 1, (row, _) => row % 2 * 20 + row % 4), order);

        Assert.InRange(GapOfTwo(noise), -0.1, 0.1);
        var inertia = KMeans.Fit(groups, 2, 3, 1).Inertia / KMeans.Fit(groups, 1, 1, 1).Inertia;
        Assert.Equal(Math.Log(0.25 / inertia), GapOfTwo(groups), 0.1);
    }

    [Fact]
    public void Two_divisions_agree_by_the_customers_that_both_know()
    {
        Assert.Equal(1, Agreement.AdjustedRand([0, 0, 1, 1, -1], [5, 5, 2, 2, 0]));
        Assert.Equal(-0.5, Agreement.AdjustedRand([0, 0, 1, 1], [0, 1, 0, 1])!.Value, 12);
        Assert.Null(Agreement.AdjustedRand([-1, -1], [0, 1]));
        var table = Agreement.Table([0, 0, 0, 1, -1], [1, 1, 0, 1, 1], 2, 2);
        Assert.Equal(2 / 4.0, Agreement.Jaccard(table, 0, 1));
        Assert.Equal(0, Agreement.Jaccard(table, 1, 0));
    }

    private static double SilhouetteOf(Points points, ClusterFit fit) => Silhouette.Of(Columns(points), fit);

    private static PointColumns Columns(Points points) =>
        PointColumns.Of(points, [.. Enumerable.Range(0, points.Count)]);

    private static double GapOfTwo(PointColumns points) => new Unstructured(points, 1).Gap(
        KMeans.Fit(points, 2, 3, 1).Inertia, KMeans.Fit(points, 1, 1, 1).Inertia, 2, 3, 1).Gap;

    private static bool Near(double a, double b) => Math.Abs(a - b) < 1e-9;
}
