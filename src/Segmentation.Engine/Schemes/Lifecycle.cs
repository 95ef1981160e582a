using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Schemes;

/// <summary>Tells the moves that a lifecycle does not allow; they happen all the same, for the data rules.</summary>
public static class Lifecycle
{
    /// <summary>
    /// Whether a scheme does not allow a move. Moves into and out of the missing segment, out of states that are not
    /// there any more, and out of the base are allowed, and so is every move in a scheme of another kind.
    /// </summary>
    /// <param name="scheme">The scheme.</param>
    /// <param name="from">The state left; null for a new customer.</param>
    /// <param name="to">The state entered; null for a customer that was removed.</param>
    public static bool IsIrregular(SchemeDefinition scheme, string? from, string? to)
    {
        if (scheme.Kind != SchemeKind.Lifecycle || to is null || to == scheme.Missing)
            return false;
        var allowed = from is null
            ? scheme.Entry
            : scheme.Segments.FirstOrDefault(state => state.Id == from)?.MovesTo;
        return allowed is not null && !allowed.Contains(to) && (from is null || from != scheme.Missing);
    }
}
