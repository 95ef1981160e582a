namespace Segmentation.Engine.Workspaces;

/// <summary>When the customers of a segment need a person's attention, and why.</summary>
/// <param name="Text">Why, in a sentence.</param>
/// <param name="Reason">The reason.</param>
public sealed record AttentionRule(AttentionText Text, AttentionReason Reason)
{
    private const string Expected = "a sentence, or a mapping of text, reason, when, weight and days";
    private const string ExpectedWeight = "a number from 0 to 1, or an expression over measures such as 1 - alive";
    private const int MostDays = 365;

    private static readonly string[] Keys = ["text", "reason", "when", "weight", "days"];

    private static readonly string[] Words =
        [.. AttentionReason.All.Where(reason => reason.IsDefined).Select(reason => reason.Word)];

    /// <summary>Which customers of the segment need it; null for all. Unknown is not true.</summary>
    public ExpressionText? When { get; init; }

    /// <summary>The share of the customer's value that is thought to be at stake, from 0 to 1.</summary>
    public decimal Weight { get; init; } = Reason.Weight;

    /// <summary>What computes the weight from measures; null when <see cref="Weight"/> holds for all. What lies beyond
    /// 0 or 1 counts as 0 or 1, and a customer for whom it is null does not need attention.</summary>
    public ExpressionText? WeightOf { get; init; }

    /// <summary>In how many days somebody should have looked: 1 to 365.</summary>
    public int Days { get; init; } = Reason.Days;

    /// <summary>Reads the rules of a segment: one, or a list; none when there is no node, or after a problem.</summary>
    internal static IReadOnlyList<AttentionRule> Read(Node? node, Problems problems) => node switch
    {
        null => [],
        ListNode list => [.. list.Items.Select(item => One(item, problems)).OfType<AttentionRule>()],
        _ => One(node, problems) is { } rule ? [rule] : [],
    };

    private static AttentionRule? One(Node node, Problems problems)
    {
        if (node is TextNode plain)
            return AttentionText.Read(plain, problems) is { } said ? new(said, AttentionReason.Segment) : null;
        if (node is not MapNode)
        {
            problems.Add(ProblemCode.WrongValue, node.At, node.Said, Expected);
            return null;
        }

        if (Entries.Of(node, Keys, problems) is not { } entries)
            return null;
        var text = AttentionText.Read(entries.Need("text", AttentionText.Expected), problems);
        var word = entries.Find("reason").Word(Words, problems);
        var reason = word is null ? AttentionReason.Segment : AttentionReason.Find(word)!;
        var (weight, expression) = ReadWeight(entries.Find("weight"), problems);
        return text is null ? null : new AttentionRule(text, reason)
        {
            When = entries.Find("when").Expression("a condition over measures and scores", problems),
            Weight = weight ?? reason.Weight,
            WeightOf = expression,
            Days = entries.Find("days").Whole(1, MostDays, problems) ?? reason.Days,
        };
    }

    /// <summary>A number, or what computes it.</summary>
    private static (decimal? Weight, ExpressionText? Expression) ReadWeight(Node? node, Problems problems)
    {
        if (node is not TextNode text || Forms.Amount(text.Value) is not { } number)
            return (null, node.Expression(ExpectedWeight, problems));
        if (number is >= 0 and <= 1)
            return (number, null);
        problems.Add(ProblemCode.WrongValue, text.At, text.Said, ExpectedWeight);
        return (null, null);
    }
}
