using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Lookup;

/// <summary>Where a customer is.</summary>
/// <param name="Customer">The customer's id.</param>
/// <param name="Name">Its name; null when it has none.</param>
/// <param name="Owner">Its owner; null when it has none.</param>
/// <param name="Run">The run that the answer is of.</param>
/// <param name="AsOf">The run's as-of day.</param>
/// <param name="PublishedAt">When the run was published.</param>
/// <param name="Stale">Whether base or definitions are newer than the run's.</param>
/// <param name="Segments">Per scheme the segment.</param>
public sealed record CustomerAnswer(
    string Customer, string? Name, string? Owner, int Run, DateOnly AsOf, DateTimeOffset PublishedAt, bool Stale,
    IReadOnlyDictionary<string, SegmentAnswer> Segments)
{
    /// <summary>The measures, when they were asked for and the run's files are kept.</summary>
    [System.Text.Json.Serialization.JsonIgnore(
        Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, object?>? Measures { get; init; }
}

/// <summary>A customer's segment in a scheme.</summary>
/// <param name="Segment">The segment's id.</param>
/// <param name="Name">The name that people read.</param>
/// <param name="Since">When the run was published since which the customer is in it.</param>
/// <param name="Scores">The scores or points by name; null when that run's files are not kept.</param>
/// <param name="ModelSegment">The segment that the definition says, whatever holds and whoever set another.</param>
/// <param name="Override">What a person set; null when nobody did.</param>
/// <param name="HeldUntil">The first day on which a minimum stay does not hold the customer any more; null when none
/// does.</param>
public sealed record SegmentAnswer(
    string Segment, string Name, DateTimeOffset? Since, IReadOnlyDictionary<string, decimal?>? Scores,
    string ModelSegment, SetSegment? Override, DateOnly? HeldUntil)
{
    /// <summary>The as-of day of the run in which the customer entered its state; left out unless the scheme is a
    /// lifecycle and the day is known.</summary>
    [System.Text.Json.Serialization.JsonIgnore(
        Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? Entered { get; init; }
}

/// <summary>A customer that is in the base and in no published run, or in neither.</summary>
/// <param name="Customer">The customer's id.</param>
/// <param name="Status"><c>awaiting-first-run</c> or <c>unknown-customer</c>.</param>
public sealed record CustomerStatus(string Customer, string Status)
{
    /// <summary>The customer was imported, and no published run has it yet.</summary>
    public const string Awaiting = "awaiting-first-run";

    /// <summary>There is no such customer.</summary>
    public const string Unknown = "unknown-customer";
}
