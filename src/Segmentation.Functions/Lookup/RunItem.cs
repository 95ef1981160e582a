using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Lookup;

/// <summary>What a caller asks a run for.</summary>
/// <param name="AsOf">Its as-of day; without one that of an import that was not segmented yet, else today.</param>
/// <param name="Refit">Whether lifetime models and clusters are fitted anew.</param>
internal sealed record AskedRun(DateOnly? AsOf, bool Refit = false);

/// <summary>A run that was asked for, or decided on.</summary>
/// <param name="Run">Its number.</param>
/// <param name="State">Its state.</param>
internal sealed record AskedRunAnswer(int Run, string State);

/// <summary>A page of runs.</summary>
/// <param name="Items">The runs, newest first.</param>
/// <param name="Next">The cursor of the next page; null on the last.</param>
internal sealed record RunList(IReadOnlyList<RunItem> Items, string? Next);

/// <summary>A run with its report.</summary>
/// <param name="Run">The run.</param>
/// <param name="Held">The schemes in which so many customers would move that the run is held; null for none.</param>
/// <param name="Report">What it found; null when people may not see it, or its files are not kept any more.</param>
internal sealed record RunAnswer(RunItem Run, IReadOnlyList<HeldScheme>? Held, RunReport? Report);

/// <summary>A run.</summary>
/// <param name="Run">Its number, from 1.</param>
/// <param name="State"><c>queued</c>, <c>scoring</c>, <c>projecting</c>, <c>published</c>, <c>failed</c>, <c>held</c>,
/// <c>released</c> or <c>discarded</c>.</param>
/// <param name="Kind">What kind of run it is.</param>
/// <param name="IsCurrent">Whether it is the published one that people see.</param>
/// <param name="Trigger">Why it is made: <c>request</c>, <c>import</c>, <c>workspace</c>, <c>schedule</c>,
/// <c>override</c>, <c>split</c>, <c>erasure</c>, <c>release</c> or <c>rollback</c>.</param>
internal sealed record RunItem(int Run, string State, string Kind, bool IsCurrent, string Trigger)
{
    /// <summary>Its as-of day; null before it begins.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>The version of the base; null before it begins.</summary>
    public int? BaseVersion { get; init; }

    /// <summary>The version of the definitions; null before it begins.</summary>
    public string? WorkspaceVersion { get; init; }

    /// <summary>Its customers; null before they are scored.</summary>
    public long? Customers { get; init; }

    /// <summary>Its moves; null before they are written.</summary>
    public long? Moves { get; init; }

    /// <summary>How many of its messages were too large to send; null before the last was sent.</summary>
    public int? Parked { get; init; }

    /// <summary>When it was asked for.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it was published.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>When its last step ended, messages and results included.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Why it failed or is held, as a person reads it; null when neither is so.</summary>
    public string? Error { get; init; }

    /// <summary>Why the files that people take away could not be written; null when they were, or nobody tried.
    /// </summary>
    public string? ExportError { get; init; }
}
