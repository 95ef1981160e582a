namespace Segmentation.Functions.Attention;

/// <summary>A reason why a person should look at a customer: a line of <c>report.json</c>.</summary>
/// <param name="Customer">The customer's id.</param>
/// <param name="Scheme">The scheme.</param>
/// <param name="Segment">The segment that asks for attention.</param>
/// <param name="Value">The customer's value; null when it has none.</param>
/// <param name="Text">Why, in a sentence without the customer's name.</param>
public sealed record AttentionLine(string Customer, string Scheme, string Segment, decimal? Value, string Text)
{
    /// <summary>The word for the reason, such as <c>detractor</c>.</summary>
    public string Reason { get; init; } = "";

    /// <summary>What of the value is thought to be at stake for all reasons together; null without a value.</summary>
    public decimal? Stake { get; init; }

    /// <summary>The as-of day of the first of the runs that found it without a break.</summary>
    public DateOnly Since { get; init; }

    /// <summary>The day by which somebody should have looked.</summary>
    public DateOnly Due { get; init; }

    /// <summary>What to do for the customer; null when no playbook says.</summary>
    public string? NextAction { get; init; }

    /// <summary>The lines of a customer, the reason of the largest weight first.</summary>
    internal static IEnumerable<AttentionLine> Of(AttentionEntry entry) => entry.Reasons.Select(
        reason => new AttentionLine(entry.Customer, reason.Scheme, reason.Segment, entry.Value, reason.Text)
        {
            Reason = reason.Reason,
            Stake = entry.Stake,
            Since = reason.Since,
            Due = reason.Due,
            NextAction = entry.NextAction,
        });
}
