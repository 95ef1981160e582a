using Segmentation.Functions.Previews;
using Segmentation.Functions.Results;

namespace Segmentation.Functions.Reports;

/// <summary>Two published runs beside each other, and what happened in between: the answer of a comparison.</summary>
/// <param name="From">The earlier run.</param>
/// <param name="To">The later run.</param>
/// <param name="Workspace">The workspace.</param>
/// <param name="Currency">The currency of money; null when the workspace names none.</param>
/// <param name="Customers">The customers of both, who came and who went.</param>
/// <param name="Schemes">Each scheme of either run: those of the later run first.</param>
/// <param name="Causes">Why customers moved in all runs in between, the most frequent first.</param>
/// <param name="Definitions">When definitions changed in between, and by whom.</param>
/// <param name="Objectives">How far objectives were, and are.</param>
/// <param name="Served">Segments that get a larger or smaller part of the time than of the value.</param>
/// <param name="Skills">Working time needed and available.</param>
/// <param name="Overrides">Segments set by persons that end soon, or with which the definition does not agree.</param>
/// <param name="Unread">The schemes for which nobody asked by name on any day in between; empty when nobody counted.
/// </param>
/// <param name="Reviews">When definitions are to be looked at again, on the day of the later run.</param>
/// <param name="Missing">What cannot be told, and why; empty when everything is.</param>
public sealed record RunComparison(
    ComparedSide From, ComparedSide To, string Workspace, string? Currency, ComparedCustomers Customers,
    IReadOnlyList<ComparedScheme> Schemes, IReadOnlyList<CauseTotal> Causes,
    IReadOnlyList<ChangedDefinitions> Definitions, IReadOnlyList<ComparedObjective> Objectives,
    IReadOnlyList<ServedSegment> Served, IReadOnlyList<SkillLine> Skills, IReadOnlyList<OpenOverride> Overrides,
    IReadOnlyList<string> Unread, IReadOnlyList<DueReview> Reviews, IReadOnlyList<string> Missing);

/// <summary>A run of a comparison.</summary>
/// <param name="Run">The run.</param>
/// <param name="AsOf">Its as-of day.</param>
/// <param name="PublishedAt">When it was published.</param>
/// <param name="Customers">Its customers.</param>
/// <param name="Value">The sum of their value; null when the workspace names none.</param>
/// <param name="Verdict">How the segmentation was: stable, watch or refit; null when nobody looked.</param>
/// <param name="Health">The same in a sentence.</param>
public sealed record ComparedSide(
    int Run, DateOnly AsOf, DateTimeOffset PublishedAt, long Customers, decimal? Value, string? Verdict,
    string? Health);

/// <summary>What became of the customers between two runs; all null when the files of either are not kept.</summary>
/// <param name="Stayed">Those of both runs.</param>
/// <param name="New">Those of the later run alone.</param>
/// <param name="Gone">Those of the earlier run alone, without those who were merged.</param>
/// <param name="Merged">Those who turned out to be the same as another.</param>
public sealed record ComparedCustomers(long? Stayed, long? New, long? Gone, long? Merged)
{
    /// <summary>The value of the new ones; null when it is not known.</summary>
    public decimal? NewValue { get; init; }

    /// <summary>The last value of those who are gone; null when it is not known.</summary>
    public decimal? GoneValue { get; init; }

    /// <summary>What was kept of the value of the earlier run; null when it is not known.</summary>
    public RetainedValue? Retained { get; init; }
}

/// <summary>What was kept of the value that customers had in the earlier run.</summary>
/// <param name="StartingValue">The value of those who had any.</param>
/// <param name="Grr">Gross revenue retention: the part of it that was not lost; null when there was none.</param>
/// <param name="Nrr">Net revenue retention: with what the same customers are worth more; may be above 1.</param>
public sealed record RetainedValue(decimal StartingValue, decimal? Grr, decimal? Nrr)
{
    /// <summary>The same of sums.</summary>
    internal static RetainedValue Of(Retention sums) => new(ExactSum.Amount(sums.Start), sums.Grr, sums.Nrr);
}

