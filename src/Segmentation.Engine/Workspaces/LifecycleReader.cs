namespace Segmentation.Engine.Workspaces;

/// <summary>
/// Reads what is particular to a scheme of kind <c>lifecycle</c>: the states that may follow one, and where customers
/// may begin. The missing segment is no state: moves into it and out of it are always allowed.
/// </summary>
internal static class LifecycleReader
{
    /// <summary>The states in which a customer may begin; null when nothing is said.</summary>
    /// <param name="scheme">The scheme.</param>
    /// <param name="segments">Its segments.</param>
    /// <param name="missing">The missing segment, or null.</param>
    /// <param name="problems">Takes the problems.</param>
    public static IReadOnlyList<string>? Entry(
        Entries scheme, IReadOnlyList<SegmentDefinition> segments, string? missing, Problems problems)
    {
        string[] states = [.. segments.Select(segment => segment.Id).Where(id => id != missing)];
        foreach (var segment in segments.Where(segment => segment.MovesTo is null && segment.Id != missing))
            problems.Add(ProblemCode.MissingKey, segment.At, $"state '{segment.Id}' without 'moves_to'",
                "moves_to: the states that may follow", "write [] for a final state");
        foreach (var node in (scheme.Find("segments") as ListNode)?.Items.OfType<MapNode>() ?? [])
            CheckStates(Named(node.Find("moves_to")), states, problems);
        if (scheme.Find("entry") is not { } entry)
            return null;
        var named = entry.Texts("states in which a customer may begin", problems);
        CheckStates(named, states, problems);
        return [.. named.Select(state => state.Value)];
    }

    private static IEnumerable<TextNode> Named(Node? moves) => (moves as ListNode)?.Items.OfType<TextNode>() ?? [];

    private static void CheckStates(IEnumerable<TextNode> named, string[] states, Problems problems)
    {
        foreach (var state in named.Where(state => !states.Contains(state.Value)))
        {
            problems.Add(
                ProblemCode.UnknownName, state.At, $"unknown state {state.Said}",
                states.Length == 0 ? "a state of the scheme, which has none" : Entries.OneOf(states),
                Entries.Near(state.Value, states));
        }
    }
}
