using System.Text.Json.Serialization;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Lookup;

/// <summary>Why a customer is in its segment.</summary>
/// <param name="Customer">The customer's id.</param>
/// <param name="Run">The run.</param>
/// <param name="AsOf">Its as-of day.</param>
/// <param name="Scheme">The scheme.</param>
/// <param name="Segment">The segment's id.</param>
/// <param name="Name">The segment's name.</param>
public sealed record Explanation(
    string Customer, int Run, DateOnly AsOf, string Scheme, string Segment, string Name)
{
    /// <summary>What the segment means, or null.</summary>
    public string? Description { get; init; }

    /// <summary>What to do, or null.</summary>
    public string? Playbook { get; init; }

    /// <summary>The run since which the customer is in it.</summary>
    public required long SinceRun { get; init; }

    /// <summary>The as-of day of the run in which it entered its state; null unless the scheme is a lifecycle.
    /// </summary>
    public DateOnly? Entered { get; init; }

    /// <summary>The condition that held, or why none was needed, of the segment that the definition says.</summary>
    public required string DecidedBy { get; init; }

    /// <summary>What the scheme read.</summary>
    public required IReadOnlyList<ExplainedInput> Inputs { get; init; }

    /// <summary>The conditions that were unknown on the way, each in a sentence that says why.</summary>
    public IReadOnlyList<string> Unknown { get; init; } = [];

    /// <summary>The segment that the nearest change leads to; null when no single measure moves the customer. Of
    /// clusters the next one.</summary>
    public string? RunnerUp { get; init; }

    /// <summary>How far the nearest change is, in the measure's unit; null when that is no number. Of clusters how much
    /// farther the next one is, on the scales of the features.</summary>
    public decimal? Margin { get; init; }

    /// <summary>The segment that the definition says, whatever holds and whoever set another.</summary>
    public required string ModelSegment { get; init; }

    /// <summary>What keeps it where it is although the definition says another segment; null for nothing.</summary>
    public HeldSegment? Held { get; init; }

    /// <summary>What a person set; null when nobody did.</summary>
    public SetSegment? Override { get; init; }

    /// <summary>How it came there; null when it was there from the first, or the files of that run are gone.</summary>
    public LastMove? Move { get; init; }

    /// <summary>Per measure the smallest change of it alone that moves the customer, nearest first.</summary>
    public required IReadOnlyList<NearestChange> NearestChange { get; init; }

    /// <summary>The nearest change of one measure alone by which the definition would say again where the customer came
    /// from; null when there is none.</summary>
    public NearestChange? WayBack { get; init; }
}

/// <summary>What keeps a customer in its segment.</summary>
/// <param name="By"><c>buffer</c>, <c>minimum-stay</c> or <c>confirm-runs</c>.</param>
/// <param name="Until">The first day on which the minimum stay does not hold any more; null for other holds.</param>
/// <param name="Wants">The segment that the definition says.</param>
/// <param name="Confirmations">How many runs in a row have said so; null for other holds.</param>
/// <param name="ConfirmRuns">How many have to; null for other holds.</param>
public sealed record HeldSegment(string By, DateOnly? Until, string Wants, long? Confirmations, long? ConfirmRuns);

/// <summary>What a scheme read.</summary>
/// <param name="Measure">The measure; the other scheme or its score; or the condition of a scorecard's row.</param>
/// <param name="Value">Its value; null when the customer has none.</param>
/// <param name="Score">Its score; null when it is not scored.</param>
/// <param name="Scores">The number of scores; null when it is not scored.</param>
/// <param name="Edges">The edges between the scores, ascending; null when it is not scored.</param>
/// <param name="Boundary">The nearest edge; null when it is not scored.</param>
public sealed record ExplainedInput(
    string Measure, object? Value, long? Score, int? Scores, IReadOnlyList<object>? Edges, object? Boundary)
{
    /// <summary>The row of the scorecard that it counts for; left out in other kinds.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Contribution { get; init; }

    /// <summary>The lifetime models that the measure asks, with what they knew of the customer; left out without any.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ExplainedModel>? Models { get; init; }

    /// <summary>The points of the row; left out in other kinds, and when the customer is not scored.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? Points { get; init; }

    /// <summary>
    /// The part that a feature has in the squared distance to the middle of the nearest cluster, on the scales of the
    /// features; left out in schemes of other kinds.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? Distance { get; init; }

    /// <summary>The feature's value in the middle of that cluster; left out in schemes of other kinds.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? Typical { get; init; }
}

/// <summary>The smallest change of one measure alone that moves a customer.</summary>
/// <param name="Measure">The measure.</param>
/// <param name="From">Its value; null for none.</param>
/// <param name="To">The value that moves the customer; null when it moves without any.</param>
/// <param name="Segment">The segment it moves to.</param>
public sealed record NearestChange(string Measure, object? From, object? To, string Segment);
