using Segmentation.Engine.Calibration;

namespace Segmentation.Engine.Workspaces;

/// <summary>How the segments of a scheme are decided.</summary>
public enum SchemeKind
{
    /// <summary>The first segment whose condition holds; the last one has none.</summary>
    Rules,

    /// <summary>Measures become scores, and conditions over the scores name the cells.</summary>
    Grid,

    /// <summary>One measure becomes a score, and each of its values is a segment.</summary>
    Tiers,
}

/// <summary>One way to segment: each customer has exactly one of its segments.</summary>
/// <param name="Name">The scheme's id, in kebab-case.</param>
/// <param name="At">Where the scheme stands.</param>
/// <param name="Version">The version of the document, at least 1.</param>
/// <param name="Kind">How the segments are decided.</param>
public sealed record SchemeDefinition(string Name, Location At, int Version, SchemeKind Kind)
{
    /// <summary>What it is for, and who answers for it.</summary>
    public Purpose Purpose { get; init; } = Purpose.Unsaid;

    /// <summary>The streams (or <c>customers</c>) without which the scheme is skipped.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>The scores, in the order of the file. Rules have none, tiers one.</summary>
    public IReadOnlyList<ScoreDefinition> Scores { get; init; } = [];

    /// <summary>The segment of a customer with any score input null; null for a scheme without scores.</summary>
    public string? Missing { get; init; }

    /// <summary>
    /// The segments, best first; the last that is decided has no condition. The <see cref="Missing"/> segment has none
    /// either and may stand anywhere.
    /// </summary>
    public IReadOnlyList<SegmentDefinition> Segments { get; init; } = [];
}

/// <summary>A measure on a scale from 1 (worst) to the number of buckets (best).</summary>
/// <param name="Name">The score's name.</param>
/// <param name="At">Where the score stands.</param>
/// <param name="Measure">The measure that is scored.</param>
/// <param name="Cut">Where the measure is cut into 2 to 100 buckets.</param>
/// <param name="LessIsBetter">Whether a small value gets a high score.</param>
public sealed record ScoreDefinition(string Name, Location At, string Measure, Cut Cut, bool LessIsBetter)
{
    /// <summary>The number of buckets, which is the best score.</summary>
    public int Buckets => Cut.Buckets;
}

/// <summary>One segment of a scheme.</summary>
/// <param name="Id">The id, in kebab-case.</param>
/// <param name="At">Where the segment stands.</param>
/// <param name="Name">The name that people read.</param>
/// <param name="When">The condition over scores and measures; null for the last resort and the missing segment.</param>
/// <param name="Playbook">The playbook's name, or null.</param>
/// <param name="Description">What the segment means, in a sentence, or null.</param>
public sealed record SegmentDefinition(
    string Id, Location At, string Name, ExpressionText? When, string? Playbook, string? Description)
{
    /// <summary>Why its customers need a person's attention; null when they do not.</summary>
    public AttentionText? Attention { get; init; }

    /// <summary>Who answers for it; null when not said.</summary>
    public string? Owner { get; init; }

    /// <summary>What is to be reached with its customers; null when not said.</summary>
    public Objective? Objective { get; init; }
}
