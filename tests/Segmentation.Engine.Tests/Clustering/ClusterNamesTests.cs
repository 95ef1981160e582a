using Segmentation.Engine.Clustering;

namespace Segmentation.Engine.Tests.Clustering;

public sealed class ClusterNamesTests
{
    private static readonly ClusterFeature[] Features =
        [new("recency_days", "days"), new("monetary", "money"), new("open_tickets")];

    [Fact]
    public void A_cluster_is_named_by_the_two_features_in_which_it_differs_the_most()
    {
        Assert.Equal(
            ["High recency, low monetary", "Low monetary, high recency", "Very high monetary, very low recency"],
            ClusterNames.Of(Points((2, 1, 0), (2, -1, 0), (-3, 9, 0)), Fit(3), Features));
    }

    [Fact]
    public void Effects_are_standardised_differences_from_all_others()
    {
        // (mean 4 of 2, 4, 6) against (mean 2 of 1, 2, 3) in pooled deviations: 2 / sqrt(2.5), as for segments.
        var points = new Points([2, 4, 6, 1, 2, 3], 1);
        var fit = new ClusterFit(new([4, 2], 1), [0, 0, 0, 1, 1, 1], [3, 3], 10, 1);

        Assert.Equal([new(0, 1.2649)], ClusterNames.Effects(points, fit)[0]);
        Assert.Equal([new(0, -1.2649)], ClusterNames.Effects(points, fit)[1]);
    }

    [Fact]
    public void Names_that_would_be_the_same_take_more_features_then_numbers()
    {
        var byThird = ClusterNames.Of(Points((9, 9, 0.8), (9, 9, -0.8), (-9, -9, 0), (-9, -9, 0)), Fit(4), Features);
        Assert.Equal(4, byThird.Distinct().Count());
        Assert.Contains(byThird, name => name.EndsWith("high open tickets", StringComparison.Ordinal));
        Assert.Contains(byThird, name => name.EndsWith("(2)", StringComparison.Ordinal));
    }

    [Fact]
    public void A_cluster_that_differs_in_nothing_is_typical()
    {
        Assert.Equal("Typical", ClusterNames.Of(Points((0, 0, 0), (5, 0, 0), (-5, 0, 0)), Fit(3), Features)[0]);
        Assert.Equal(["Typical"], ClusterNames.Of(Points((1, 2, 3)), Fit(1), Features));
    }

    /// <summary>Nine customers of each cluster, around its middle by at most 1.</summary>
    private static Points Points(params (double A, double B, double C)[] middles) => Some.Rows(
        9 * middles.Length, 3, (row, feature) => (feature switch
        {
            0 => middles[row / 9].A,
            1 => middles[row / 9].B,
            _ => middles[row / 9].C,
        }) + new[] { -1, 0, 1, 0, 1, -1, 1, -1, 0 }[(row + 3 * feature) % 9]);

    private static ClusterFit Fit(int k) => new(
        new(new double[3 * k], 3), [.. Enumerable.Range(0, 9 * k).Select(row => row / 9)],
        [.. Enumerable.Repeat(9, k)], 0, 1);
}
