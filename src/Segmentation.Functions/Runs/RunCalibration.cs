using System.Text.Json;
using System.Text.Json.Serialization;
using Segmentation.Engine.Calibration;
using Segmentation.Engine.Clustering;
using Segmentation.Functions.Hosting;

namespace Segmentation.Functions.Runs;

/// <summary>What a run learned from the whole base before it scored anybody.</summary>
/// <param name="Schemes">Per scheme its scores, in their order.</param>
public sealed record RunCalibration(IReadOnlyDictionary<string, IReadOnlyList<ScoreCalibration>> Schemes)
{
    /// <summary>
    /// Per scheme that learns its segments what it learned, also of one that this run has not; null, and left out, when
    /// there is none.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, LearnedClusters>? Clusters { get; init; }

    /// <summary>
    /// The same with the clusters that an earlier run has of other schemes, and with as many ids given as in either:
    /// a scheme that is skipped or taken out for a while, and one that is taken back, gives no id twice.
    /// </summary>
    /// <param name="earlier">What the run published before learned, or had from those before it.</param>
    public RunCalibration Keeping(RunCalibration earlier)
    {
        if (earlier.Clusters is not { } kept)
            return this;
        var clusters = new SortedDictionary<string, LearnedClusters>(
            Clusters?.ToDictionary() ?? [], StringComparer.Ordinal);
        foreach (var (scheme, before) in kept)
        {
            clusters[scheme] = !clusters.TryGetValue(scheme, out var own) ? before
                : own with { IdsUsed = Math.Max(own.IdsUsed, before.IdsUsed) };
        }

        return this with { Clusters = clusters };
    }

    /// <summary>The edges of a scheme's scores.</summary>
    public Edges[] Edges(string scheme) => [.. Schemes[scheme].Select(score => score.Edges())];

    /// <summary>The edges of a scheme's scores; null when the scheme was not calibrated.</summary>
    public Edges[]? Find(string scheme) => Schemes.ContainsKey(scheme) ? Edges(scheme) : null;

    /// <summary>The calibration as JSON.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Json.Indented);
}

/// <summary>The edges of a score, as they are published.</summary>
/// <param name="Score">The score.</param>
/// <param name="Measure">The measure that it is of.</param>
/// <param name="Customers">How many customers the edges were learned from.</param>
/// <param name="Exact">The edges of an exact measure; null for a floating-point one.</param>
/// <param name="Floating">The edges of a floating-point measure; null for an exact one.</param>
/// <param name="ReachableBuckets">The buckets, 1 = smallest values, that customers lie in.</param>
/// <param name="UnreachableScores">The scores of quantiles that nobody can get, because edges are equal.</param>
/// <param name="EqualAbove">Whether a value on an edge lies in the bucket above it; left out when not.</param>
public sealed record ScoreCalibration(
    string Score,
    string Measure,
    int Customers,
    [property: JsonPropertyName("edges"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    IReadOnlyList<decimal>? Exact,
    [property: JsonPropertyName("floatingEdges"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    IReadOnlyList<double>? Floating,
    IReadOnlyList<int> ReachableBuckets,
    IReadOnlyList<int> UnreachableScores,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool EqualAbove = false)
{
    /// <summary>The edges.</summary>
    public Edges Edges() =>
        Engine.Calibration.Edges.Published(Exact, Floating, Customers, ReachableBuckets, EqualAbove);

    /// <summary>The edges of a score as they were learned.</summary>
    public static ScoreCalibration Of(Engine.Workspaces.ScoreDefinition score, Edges edges)
    {
        var scores = Enumerable.Range(1, score.Buckets);
        var reached = edges.Reachable.Select(b => score.LessIsBetter ? score.Buckets + 1 - b : b).ToHashSet();
        var isLearned = score.Cut is QuantileCut && edges.Customers > 0;
        return new ScoreCalibration(
            score.Name, score.Measure, edges.Customers, edges.Exact?.Select(Engine.Columns.Exact.Trimmed).ToArray(),
            edges.Floating, edges.Reachable, isLearned ? [.. scores.Where(s => !reached.Contains(s))] : [],
            edges.EqualAbove);
    }
}
