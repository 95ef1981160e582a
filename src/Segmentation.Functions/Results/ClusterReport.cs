using System.Text.Json.Serialization;
using Segmentation.Engine.Clustering;

namespace Segmentation.Functions.Results;

/// <summary>What a scheme learned, and what other schemes know of it.</summary>
/// <param name="Scheme">The scheme.</param>
/// <param name="Run">The run that learned it: this one, or an earlier one.</param>
/// <param name="AsOf">The day of that run.</param>
/// <param name="LearnedFrom">The customers that it was learned from: those with all features.</param>
/// <param name="Verdict">What was found, in a sentence.</param>
/// <param name="Tried">What was tried, the fewest clusters first.</param>
/// <param name="Clusters">The clusters, best first; none when nothing was found.</param>
/// <param name="Died">The clusters of the fit before that are not there any more.</param>
/// <param name="Agreement">How far it agrees with each of the schemes that persons made, by name.</param>
/// <param name="Orphans">The clusters that none of those schemes tells apart.</param>
public sealed record ClusterReport(
    string Scheme, int Run, DateOnly AsOf, long LearnedFrom, string Verdict, IReadOnlyList<TriedCount> Tried,
    IReadOnlyList<ClusterLine> Clusters, IReadOnlyList<string> Died, IReadOnlyList<SchemeAgreement> Agreement,
    IReadOnlyList<OrphanCluster> Orphans);

/// <summary>A cluster in this run.</summary>
/// <param name="Segment">Its id.</param>
/// <param name="Name">The name that people read.</param>
/// <param name="Customers">Its customers now.</param>
/// <param name="Value">The sum of their value; null when the workspace names none.</param>
/// <param name="Fate">What it was to the clusters before it when it was learned: <c>persisted</c>, <c>split</c>,
/// <c>merged</c> or <c>born</c>.</param>
/// <param name="From">The clusters that it came from.</param>
public sealed record ClusterLine(
    string Segment, string Name, long Customers, decimal? Value, string Fate, IReadOnlyList<string> From);

/// <summary>How far clusters agree with a scheme that persons made.</summary>
/// <param name="Scheme">The scheme.</param>
/// <param name="AdjustedRand">The adjusted Rand index over the customers in clusters: 1 for the same division, about 0
/// for chance; null when either has all of them together.</param>
public sealed record SchemeAgreement(string Scheme, double? AdjustedRand);

/// <summary>A cluster that no segment, and no union of a few segments, of any scheme made by persons tells apart.
/// </summary>
/// <param name="Segment">Its id.</param>
/// <param name="Name">The name that people read.</param>
/// <param name="Customers">Its customers.</param>
/// <param name="Value">The sum of their value; null when the workspace names none.</param>
/// <param name="Sentence">All that in a sentence.</param>
public sealed record OrphanCluster(string Segment, string Name, long Customers, decimal? Value, string Sentence)
{
    /// <summary>The scheme that comes nearest; null when persons made none that has any of its customers.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Nearest { get; init; }

    /// <summary>The segments of it that together come nearest.</summary>
    public IReadOnlyList<string> NearestSegments { get; init; } = [];

    /// <summary>The Jaccard index of those and the cluster, from 0 to below <see cref="Capture.Least"/>.</summary>
    public double Overlap { get; init; }
}
