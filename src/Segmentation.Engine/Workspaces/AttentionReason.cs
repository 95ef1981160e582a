namespace Segmentation.Engine.Workspaces;

/// <summary>Why a person should look at a customer: the word for it, and what holds unless a definition says else.
/// </summary>
/// <param name="Word">The word in definitions, files and messages.</param>
/// <param name="Weight">The share of the customer's value that is thought to be at stake, from 0 to 1.</param>
/// <param name="Days">In how many days after it is found somebody should have looked.</param>
/// <param name="IsDefined">Whether segments may name it; the others are found by themselves.</param>
public sealed record AttentionReason(string Word, decimal Weight, int Days, bool IsDefined = true)
{
    /// <summary>The last contact was longer ago than the playbook's cadence.</summary>
    public static AttentionReason OverdueCadence { get; } = new("overdue-cadence", 0.1m, 7, IsDefined: false);

    /// <summary>The customer was served less than it needs.</summary>
    public static AttentionReason ServiceGap { get; } = new("service-gap", 0.2m, 14);

    /// <summary>The customer may leave, or has left already without a word.</summary>
    public static AttentionReason ValueAtRisk { get; } = new("value-at-risk", 0.5m, 14);

    /// <summary>The customer would not recommend us.</summary>
    public static AttentionReason Detractor { get; } = new("detractor", 0.3m, 7);

    /// <summary>A contract ends soon, and nobody has talked with the customer.</summary>
    public static AttentionReason RenewalWithoutContact { get; } = new("renewal-without-contact", 0.3m, 7);

    /// <summary>The customer costs more than it pays.</summary>
    public static AttentionReason NegativeMargin { get; } = new("negative-margin", 0.2m, 30);

    /// <summary>People say that the customer is in the wrong segment.</summary>
    public static AttentionReason WrongSegment { get; } = new("wrong-segment", 0.1m, 14, IsDefined: false);

    /// <summary>A segment that a person set ends soon.</summary>
    public static AttentionReason OverrideEnding { get; } = new("override-ending", 0.1m, 10, IsDefined: false);

    /// <summary>The segment asks for attention, and has no word for why.</summary>
    public static AttentionReason Segment { get; } = new("segment", 0.2m, 14);

    /// <summary>All reasons.</summary>
    public static IReadOnlyList<AttentionReason> All { get; } =
    [
        OverdueCadence, ServiceGap, ValueAtRisk, Detractor, RenewalWithoutContact, NegativeMargin, WrongSegment,
        OverrideEnding, Segment,
    ];

    /// <summary>The reason with a word; null when there is none.</summary>
    public static AttentionReason? Find(string word) => All.FirstOrDefault(reason => reason.Word == word);
}
