namespace Segmentation.Engine.Workspaces;

/// <summary>What is done for the customers of a segment, from the first day to the next one. All of it is for people.
/// </summary>
/// <param name="Name">The name that segments use: the file's, in kebab-case.</param>
public sealed record PlaybookDefinition(string Name)
{
    /// <summary>The name that people read; null when not said.</summary>
    public string? Title { get; init; }

    /// <summary>What the playbook is, in a sentence; null when not said.</summary>
    public string? Description { get; init; }

    /// <summary>What is to be true of its customers; null when not said.</summary>
    public string? Goal { get; init; }

    /// <summary>How much people talk with customers: <c>high</c>, <c>moderate</c> or <c>low</c>.</summary>
    public string? LevelOfInteraction { get; init; }

    /// <summary>How much customers find by themselves: <c>limited</c>, <c>balanced</c> or <c>extensive</c>.</summary>
    public string? SelfService { get; init; }

    /// <summary>What serving them costs: <c>high</c>, <c>moderate</c> or <c>low</c>.</summary>
    public string? Cost { get; init; }

    /// <summary>Which customers it is for; null when not said.</summary>
    public string? BestFor { get; init; }

    /// <summary>Who does it; null when not said.</summary>
    public string? Owner { get; init; }

    /// <summary>Who keeps up the relationship with the person who decides; null when not said.</summary>
    public string? DecisionMakerOwner { get; init; }

    /// <summary>How customers begin; null when not said.</summary>
    public Onboarding? Onboarding { get; init; }

    /// <summary>How often and in which way they are met; null when not said.</summary>
    public Engagement? Engagement { get; init; }

    /// <summary>By which measures their health is told; the weights sum to exactly 1, or there are none.</summary>
    public IReadOnlyList<HealthMeasure> HealthMeasures { get; init; } = [];

    /// <summary>What those who do it have to know.</summary>
    public IReadOnlyList<string> Skills { get; init; } = [];

    /// <summary>What to do, step by step.</summary>
    public IReadOnlyList<string> Do { get; init; } = [];

    /// <summary>What not to do.</summary>
    public IReadOnlyList<string> Avoid { get; init; } = [];

    /// <summary>The next action for all its customers; null when it depends on their segment, or is not said.</summary>
    public string? NextAction { get; init; }

    /// <summary>The next action by segment, of any scheme.</summary>
    public IReadOnlyList<NextAction> NextActions { get; init; } = [];

    /// <summary>What customers get for what they do; null when not said.</summary>
    public string? Reward { get; init; }

    /// <summary>How one sees that the playbook works; null when not said.</summary>
    public string? Success { get; init; }

    /// <summary>The next action for the customers of a segment: its own, else the one for all; null for neither.
    /// </summary>
    public string? NextActionOf(string segment) =>
        NextActions.FirstOrDefault(action => action.Segment == segment)?.Text ?? NextAction;
}

/// <summary>How customers begin.</summary>
/// <param name="TrainingLength">How long the training is, an ISO 8601 duration; null when not said.</param>
/// <param name="ResourceType">Who or what trains them; null when not said.</param>
/// <param name="ValuePlan">How it is agreed what they are to reach; null when not said.</param>
public sealed record Onboarding(string? TrainingLength, string? ResourceType, string? ValuePlan);

/// <summary>How often and in which way customers are met.</summary>
/// <param name="Cadence">How often, an ISO 8601 duration; null when not said.</param>
/// <param name="Modes">In which ways: <c>travel</c>, <c>ebr</c> (business review with those who decide),
/// <c>meeting</c>, <c>email</c>, <c>in-app</c>, <c>call</c>.</param>
/// <param name="Plan">The same in words; null when not said.</param>
public sealed record Engagement(string? Cadence, IReadOnlyList<string> Modes, string? Plan)
{
    /// <summary>The measure of the days since the last contact in one of these ways; null when none tells, so that
    /// nobody looks for contacts that are overdue.</summary>
    public string? LastContact { get; init; }
}

/// <summary>A measure that tells the health of a customer.</summary>
/// <param name="Measure">The measure.</param>
/// <param name="Weight">Its part of the whole: above 0, at most 1.</param>
public sealed record HealthMeasure(string Measure, decimal Weight);

/// <summary>What is done next for the customers of a segment.</summary>
/// <param name="Segment">The segment's id, in any scheme: the stage of a customer's life, for example.</param>
/// <param name="Text">What to do.</param>
public sealed record NextAction(string Segment, string Text);
