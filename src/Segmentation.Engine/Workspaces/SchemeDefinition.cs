using Segmentation.Engine.Calibration;
using Segmentation.Engine.Clustering;
using Segmentation.Engine.Columns;

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

    /// <summary>Scores and conditions are worth points, and each segment begins at a number of them.</summary>
    Scorecard,

    /// <summary>Segments are states, decided by conditions, that name the states that may follow.</summary>
    Lifecycle,

    /// <summary>Segments are learned from measures, and frozen until a refit.</summary>
    Clusters,
}

/// <summary>What becomes of a customer for whom a condition is neither true nor false.</summary>
public enum UnknownPolicy
{
    /// <summary>The condition does not hold.</summary>
    Excluded,

    /// <summary>The condition holds.</summary>
    Included,

    /// <summary>The customer goes to the scheme's missing segment.</summary>
    Unknown,
}

/// <summary>One way to segment: each customer has exactly one of its segments.</summary>
/// <param name="Name">The scheme's id, in kebab-case.</param>
/// <param name="At">Where the scheme stands.</param>
/// <param name="Version">The version of the document, at least 1.</param>
/// <param name="Kind">How the segments are decided.</param>
public sealed record SchemeDefinition(string Name, Location At, int Version, SchemeKind Kind)
{
    /// <summary>What stands for all definitions where a scheme is named: no scheme has this name.</summary>
    public const string Reserved = "workspace";

    /// <summary>What it is for, and who answers for it.</summary>
    public Purpose Purpose { get; init; } = Purpose.Unsaid;

    /// <summary>The streams (or <c>customers</c>) without which the scheme is skipped.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>The scores, in the order of the file. Rules have none, tiers one.</summary>
    public IReadOnlyList<ScoreDefinition> Scores { get; init; } = [];

    /// <summary>The rows of a scorecard, in the order of the file; empty for other kinds.</summary>
    public IReadOnlyList<PointsDefinition> Points { get; init; } = [];

    /// <summary>What segments are learned from; null in schemes of other kinds.</summary>
    public ClustersDefinition? Clusters { get; init; }

    /// <summary>What a run learned; null in schemes of other kinds, and before any run is calibrated.</summary>
    public LearnedClusters? Learned { get; init; }

    /// <summary>
    /// The segment of customers with any score input or feature null, or for whom a condition is unknown whose policy
    /// says so; null when there are no such customers.
    /// </summary>
    public string? Missing { get; init; }

    /// <summary>The states in which a customer may begin; null for any, and in other kinds.</summary>
    public IReadOnlyList<string>? Entry { get; init; }

    /// <summary>
    /// The segments, best first; the last that is decided has no condition. The <see cref="Missing"/> segment has none
    /// either and may stand anywhere. Of learned ones the definition alone has those that it names; those of a run are
    /// all there.
    /// </summary>
    public IReadOnlyList<SegmentDefinition> Segments { get; init; } = [];

    /// <summary>What keeps customers from moving to and fro.</summary>
    public HoldRules Holds { get; init; } = HoldRules.None;

    /// <summary>Whether it is kept since which day a customer is in its segment.</summary>
    public bool KeepsEntered => Kind == SchemeKind.Lifecycle || Holds.MinimumStay is not null;

    /// <summary>The columns of numbers that lead to the segment: scores, or contributions and their total.</summary>
    public IReadOnlyList<ScoreColumn> Columns => Kind == SchemeKind.Scorecard
        ?
        [
            .. Points.Select(row => new ScoreColumn(row.Name, row.At, ColumnType.Money)),
            new ScoreColumn(Forms.ColumnOf(Name, "points"), At, ColumnType.Money),
        ]
        : [.. Scores.Select(score => new ScoreColumn(score.Name, score.At, ColumnType.Integer))];

    /// <summary>The id that a segment of the published run has now.</summary>
    public string Today(string segment) =>
        Segments.FirstOrDefault(renamed => renamed.RenamedFrom == segment)?.Id ?? segment;

    /// <summary>The name of the column with the day on which a state was entered; null for other kinds.</summary>
    public string? EnteredColumn => Kind == SchemeKind.Lifecycle ? Forms.ColumnOf(Name, "entered") : null;
}

/// <summary>A column of numbers that lead to a segment.</summary>
/// <param name="Name">The name, which no other column of the workspace has.</param>
/// <param name="At">Where it is defined.</param>
/// <param name="Type">Whole numbers for scores, exact amounts for points.</param>
public sealed record ScoreColumn(string Name, Location At, ColumnType Type);

/// <summary>A row of a scorecard: points for each step of a score, or for a condition.</summary>
/// <param name="Name">The name of its contribution.</param>
/// <param name="At">Where the row stands.</param>
/// <param name="Points">The points per step of the score, not 0, or those for the condition.</param>
public sealed record PointsDefinition(string Name, Location At, decimal Points)
{
    /// <summary>The score whose steps count; null for a condition.</summary>
    public ScoreDefinition? Score { get; init; }

    /// <summary>The condition; null for a score.</summary>
    public ExpressionText? When { get; init; }

    /// <summary>What becomes of customers for whom the condition is unknown.</summary>
    public UnknownPolicy IfUnknown { get; init; }

    /// <summary>Whether the definition says so; else customers are excluded.</summary>
    public bool SaysIfUnknown { get; init; }
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
    /// <summary>Whether the definition says the name; else it is made of the id.</summary>
    public bool SaysName { get; init; }

    /// <summary>Which of its customers need a person's attention, and why; none when nobody does.</summary>
    public IReadOnlyList<AttentionRule> Attention { get; init; } = [];

    /// <summary>Whether all of its customers need attention, so that it is a list for a person.</summary>
    public bool IsList => Attention.Any(rule => rule.When is null);

    /// <summary>What becomes of customers for whom the condition is unknown.</summary>
    public UnknownPolicy IfUnknown { get; init; }

    /// <summary>Whether the definition says so; else customers are excluded.</summary>
    public bool SaysIfUnknown { get; init; }

    /// <summary>The points from which a scorecard's segment begins; null in other schemes, and for the last.</summary>
    public decimal? From { get; init; }

    /// <summary>The states that may follow; empty for a final one, null in schemes that are no lifecycle.</summary>
    public IReadOnlyList<string>? MovesTo { get; init; }

    /// <summary>The id that the segment had before; null when it always had this one.</summary>
    public string? RenamedFrom { get; init; }

    /// <summary>Who answers for it; null when not said.</summary>
    public string? Owner { get; init; }

    /// <summary>What is to be reached with its customers; null when not said.</summary>
    public Objective? Objective { get; init; }
}
