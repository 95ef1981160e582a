namespace Segmentation.Engine.Tracking;

/// <summary>A customer's segment in a scheme differs from the published one.</summary>
/// <param name="Customer">The customer's id.</param>
/// <param name="Scheme">The scheme.</param>
/// <param name="SchemeVersion">The scheme's version.</param>
/// <param name="From">The published segment; null for a new customer.</param>
/// <param name="To">The new segment; null for a customer that was removed.</param>
/// <param name="Direction">One of <see cref="Tracking.Direction"/>.</param>
/// <param name="Cause">One of <see cref="Tracking.Cause"/>.</param>
public sealed record Transition(
    string Customer, string Scheme, int SchemeVersion, string? From, string? To, string Direction, string Cause)
{
    /// <summary>The causes of a mixed one, in the order of the walk; else null.</summary>
    public IReadOnlyList<string>? Parts { get; init; }

    /// <summary>Whether the lifecycle does not allow the move, which happened all the same.</summary>
    public bool Irregular { get; init; }

    /// <summary>The causes one by one.</summary>
    public IReadOnlyList<string> Causes => Parts ?? [Cause];

    /// <summary>The same move with what was found to have caused it.</summary>
    /// <param name="causes">At least one cause.</param>
    public Transition Because(IReadOnlyList<string> causes) => this with
    {
        Cause = causes.Count == 1 ? causes[0] : Tracking.Cause.Mixed,
        Parts = causes.Count == 1 ? null : causes,
    };
}

/// <summary>Which way a customer moved; segments are listed best first.</summary>
public static class Direction
{
    /// <summary>To a better segment.</summary>
    public const string Upgrade = "upgrade";

    /// <summary>To a worse segment.</summary>
    public const string Downgrade = "downgrade";

    /// <summary>Between segments of which one is not in the scheme any more.</summary>
    public const string Lateral = "lateral";

    /// <summary>Into the base.</summary>
    public const string First = "first";

    /// <summary>Out of the base.</summary>
    public const string Removed = "removed";

    /// <summary>The direction between two segments of a scheme, best first.</summary>
    /// <param name="segments">The segments of the scheme, best first.</param>
    /// <param name="from">The segment left, or null.</param>
    /// <param name="to">The segment entered, or null.</param>
    public static string Of(IReadOnlyList<string> segments, string? from, string? to)
    {
        if (from is null || to is null)
            return from is null ? First : Removed;
        var (left, entered) = (IndexOf(segments, from), IndexOf(segments, to));
        return left < 0 || entered < 0 ? Lateral : entered < left ? Upgrade : Downgrade;
    }

    private static int IndexOf(IReadOnlyList<string> segments, string segment)
    {
        for (var i = 0; i < segments.Count; i++)
        {
            if (segments[i] == segment)
                return i;
        }

        return -1;
    }
}
