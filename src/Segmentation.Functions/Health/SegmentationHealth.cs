using System.Text.Json.Serialization;
using Segmentation.Functions.Reviews;

namespace Segmentation.Functions.Health;

/// <summary>How a run finds the segmentation itself: <c>health</c> in <c>report.json</c>.</summary>
/// <param name="Verdict">The worst of its schemes: stable, watch or refit.</param>
/// <param name="Reason">Why, in a sentence with the figures.</param>
/// <param name="Summary">The same for everybody, without figures of statistics.</param>
/// <param name="Schemes">Each scheme, by name.</param>
/// <param name="Objectives">How far objectives that name a metric are.</param>
public sealed record SegmentationHealth(
    string Verdict, string Reason, string Summary, IReadOnlyList<SchemeHealth> Schemes,
    IReadOnlyList<ObjectiveProgress> Objectives);

/// <summary>How a run finds a scheme.</summary>
/// <param name="Scheme">The scheme.</param>
/// <param name="Version">Its version.</param>
/// <param name="Verdict">stable, watch or refit.</param>
/// <param name="Reason">Why, in a sentence that begins with the verdict and the scheme.</param>
public sealed record SchemeHealth(string Scheme, int Version, string Verdict, string Reason)
{
    /// <summary>The same without figures of statistics.</summary>
    [JsonIgnore]
    internal string Summary { get; init; } = "";

    /// <summary>
    /// Whether its segments are learned, so that a refit learns them anew; else a person reviews the definition.
    /// </summary>
    public bool IsLearned { get; init; }

    /// <summary>The run that it is compared with; null for the first under its version, or since a refit.</summary>
    public ComparedRun? Baseline { get; init; }

    /// <summary>How far the shares of the segments are from those of the baseline; null without one.</summary>
    public ColumnShift? SegmentShift { get; init; }

    /// <summary>The same of each measure that the scheme uses.</summary>
    public IReadOnlyList<ColumnShift> Measures { get; init; } = [];

    /// <summary>The same of each score.</summary>
    public IReadOnlyList<ColumnShift> Scores { get; init; } = [];

    /// <summary>The segments, best first.</summary>
    public IReadOnlyList<SegmentShare> Segments { get; init; } = [];

    /// <summary>
    /// The share of the variance of value, from 0 to 1, that lies between segments (eta squared); null when the
    /// workspace names no value, or it does not vary.
    /// </summary>
    public double? Separation { get; init; }

    /// <summary>How evenly customers are spread.</summary>
    public SegmentBalance Balance { get; init; } = new(null, null, 0, null, 0, false);

    /// <summary>The share of customers, from 0 to 1, that came back at least twice within 90 days.</summary>
    public double FlapRate { get; init; }

    /// <summary>The share of customers for whom a condition was unknown, from 0 to 1.</summary>
    public double UnknownRate { get; init; }

    /// <summary>The share of customers whose segment a person set, from 0 to 1.</summary>
    public double OverrideRate { get; init; }

    /// <summary>The share of customers of whom the definition says other than the person, from 0 to 1.</summary>
    public double ConflictRate { get; init; }

    /// <summary>When it is to be looked at again, by its definition, on the as-of day.</summary>
    public ReviewState? Review { get; init; }
}

/// <summary>The run that a scheme is compared with.</summary>
/// <param name="Run">The run.</param>
/// <param name="AsOf">Its as-of day.</param>
/// <param name="Customers">Its customers.</param>
public sealed record ComparedRun(int Run, DateOnly AsOf, long Customers);

/// <summary>How far a distribution is from the baseline's.</summary>
/// <param name="Name">The measure, score or scheme.</param>
/// <param name="Psi">The population stability index; null when either run has no customers.</param>
/// <param name="Level">stable, watch or refit; unknown for too few customers.</param>
public sealed record ColumnShift(string Name, double? Psi, string Level);

/// <summary>The share of a segment.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="Share">Its share of the customers, from 0 to 1.</param>
/// <param name="BaselineShare">Its share in the baseline; null without one.</param>
/// <param name="ExpectedShare">The share that it would have if customers had moved like the last time; null when no
/// move is known.</param>
public sealed record SegmentShare(string Segment, double Share, double? BaselineShare, double? ExpectedShare);

/// <summary>How evenly customers are spread over segments.</summary>
/// <param name="Evenness">Entropy as a part of the most it could be, from 0 to 1; null for fewer than 2 segments, or
/// without customers.</param>
/// <param name="Largest">The largest segment; null without customers.</param>
/// <param name="LargestShare">Its share, from 0 to 1.</param>
/// <param name="Smallest">The smallest segment; null without customers.</param>
/// <param name="SmallestShare">Its share, from 0 to 1.</param>
/// <param name="IsBalanced">Whether no segment has more than 60 %, and none less than both 1 % and 30 customers.
/// </param>
public sealed record SegmentBalance(
    double? Evenness, string? Largest, double LargestShare, string? Smallest, double SmallestShare, bool IsBalanced);

/// <summary>How far an objective is that names a metric.</summary>
/// <param name="Scheme">The scheme whose objective it is; null for the workspace's.</param>
/// <param name="Segment">The segment whose objective it is; null for all customers.</param>
/// <param name="Objective">The objective as people read it.</param>
/// <param name="Metric">The metric.</param>
/// <param name="Text">How far it is, in a sentence.</param>
public sealed record ObjectiveProgress(string? Scheme, string? Segment, string Objective, string Metric, string Text)
{
    /// <summary>The metric now: the mean of a measure, the share for which it is true, or the share to whom an outcome
    /// happened; null when it is not known.</summary>
    public decimal? Now { get; init; }

    /// <summary>The same in the first run that had this objective.</summary>
    public decimal? First { get; init; }

    /// <summary>That run's as-of day.</summary>
    public DateOnly? Since { get; init; }

    /// <summary>The value to reach; null when not said.</summary>
    public decimal? Target { get; init; }

    /// <summary>The day by which it is to be reached; null when not said.</summary>
    public DateOnly? By { get; init; }

    /// <summary>The change since then, in 30 days; null when no day has passed.</summary>
    public decimal? PerMonth { get; init; }

    /// <summary>The change that is needed from now on, in 30 days; null when it cannot be told.</summary>
    public decimal? NeededPerMonth { get; init; }

    /// <summary>Whether going on like this reaches it; null when it cannot be told.</summary>
    public bool? IsOnPace { get; init; }
}
