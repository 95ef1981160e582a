using FsCheck;
using FsCheck.Fluent;
using Segmentation.Engine.Clustering;

namespace Segmentation.Engine.Tests.Clustering;

/// <summary>Where customers are among clusters, and what would move them.</summary>
public sealed class LearnedClustersTests
{
    private static readonly LearnedClusters Learned = new(
        1, new DateOnly(2026, 1, 1), "", 3,
        [
            new LearnedFeature("recency", new FeatureScaling(true, 0, 8, 3, 1.5)),
            new LearnedFeature("spend", new FeatureScaling(false, -500, 500, 20, 60)),
        ],
        [Cluster("cluster-1", -1, -1), Cluster("cluster-2", 1, 0), Cluster("cluster-3", 0, 2)], "3 clusters.");

    private static readonly ClusterSpace Space = new(Learned);

    [Fact]
    public void A_value_comes_back_from_its_scale_unless_it_was_cut_off()
    {
        foreach (var value in new[] { 0, 0.5, 7, 365 })
            Assert.Equal(value, Back(0, value)!.Value, 9);
        Assert.Equal(-77, Back(1, -77)!.Value, 9);
        Assert.Null(Learned.Features[1].Restored(100));
        double? Back(int feature, double value) =>
            Learned.Features[feature].Restored(Learned.Features[feature].Scaling.Apply(value));
    }

    [Fact]
    public void At_a_boundary_two_clusters_are_equally_near() =>
        Prop.ForAll(
            Gen.Choose(0, 2000).Zip(Gen.Choose(-400, 400)).ToArbitrary(), customer =>
            {
                double[] values = [customer.Item1, customer.Item2];
                var own = Space.Place(values).Cluster;
                for (var feature = 0; feature < values.Length; feature++)
                {
                    foreach (var boundary in Space.Boundaries(values, feature))
                    {
                        double[] moved = [.. values];
                        moved[feature] = boundary;
                        var distances = Enumerable.Range(0, 3)
                            .Select(cluster => Space.Part(cluster, 0, moved[0]) + Space.Part(cluster, 1, moved[1]))
                            .ToArray();
                        Assert.Contains(
                            Enumerable.Range(0, 3).Where(cluster => cluster != own),
                            cluster => Math.Abs(distances[cluster] - distances[own]) < 1e-6);
                    }
                }
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_segments_that_catch_a_cluster_best_are_found()
    {
        // The worked example of docs/formulas.md, and a segment that lies outside.
        long[,] customers = { { 30, 5, 0, 5 }, { 10, 45, 70, 0 } };
        var capture = Capture.Of(customers, 0, [0, 1, 2]);
        Assert.Equal((0.6, 0), (capture.Overlap, Assert.Single(capture.Segments)));
        Assert.Equal(0.7, Capture.Of(customers, 0, [0, 1, 2, 3]) is { Segments: [3, 0] } both ? both.Overlap : 0, 12);
        Assert.Empty(Capture.Of(customers, 0, [2]).Segments);
    }

    [Fact]
    public void Small_segments_that_lie_inside_do_not_push_a_large_one_out()
    {
        // Three of 2, all inside, and one with 50 inside of its 60; the cluster has 60.
        long[,] customers = { { 2, 2, 2, 50, 4 }, { 0, 0, 0, 10, 30 } };
        var capture = Capture.Of(customers, 0, [0, 1, 2, 3]);
        Assert.Equal([0, 1, 3], capture.Segments);
        Assert.Equal(54.0 / 70, capture.Overlap);
    }

    [Fact]
    public void No_union_of_three_segments_is_better_than_the_one_found() =>
        Prop.ForAll(
            Gen.Choose(0, 40).ListOf(14).ToArbitrary(), counts =>
            {
                var customers = new long[2, 7];
                for (var i = 0; i < counts.Count; i++)
                    customers[i / 7, i % 7] = counts[i];
                var all = counts.Take(7).Sum();
                var most = Enumerable.Range(0, 1 << 7).Where(union => int.PopCount(union) <= Capture.MostSegments)
                    .Select(union => Enumerable.Range(0, 7).Where(segment => (union >> segment & 1) == 1).ToArray())
                    .Max(union => all == 0 ? 0
                        : (double)union.Sum(one => customers[0, one]) / (all + union.Sum(one => customers[1, one])));
                var found = Capture.Of(customers, 0, [.. Enumerable.Range(0, 7)]);
                Assert.Equal(most, found.Overlap);
                Assert.True(found.Segments.Count <= Capture.MostSegments);
            }).QuickCheckThrowOnFailure();

    private static LearnedCluster Cluster(string id, params double[] centroid) =>
        new(id, id, 1, centroid, "born", []);
}
