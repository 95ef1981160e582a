using Segmentation.Engine.Clustering;

namespace Segmentation.Engine.Tests.Workspaces;

public sealed class ClustersReaderTests
{
    private const string Clusters = """
        scheme: groups
        version: 1
        kind: clusters
        features: [frequency]
        missing: none
        """;

    [Fact]
    public void What_is_not_said_is_usual()
    {
        var scheme = Definitions.Scheme(Clusters);
        var clusters = scheme.Clusters!;
        Assert.Equal((2, 10, 1, "everyone"), (clusters.From, clusters.To, clusters.Seed, clusters.NoStructure));
        Assert.Equal(
            ("frequency", FeatureScale.Auto),
            (Assert.Single(clusters.Features).Measure, Assert.Single(clusters.Features).Scale));
        Assert.Equal(["everyone", "none"], scheme.Segments.Select(segment => segment.Id));
    }

    [Fact]
    public void What_is_said_is_read()
    {
        var scheme = Definitions.Scheme("""
            scheme: groups
            version: 1
            kind: clusters
            features: { frequency: { scale: log } }
            clusters: 3..12
            seed: 7
            missing: none
            no_structure: all
            segments: [{ id: cluster-12, name: Regulars }, { id: none, name: Unknown }]
            bypass: [cluster-3]
            """);
        var clusters = scheme.Clusters!;
        Assert.Equal((3, 12, 7, "all"), (clusters.From, clusters.To, clusters.Seed, clusters.NoStructure));
        Assert.Equal(FeatureScale.Log, clusters.Features[0].Scale);
        Assert.Equal(
            [("cluster-12", "Regulars"), ("all", "all"), ("none", "Unknown")],
            scheme.Segments.Select(segment => (segment.Id, segment.Name)));
    }

    [Theory]
    [InlineData("features: [frequency]", "features: [frequncy]", "4:12: unknown measure 'frequncy'")]
    [InlineData("features: [frequency]", "features: [frequency, frequency]", "4:23: feature 'frequency' twice")]
    [InlineData("missing: none", "missing: cluster-2", "5:10: 'cluster-2', which is the id of a learned cluster")]
    [InlineData("missing: none", "missing: everyone", "5:10: 'everyone' for missing and no_structure")]
    [InlineData("missing: none", "missing: none\nclusters: 8..2", "6:11: '8..2'")]
    [InlineData("missing: none", "missing: none\nsegments: [{ id: vips }]", "6:12: segment 'vips' of a scheme of kind")]
    [InlineData("missing: none", "missing: none\nsegments: [{ id: cluster-0 }]", "6:12: segment 'cluster-0' of a")]
    [InlineData("missing: none", "missing: none\nbuffer: 5", "6:9: 'buffer' in a scheme of kind clusters")]
    [InlineData("missing: none", "missing: none\nbypass: [vips]", "6:10: unknown segment 'vips'")]
    [InlineData("missing: none", "missing: none\nscores: {}", "6:9: 'scores' in a scheme of kind clusters")]
    public void What_no_run_could_mean_is_a_problem_at_its_place(string right, string wrong, string problem) =>
        Assert.StartsWith(
            $"schemes/one.yaml:{problem}",
            Assert.Single(Definitions.Problems(
                "schemes/one.yaml", Clusters.Replace(right, wrong, StringComparison.Ordinal))),
            StringComparison.Ordinal);

    [Fact]
    public void Other_kinds_learn_nothing() => Assert.StartsWith(
        "schemes/one.yaml:5:7: 'seed' in a scheme of kind rules",
        Assert.Single(Definitions.Problems(
            "schemes/one.yaml", "scheme: s\nversion: 1\nkind: rules\nsegments: [{ id: all }]\nseed: 1")),
        StringComparison.Ordinal);
}
