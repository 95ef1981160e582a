using Segmentation.Engine.Clustering;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Functions.Runs;

/// <summary>Puts the segments that a run learned into its definitions.</summary>
internal static class LearnedSegments
{
    /// <summary>Whether definitions say less than a run knows.</summary>
    public static bool AreIn(Workspace workspace) => workspace.Schemes.Any(scheme => scheme.Clusters is not null);

    /// <summary>The definitions of a run.</summary>
    /// <param name="written">The definitions as written.</param>
    /// <param name="calibration">What the run learned.</param>
    public static Workspace Of(Workspace written, RunCalibration calibration) => written with
    {
        Schemes = [.. written.Schemes.Select(scheme => scheme.Clusters is { } clusters
            && calibration.Clusters?.GetValueOrDefault(scheme.Name) is { } learned
                ? scheme with { Learned = learned, Segments = [.. Segments(scheme, clusters, learned)] }
                : scheme)],
    };

    /// <summary>The clusters, best first, and the segment of customers without a feature.</summary>
    private static IEnumerable<SegmentDefinition> Segments(
        SchemeDefinition scheme, ClustersDefinition clusters, LearnedClusters learned)
    {
        var named = scheme.Segments.ToDictionary(segment => segment.Id, StringComparer.Ordinal);
        foreach (var cluster in learned.Clusters)
        {
            yield return !named.TryGetValue(cluster.Id, out var said)
                ? new SegmentDefinition(cluster.Id, scheme.At, cluster.Name, null, null, null)
                : said with { Name = said.SaysName ? said.Name : cluster.Name };
        }

        if (learned.Clusters.Count == 0)
            yield return named[clusters.NoStructure];
        yield return named[scheme.Missing!];
    }
}
