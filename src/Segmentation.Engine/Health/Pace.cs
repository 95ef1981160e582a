namespace Segmentation.Engine.Health;

/// <summary>How fast a number changed, and how fast it has to, to reach a target by a day.</summary>
/// <param name="PerMonth">The change since the first day, in 30 days; null when no day has passed.</param>
/// <param name="NeededPerMonth">The change that is needed from now on, in 30 days; null when the day is over, or none
/// is named.</param>
/// <param name="IsReached">Whether the target is reached.</param>
/// <param name="IsOnPace">Whether going on like this reaches it by the day; null when that cannot be told.</param>
public sealed record Pace(decimal? PerMonth, decimal? NeededPerMonth, bool IsReached, bool? IsOnPace)
{
    private const int Month = 30;
    private const int Digits = 6;

    /// <summary>The pace of an objective.</summary>
    /// <param name="first">The number on the first day.</param>
    /// <param name="now">The number today.</param>
    /// <param name="days">The days between the two; none below 1.</param>
    /// <param name="target">The number to reach.</param>
    /// <param name="isUp">Whether it has to rise; it has to fall otherwise.</param>
    /// <param name="left">The days that are left; null when no day is named.</param>
    public static Pace Of(decimal first, decimal now, int days, decimal target, bool isUp, int? left)
    {
        var isReached = isUp ? now >= target : now <= target;
        decimal? made = days > 0 ? decimal.Round((now - first) / days * Month, Digits) : null;
        decimal? needed = isReached ? 0
            : left is > 0 ? decimal.Round((target - now) / left.Value * Month, Digits)
            : null;
        return new Pace(made, needed, isReached, OnPace(isReached, made, needed, isUp, left));
    }

    private static bool? OnPace(bool isReached, decimal? made, decimal? needed, bool isUp, int? left) =>
        isReached ? true
        : left is <= 0 ? false
        : made is null || needed is null ? null
        : isUp ? made >= needed : made <= needed;
}
