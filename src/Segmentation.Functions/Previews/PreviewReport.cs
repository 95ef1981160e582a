using System.Text.Json.Serialization;
using Segmentation.Engine.Linting;
using Segmentation.Engine.Schemes;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Previews;

/// <summary>What a run with other definitions would do; nothing of it is kept.</summary>
/// <param name="ComparedWith">The published run that it is compared with; null before the first.</param>
/// <param name="Workspace">The workspace.</param>
/// <param name="WorkspaceVersion">The hash of the candidate's definitions.</param>
/// <param name="PublishedVersion">The hash of the published run's definitions; null before the first.</param>
/// <param name="BaseVersion">The version of the base.</param>
/// <param name="AsOf">The as-of day.</param>
/// <param name="Customers">The customers, each with one segment per scheme.</param>
/// <param name="Currency">The currency of values; null when the workspace names none.</param>
/// <param name="Schemes">The candidate's schemes, by name.</param>
/// <param name="RemovedSchemes">The schemes of the published run that the candidate does not decide.</param>
/// <param name="Overlaps">How each pair of schemes, of which one is changed, divides the customers.</param>
/// <param name="MovesByCause">The customers that would move, by cause.</param>
/// <param name="Moves">The same by scheme, from, to and cause.</param>
/// <param name="Skipped">The schemes that would not run, and why.</param>
/// <param name="Problems">What the linter warns of in the definitions.</param>
/// <param name="Findings">What it finds in the segments, the worst first.</param>
/// <param name="Held">The schemes in which too many would move, so that the run would be held; null for none.</param>
/// <param name="Warnings">What a person should know, first that the run would be held.</param>
public sealed record PreviewReport(
    int? ComparedWith,
    string Workspace,
    string WorkspaceVersion,
    string? PublishedVersion,
    int BaseVersion,
    DateOnly AsOf,
    long Customers,
    string? Currency,
    IReadOnlyList<SchemePreview> Schemes,
    IReadOnlyList<string> RemovedSchemes,
    IReadOnlyList<SchemeOverlap> Overlaps,
    IReadOnlyDictionary<string, long> MovesByCause,
    IReadOnlyList<Flow> Moves,
    IReadOnlyList<SkippedScheme> Skipped,
    IReadOnlyList<string> Problems,
    IReadOnlyList<Finding> Findings,
    IReadOnlyList<HeldScheme>? Held,
    IReadOnlyList<string> Warnings);

/// <summary>What would become of a scheme.</summary>
/// <param name="Scheme">The scheme.</param>
/// <param name="Version">The candidate's version.</param>
/// <param name="IsNew">Whether the published run has no such scheme, so that nobody moves.</param>
/// <param name="IsChanged">Whether it, or what it reads, is defined otherwise than in the published run.</param>
/// <param name="Moved">The customers in another segment than the published one; not those that come or go.</param>
/// <param name="MovedShare">Their share of the customers, from 0 to 1: what <c>hold_if_moved</c> is about.</param>
/// <param name="ValueAtStake">Their value; null when the workspace names none.</param>
/// <param name="Downgraded">Those of them that go to a worse segment.</param>
/// <param name="DowngradedValue">Their value; null when the workspace names none.</param>
/// <param name="Segments">The sizes, the candidate's segments first, best first, then those that it lacks.</param>
/// <param name="Matrix">Who would be where: by published segment, then by candidate segment.</param>
/// <param name="Funnel">How customers come to the segments.</param>
public sealed record SchemePreview(
    string Scheme,
    int Version,
    bool IsNew,
    bool IsChanged,
    long Moved,
    decimal MovedShare,
    decimal? ValueAtStake,
    long Downgraded,
    decimal? DowngradedValue,
    IReadOnlyList<SegmentPreview> Segments,
    IReadOnlyList<MatrixCell> Matrix,
    IReadOnlyList<FunnelStep> Funnel)
{
    /// <summary>The customers that holds would keep where they are, so that segments have others than their conditions
    /// take; left out when there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public HeldCounts? Held { get; init; }
}

/// <summary>A segment before and after.</summary>
/// <param name="Segment">The segment, under the id that it has now.</param>
/// <param name="Name">The name that people read.</param>
/// <param name="Before">Its customers in the published run; null when it was not there.</param>
/// <param name="After">Its customers under the candidate; null when it is not there any more.</param>
/// <param name="ValueBefore">Their value then; null when none is known.</param>
/// <param name="ValueAfter">Their value now; null when none is known.</param>
public sealed record SegmentPreview(
    string Segment, string Name, long? Before, long? After, decimal? ValueBefore, decimal? ValueAfter);

/// <summary>Customers of the same two segments.</summary>
/// <param name="From">The published segment, under the id that it has now; null for customers that are new.</param>
/// <param name="To">The candidate's segment; null for customers that are not there any more.</param>
/// <param name="Customers">How many, at least 1.</param>
/// <param name="Value">Their value as the candidate measures it, and the last one of those that are gone; null when
/// none is known.</param>
public sealed record MatrixCell(string? From, string? To, long Customers, decimal? Value);

/// <summary>How two schemes divide the same customers.</summary>
/// <param name="First">A scheme.</param>
/// <param name="Second">Another.</param>
/// <param name="Cells">The pairs of segments that have customers.</param>
public sealed record SchemeOverlap(string First, string Second, IReadOnlyList<OverlapCell> Cells);

/// <summary>The customers that two segments share.</summary>
/// <param name="First">A segment of the first scheme.</param>
/// <param name="Second">A segment of the second scheme.</param>
/// <param name="Customers">The customers in both, at least 1.</param>
/// <param name="Jaccard">Those in both as a part of those in either, above 0 to 1.</param>
public sealed record OverlapCell(string First, string Second, long Customers, decimal Jaccard);
