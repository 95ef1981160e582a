using MathNet.Numerics.Distributions;

namespace Segmentation.Engine.Health;

/// <summary>How far a distribution is from what it was.</summary>
public enum ShiftLevel
{
    /// <summary>There are too few customers to tell.</summary>
    Unknown,

    /// <summary>As it was, or so near that chance explains it.</summary>
    Stable,

    /// <summary>It has shifted.</summary>
    Watch,

    /// <summary>It is another one: what was learned from the old one does not fit it.</summary>
    Refit,
}

/// <summary>
/// The population stability index, PSI: sum (p - q) ln(p / q) over the bins, with the shares p then and q now. It is
/// Jeffreys' symmetric divergence; N. Siddiqi, Credit Risk Scorecards (2006), chapter 8, has the usual limits.
/// </summary>
public static class PopulationShift
{
    /// <summary>Above this a distribution has shifted.</summary>
    public const double Watch = 0.10;

    /// <summary>Above this it is another one.</summary>
    public const double Refit = 0.25;

    /// <summary>The fewest customers, then and now, of whom anything is said.</summary>
    public const long LeastCustomers = 100;

    /// <summary>A smaller share counts as this one, so that empty bins are not infinitely far.</summary>
    public const double LeastShare = 1e-4;

    // What chance exceeds once in a thousand times is told.
    private const double Quantile = 0.999;

    /// <summary>The index: 0 for equal shares, without a bound above; null when either side has nobody.</summary>
    /// <param name="then">The customers of each bin then.</param>
    /// <param name="now">The customers of the same bins now.</param>
    public static double? Index(IReadOnlyList<long> then, IReadOnlyList<long> now)
    {
        var (all, allNow) = ((double)then.Sum(), (double)now.Sum());
        if (all <= 0 || allNow <= 0)
            return null;
        var index = 0.0;
        for (var bin = 0; bin < then.Count; bin++)
        {
            var p = Math.Max(then[bin] / all, LeastShare);
            var q = Math.Max(now[bin] / allNow, LeastShare);
            index += (p - q) * Math.Log(p / q);
        }

        return index;
    }

    /// <summary>
    /// The index that chance alone exceeds once in a thousand times when two samples of one population are compared:
    /// (1/n + 1/m) times that quantile of chi squared with one degree of freedom less than there are bins (B. Yurdakul,
    /// Statistical Properties of Population Stability Index, 2018).
    /// </summary>
    /// <param name="then">The customers of each bin then.</param>
    /// <param name="now">The customers of the same bins now.</param>
    /// <returns>Above 0; 0 for fewer than 2 bins that anybody is in, or when either side has nobody.</returns>
    public static double ByChance(IReadOnlyList<long> then, IReadOnlyList<long> now)
    {
        var (all, allNow) = ((double)then.Sum(), (double)now.Sum());
        var degrees = then.Zip(now).Count(bin => bin.First + bin.Second > 0) - 1;
        return degrees < 1 || all <= 0 || allNow <= 0
            ? 0
            : (1 / all + 1 / allNow) * ChiSquared.InvCDF(degrees, Quantile);
    }

    /// <summary>What the index says: nothing of few customers, and never more than chance does not explain.</summary>
    /// <param name="then">The customers of each bin then.</param>
    /// <param name="now">The customers of the same bins now.</param>
    public static ShiftLevel Level(IReadOnlyList<long> then, IReadOnlyList<long> now)
    {
        if (then.Sum() < LeastCustomers || now.Sum() < LeastCustomers || Index(then, now) is not { } index)
            return ShiftLevel.Unknown;
        if (index < Watch || index <= ByChance(then, now))
            return ShiftLevel.Stable;
        return index <= Refit ? ShiftLevel.Watch : ShiftLevel.Refit;
    }
}