/// <summary>A scheme then and now.</summary>
/// <param name="Scheme">The scheme.</param>
/// <param name="VersionThen">Its version in the earlier run; null when it was not there.</param>
/// <param name="VersionNow">Its version in the later run; null when it is gone.</param>
/// <param name="Segments">Its segments, best first; those that are gone come last.</param>
/// <param name="Matrix">Who went from where to where; null when the files of either run are not kept.</param>
/// <param name="Causes">Why, the most frequent first.</param>
public sealed record ComparedScheme(
    string Scheme, int? VersionThen, int? VersionNow, IReadOnlyList<ComparedSegment> Segments,
    IReadOnlyList<MatrixCell>? Matrix, IReadOnlyList<CauseTotal> Causes);

/// <summary>A segment then and now.</summary>
/// <param name="Segment">The segment, under the id that it has now.</param>
/// <param name="Name">The name that people read.</param>
/// <param name="Then">Its size in the earlier run; null when it was not there.</param>
/// <param name="Now">Its size in the later run; null when it is gone.</param>
/// <param name="Retained">What was kept of the value of those who were in it then; null when it is not known.</param>
public sealed record ComparedSegment(
    string Segment, string Name, ComparedSize? Then, ComparedSize? Now, RetainedValue? Retained);

/// <summary>The size of a segment.</summary>
/// <param name="Customers">Its customers.</param>
/// <param name="Value">The sum of their value; null when the workspace names none.</param>
public sealed record ComparedSize(long Customers, decimal? Value);

/// <summary>Moves of one cause.</summary>
/// <param name="Cause">The cause.</param>
/// <param name="Moves">How many moves; a customer that moved twice counts twice.</param>
/// <param name="Value">The value of those who moved, each at its move; null when it is not known.</param>
public sealed record CauseTotal(string Cause, long Moves, decimal? Value);

/// <summary>Definitions that went live.</summary>
/// <param name="Version">Their version.</param>
/// <param name="At">When.</param>
/// <param name="How">How, as the list of definitions tells it.</param>
/// <param name="Author">Who did; null when not said.</param>
/// <param name="Note">What for; null when not said.</param>
/// <param name="Schemes">The schemes that decide otherwise since.</param>
public sealed record ChangedDefinitions(
    string Version, DateTimeOffset At, string How, string? Author, string? Note, IReadOnlyList<string> Schemes);

/// <summary>An objective then and now.</summary>
/// <param name="Scheme">The scheme whose objective it is; null for the workspace's.</param>
/// <param name="Segment">The segment whose objective it is; null for all customers.</param>
/// <param name="Objective">The objective as people read it.</param>
/// <param name="Then">The metric in the earlier run; null when it is not known.</param>
/// <param name="Now">The metric in the later run; null when it is not known.</param>
/// <param name="Target">The value to reach; null when not said.</param>
/// <param name="By">The day by which it is to be reached; null when not said.</param>
/// <param name="IsOnPace">Whether going on like this reaches it; null when it cannot be told.</param>
/// <param name="Text">How far it is, in a sentence.</param>
public sealed record ComparedObjective(
    string? Scheme, string? Segment, string Objective, decimal? Then, decimal? Now, decimal? Target, DateOnly? By,
    bool? IsOnPace, string Text);

/// <summary>A segment whose part of the allocated time is not its part of the value.</summary>
/// <param name="Scheme">The scheme.</param>
/// <param name="Segment">The segment.</param>
/// <param name="Name">The name that people read.</param>
/// <param name="Hours">The hours that are allocated to its customers.</param>
/// <param name="HoursShare">Its part of all hours, from 0 to 1.</param>
/// <param name="ValueShare">Its part of the value, from 0 to 1.</param>
/// <param name="IsOver">Whether it gets more time than value; less otherwise.</param>
public sealed record ServedSegment(
    string Scheme, string Segment, string Name, decimal Hours, decimal HoursShare, decimal ValueShare, bool IsOver);

/// <summary>A segment set by a person that needs a decision; as it is at present.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="Scheme">The scheme.</param>
/// <param name="Segment">The segment that was set.</param>
/// <param name="Author">Who set it.</param>
/// <param name="Expires">The first day on which it does not hold any more.</param>
/// <param name="ConflictRuns">In how many runs in a row the definition said another segment.</param>
public sealed record OpenOverride(
    string Customer, string Scheme, string Segment, string Author, DateOnly Expires, int ConflictRuns);

/// <summary>A review that is due.</summary>
/// <param name="Scheme">The scheme; <c>workspace</c> for all definitions.</param>
/// <param name="Due">The day on which it is due.</param>
/// <param name="Overdue">For how many days it has been due; 0 for not yet.</param>
public sealed record DueReview(string Scheme, DateOnly Due, int Overdue);
