using System.Globalization;
using Segmentation.Functions.Lookup;

namespace Segmentation.Cli.Show;

/// <summary>What keeps a customer from where the definition says, in sentences.</summary>
internal static class SettledText
{
    /// <summary>What a person set, or what holds the customer; nothing when it is where the definition says.</summary>
    public static IEnumerable<string> Of(Explanation explanation)
    {
        if (explanation.Override is { } set)
        {
            yield return Say($"{set.Author} set it to {set.Segment} until {set.Expires:yyyy-MM-dd}: {set.Reason}");
            yield return explanation.ModelSegment == set.Segment
                ? "  the definition says the same"
                : Say($"  the definition says {explanation.ModelSegment}{Runs(set.ConflictRuns)}");
        }

        if (explanation.Held is { } held)
            yield return Held(held);
    }

    private static string Held(HeldSegment held) => held switch
    {
        { Until: { } until } => Say($"it stays at least until {until:yyyy-MM-dd}, then it would be {held.Wants}"),
        { Confirmations: { } confirmations } =>
            Say($"{confirmations} of {held.ConfirmRuns} runs in a row have said {held.Wants}; until then it stays"),
        _ => $"it stays: it is too near the edge to be {held.Wants}",
    };

    private static string Runs(long count) => count switch
    {
        0 => "",
        1 => ", in 1 run now",
        _ => Say($", in {count} runs in a row"),
    };

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
