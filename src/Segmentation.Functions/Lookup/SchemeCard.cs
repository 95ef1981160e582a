using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Feedback;
using Segmentation.Functions.Reads;
using Segmentation.Functions.Results;
using Segmentation.Functions.Reviews;

namespace Segmentation.Functions.Lookup;

/// <summary>A scheme of a run: what it is for, and a card of each of its segments.</summary>
/// <param name="Scheme">The scheme.</param>
/// <param name="Version">Its version.</param>
/// <param name="Kind">How it decides.</param>
/// <param name="Run">The run.</param>
/// <param name="AsOf">Its as-of day.</param>
/// <param name="Customers">The customers of the run.</param>
/// <param name="Currency">The currency of money; null when the workspace names none.</param>
/// <param name="Segments">The segments, best first.</param>
public sealed record SchemeCard(
    string Scheme, int Version, string Kind, int Run, DateOnly AsOf, long Customers, string? Currency,
    IReadOnlyList<SegmentCard> Segments)
{
    /// <summary>The day up to which nothing counts as an outcome; null when none are defined.</summary>
    public DateOnly? OutcomesSince { get; init; }

    /// <summary>The name that people read; null when not said.</summary>
    public string? Name { get; init; }

    /// <summary>What the scheme tells apart; null when not said.</summary>
    public string? Description { get; init; }

    /// <summary>Who answers for it; null when not said.</summary>
    public string? Owner { get; init; }

    /// <summary>What is to be reached with it; null when not said.</summary>
    public Objective? Objective { get; init; }

    /// <summary>How often it is looked at again, an ISO 8601 duration; null when not said.</summary>
    public string? ReviewEvery { get; init; }

    /// <summary>The day on which somebody last did; null when not said.</summary>
    public DateOnly? Reviewed { get; init; }

    /// <summary>When it was looked at, by whom, and when it is due again; null where nobody asked.</summary>
    public ReviewState? Review { get; init; }

    /// <summary>Who asks for it; null where nobody asked, and when reads are not counted.</summary>
    public SchemeUse? Reads { get; init; }

    /// <summary>What it is used for.</summary>
    public IReadOnlyList<string> UseCases { get; init; } = [];

    /// <summary>The same with how people judge its segments.</summary>
    /// <param name="votes">The votes that stand in the run.</param>
    public SchemeCard With(IReadOnlyList<StandingVote> votes)
    {
        var bySegment = votes.Where(vote => vote.Row.Scheme == Scheme).ToLookup(vote => vote.Segment);
        return this with
        {
            Segments =
            [
                .. Segments.Select(card => card with { Feedback = FeedbackCounts.Of(bySegment[card.Segment]) }),
            ],
        };
    }
}

/// <summary>A segment on one card: how large, how it grows, what makes it different, what to do.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="Name">The name that people read.</param>
/// <param name="Customers">Its customers.</param>
/// <param name="Value">The sum of their value; null when the workspace names none.</param>
public sealed record SegmentCard(string Segment, string Name, long Customers, decimal? Value)
{
    /// <summary>What the segment means; null when not said.</summary>
    public string? Description { get; init; }

    /// <summary>The name of its playbook; null for none.</summary>
    public string? Playbook { get; init; }

    /// <summary>Who answers for it; null when not said.</summary>
    public string? Owner { get; init; }

    /// <summary>What is to be reached with its customers; null when not said.</summary>
    public Objective? Objective { get; init; }

    /// <summary>Its share of all customers, from 0 to 1, to 6 digits behind the point.</summary>
    public decimal Share { get; init; }

    /// <summary>Its share of all value, as <see cref="Share"/>; null when there is no value to share.</summary>
    public decimal? ValueShare { get; init; }

    /// <summary>Its size in the published runs whose files are kept, oldest first.</summary>
    public IReadOnlyList<TrendPoint> Trend { get; init; } = [];

    /// <summary>What became of its customers, and the effort for them; null when nothing says so.</summary>
    public OutcomeLine? Outcomes { get; init; }

    /// <summary>What makes it different, the largest effect first.</summary>
    public IReadOnlyList<DifferentiatorCard> Differentiators { get; init; } = [];

    /// <summary>The content of its playbook; null when the workspace has no such file.</summary>
    public PlaybookDefinition? Play { get; init; }

    /// <summary>What to do next with its customers; null when the playbook does not say.</summary>
    public string? NextAction { get; init; }

    /// <summary>How people judge the place of its customers; null where nobody asked.</summary>
    public FeedbackCounts? Feedback { get; init; }
}

/// <summary>The size of a segment in a run.</summary>
/// <param name="Run">The run.</param>
/// <param name="AsOf">Its as-of day.</param>
/// <param name="Customers">The customers of the segment then.</param>
/// <param name="Value">The sum of their value; null when the workspace named none.</param>
public sealed record TrendPoint(int Run, DateOnly AsOf, long Customers, decimal? Value);

/// <summary>A measure in which a segment differs from all other customers.</summary>
/// <param name="Measure">The measure.</param>
/// <param name="Unit">Its unit; null when the definitions name none.</param>
/// <param name="Effect">Cohen's d of a number, Cohen's h of a share; above 0 when the segment has more.</param>
/// <param name="Mean">The mean in the segment; null for a measure that is no number.</param>
/// <param name="OthersMean">The mean of all others; null for a measure that is no number.</param>
/// <param name="Category">The category that differs most; null for a number.</param>
/// <param name="Share">The category's share in the segment, from 0 to 1; null for a number.</param>
/// <param name="OthersShare">The category's share among all others, from 0 to 1; null for a number.</param>
/// <param name="Unknown">The customers of the segment without a value; they are left out.</param>
/// <param name="OthersUnknown">All others without a value; they are left out.</param>
/// <param name="Lift">How many times as frequent the category is as among all customers, smoothed; null for a number.
/// </param>
public sealed record DifferentiatorCard(
    string Measure, string? Unit, double Effect, decimal? Mean, decimal? OthersMean, string? Category, decimal? Share,
    decimal? OthersShare, long Unknown, long OthersUnknown, decimal? Lift);
