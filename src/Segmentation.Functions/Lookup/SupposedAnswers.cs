using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace Segmentation.Functions.Lookup;

/// <summary>A stored customer as somebody supposes it to be.</summary>
/// <param name="Measures">The measures that differ, by name, null for none.</param>
/// <param name="Scheme">The only scheme to decide; null for all.</param>
internal sealed record WhatIfBody(
    [property: Required] IReadOnlyDictionary<string, JsonElement>? Measures, string? Scheme);

/// <summary>A customer that is not stored.</summary>
/// <param name="Measures">Its measures by name; those that are left out are null, and 0 where they never are.</param>
/// <param name="AsOf">The as-of day; null for that of the published run.</param>
internal sealed record ScoreBody(
    [property: Required] IReadOnlyDictionary<string, JsonElement>? Measures, DateOnly? AsOf);

/// <summary>What a stored customer would be.</summary>
/// <param name="Customer">The customer's id.</param>
/// <param name="Run">The published run, whose definitions and edges decide.</param>
/// <param name="Schemes">Per scheme the segment.</param>
internal sealed record WhatIfAnswer(
    string Customer, int Run, IReadOnlyDictionary<string, SupposedSegment> Schemes);

/// <summary>A segment that a customer would be in.</summary>
/// <param name="Segment">The segment's id.</param>
/// <param name="Name">The name that people read.</param>
/// <param name="Scores">The scores or points by name; null where it has none.</param>
/// <param name="Changed">Whether it is another one than the definition says now.</param>
/// <param name="From">The segment that the definition says now.</param>
/// <param name="DecidedBy">The condition that held, or why none was needed.</param>
/// <param name="NearestChange">Per measure the smallest further change of it alone that moves the customer.</param>
internal sealed record SupposedSegment(
    string Segment, string Name, IReadOnlyDictionary<string, object?> Scores, bool Changed, string? From,
    string DecidedBy, IReadOnlyList<NearestChange> NearestChange);

/// <summary>What a customer that is not stored would be.</summary>
/// <param name="Provisional">Always true: nothing is kept.</param>
/// <param name="Run">The published run, whose definitions and edges decide.</param>
/// <param name="AsOf">The as-of day.</param>
/// <param name="Schemes">Per scheme the segment.</param>
internal sealed record ScoreAnswer(
    bool Provisional, int Run, DateOnly AsOf, IReadOnlyDictionary<string, ScoredSegment> Schemes);

/// <summary>A segment that a customer that is not stored would be in.</summary>
/// <param name="Segment">The segment's id.</param>
/// <param name="Name">The name that people read.</param>
/// <param name="Scores">The scores or points by name; null where it has none.</param>
/// <param name="DecidedBy">The condition that held, or why none was needed.</param>
/// <param name="Inputs">What the scheme read.</param>
/// <param name="Unknown">The conditions that were unknown on the way, each in a sentence that says why.</param>
/// <param name="NearestChange">Per measure the smallest change of it alone that moves the customer.</param>
internal sealed record ScoredSegment(
    string Segment, string Name, IReadOnlyDictionary<string, object?> Scores, string DecidedBy,
    IReadOnlyList<ExplainedInput> Inputs, IReadOnlyList<string> Unknown, IReadOnlyList<NearestChange> NearestChange);
