using System.Text.Json.Serialization;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Health;

namespace Segmentation.Functions.Health;

/// <summary>What a run keeps for the health of later ones: <c>health.json</c> of its folder.</summary>
/// <param name="Run">The run.</param>
/// <param name="Schemes">Each scheme, by name.</param>
/// <param name="Objectives">The first value of each objective.</param>
internal sealed record HealthRecord(
    int Run, IReadOnlyList<SchemeRecord> Schemes, IReadOnlyList<ObjectiveStart> Objectives)
{
    /// <summary>The name of the file.</summary>
    public const string File = "health.json";

    /// <summary>A scheme; null when the run did not have it.</summary>
    public SchemeRecord? Find(string scheme) => Schemes.FirstOrDefault(record => record.Scheme == scheme);
}

/// <summary>What is kept of a scheme.</summary>
/// <param name="Scheme">The scheme.</param>
/// <param name="Version">Its version.</param>
/// <param name="Baseline">What later runs are compared with.</param>
/// <param name="Segments">The customers of each segment, best first.</param>
/// <param name="Flows">The moves between segments since the baseline.</param>
/// <param name="Migration">The moves of this run; empty for its first result.</param>
/// <param name="Values">What customers of each segment were worth, run by run.</param>
internal sealed record SchemeRecord(
    string Scheme, int Version, SchemeBaseline Baseline, IReadOnlyList<SegmentSize> Segments,
    IReadOnlyList<SegmentFlow> Flows, IReadOnlyList<MigrationCell> Migration, IReadOnlyList<SegmentSeries> Values);

/// <summary>What a scheme was like in the first run under its version.</summary>
/// <param name="Run">The run.</param>
/// <param name="AsOf">Its as-of day.</param>
/// <param name="Segments">The customers of each segment.</param>
/// <param name="Unknown">The customers for whom a condition was unknown.</param>
/// <param name="Separation">Eta squared of value; null when it is not known.</param>
/// <param name="Columns">The distributions of its measures and scores.</param>
internal sealed record SchemeBaseline(
    int Run, DateOnly AsOf, IReadOnlyList<SegmentSize> Segments, long Unknown, double? Separation,
    IReadOnlyList<ColumnBaseline> Columns)
{
    /// <summary>The newest run that had fitted anything that the scheme decided by; 0 when nothing was.</summary>
    public int LastFit { get; init; }

    /// <summary>The customers of all segments.</summary>
    [JsonIgnore]
    public long Customers => Segments.Sum(segment => segment.Customers);
}

/// <summary>A measure or score as it was.</summary>
/// <param name="Column">The name of the column in a run's files.</param>
/// <param name="Type">Its type.</param>
/// <param name="Bins">The bins.</param>
/// <param name="Counts">The customers of each bin.</param>
internal sealed record ColumnBaseline(string Column, ColumnType Type, Bins Bins, IReadOnlyList<long> Counts);

/// <summary>The customers of a segment.</summary>
internal sealed record SegmentSize(string Segment, long Customers);

/// <summary>Customers that went from one segment to another.</summary>
internal sealed record SegmentFlow(string From, string To, long Customers);

/// <summary>A cell of the migration matrix.</summary>
/// <param name="From">The segment in the run before; null for new customers.</param>
/// <param name="To">The segment now; null for those who are gone.</param>
/// <param name="Customers">How many; those who stayed stand where both are the same.</param>
/// <param name="Share">Their share of all who were there, from 0 to 1: the probability of a Markov chain.</param>
public sealed record MigrationCell(string? From, string? To, long Customers, double Share);

/// <summary>What the customers of a segment were worth.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="Points">A point for each as-of day, by the newest run of that day; the last day last.</param>
public sealed record SegmentSeries(string Segment, IReadOnlyList<ValuePoint> Points)
{
    /// <summary>The most points that are kept.</summary>
    public const int Most = 24;
}

/// <summary>What the customers of a segment were worth in a run.</summary>
/// <param name="Run">The run.</param>
/// <param name="AsOf">Its as-of day.</param>
/// <param name="Customers">The customers.</param>
/// <param name="Value">The mean of the measure meant by value; null when there is none.</param>
/// <param name="Lifetime">The mean of the first measure of lifetime value, or of the remaining value of contracts; null
/// when there is none.</param>
public sealed record ValuePoint(int Run, DateOnly AsOf, long Customers, decimal? Value, decimal? Lifetime);

/// <summary>The first value of an objective's metric.</summary>
/// <param name="Scheme">The scheme whose objective it is; null for the workspace's.</param>
/// <param name="Segment">The segment; null for all customers.</param>
/// <param name="Objective">The objective as people read it: another text is another objective.</param>
/// <param name="AsOf">The as-of day.</param>
/// <param name="Value">The value.</param>
internal sealed record ObjectiveStart(
    string? Scheme, string? Segment, string Objective, DateOnly AsOf, decimal Value);
