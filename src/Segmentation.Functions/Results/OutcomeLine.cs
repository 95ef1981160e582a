namespace Segmentation.Functions.Results;

/// <summary>
/// What became of the customers that are in a segment now, what they are worth, and what is done for them.
/// </summary>
/// <param name="Scheme">The scheme; null for all customers together.</param>
/// <param name="Segment">The segment; null for all customers together.</param>
/// <param name="Accounts">The customers.</param>
/// <param name="Outcomes">Per outcome to how many of them it happened, and for how much.</param>
public sealed record OutcomeLine(
    string? Scheme, string? Segment, long Accounts, IReadOnlyDictionary<string, OutcomeCount> Outcomes)
{
    /// <summary>The sum of their value; null when the workspace names none.</summary>
    public decimal? Value { get; init; }

    /// <summary>The sum of their value at the beginning of the longest horizon; null when it is not known.</summary>
    public decimal? StartingValue { get; init; }

    /// <summary>How many of them had a value above 0 then; null when it is not known.</summary>
    public long? StartingAccounts { get; init; }

    /// <summary>
    /// Gross revenue retention: the part of the starting value that was not lost, 1 for all of it; null when there was
    /// none, or it is not known what was lost.
    /// </summary>
    public decimal? Grr { get; init; }

    /// <summary>Net revenue retention: with what was gained from the same customers; may be above 1.</summary>
    public decimal? Nrr { get; init; }

    /// <summary>The sum of what serving them costs; null when outcomes name no such measure.</summary>
    public decimal? CostToServe { get; init; }

    /// <summary>Their value without that cost; null when either is not known.</summary>
    public decimal? Margin { get; init; }

    /// <summary>The minutes of effort that are allocated to them; null when no measure is allocated.</summary>
    public long? Minutes { get; init; }

    /// <summary>The same in hours, rounded to two digits behind the point.</summary>
    public decimal? Hours { get; init; }
}

/// <summary>How often an outcome happened.</summary>
/// <param name="Customers">The customers to which it happened.</param>
/// <param name="Value">The sum of its value over them; null when it has none.</param>
/// <param name="Share">Their share of all customers, from 0 to 1; null when there are none.</param>
public sealed record OutcomeCount(long Customers, decimal? Value, decimal? Share);

/// <summary>The working time that the segments of a scheme need of a skill.</summary>
/// <param name="Scheme">The scheme.</param>
/// <param name="Skill">The skill, as playbooks name it.</param>
/// <param name="NeededHours">The effort of the customers of all segments whose playbook lists the skill.</param>
/// <param name="AvailableHours">The hours in <c>workspace.yaml</c>; null when it lacks the skill.</param>
public sealed record SkillLine(string Scheme, string Skill, decimal NeededHours, decimal? AvailableHours);
