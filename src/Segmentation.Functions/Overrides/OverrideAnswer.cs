using Segmentation.Engine.Tracking;

namespace Segmentation.Functions.Overrides;

/// <summary>An override that was set or taken back.</summary>
/// <param name="Customer">The customer's id.</param>
/// <param name="Scheme">The scheme.</param>
/// <param name="Override">What is set now; null for nothing.</param>
/// <param name="Run">The run that makes it so.</param>
/// <param name="State">The run's state.</param>
internal sealed record OverrideAnswer(string Customer, string Scheme, Override? Override, int Run, string State);

/// <summary>An override as it is.</summary>
/// <param name="Customer">The customer's id.</param>
/// <param name="Scheme">The scheme.</param>
/// <param name="Segment">The segment that a person set.</param>
/// <param name="Reason">Why.</param>
/// <param name="Author">Who set it.</param>
internal sealed record OverrideState(string Customer, string Scheme, string Segment, string Reason, string Author)
{
    /// <summary>The first day on which it does not hold any more, in the workspace's zone.</summary>
    public DateOnly Expires { get; init; }

    /// <summary>When it was set.</summary>
    public DateTimeOffset SetAt { get; init; }

    /// <summary>In how many published runs in a row the model said another segment.</summary>
    public int ConflictRuns { get; init; }
}
