using Segmentation.Engine.Backtesting;

namespace Segmentation.Engine.Lifetime;

/// <summary>A step of a survival curve.</summary>
/// <param name="Time">When it is: whole units of time since the start.</param>
/// <param name="AtRisk">Who were there until then.</param>
/// <param name="Ended">Who ended then.</param>
/// <param name="Survival">The share that is there after it, from 0 to 1.</param>
/// <param name="StandardError">Its standard error by Greenwood's formula.</param>
/// <param name="Lower">The lower end of its 95 % interval, at least 0.</param>
/// <param name="Upper">The upper end, at most 1.</param>
public sealed record SurvivalStep(
    int Time, int AtRisk, int Ended, double Survival, double StandardError, double Lower, double Upper);

/// <summary>
/// The share that survives, when for some only is known that they still did: E. L. Kaplan and P. Meier, Nonparametric
/// Estimation from Incomplete Observations, Journal of the American Statistical Association 53 (1958), pages 457-481.
/// </summary>
public static class KaplanMeier
{
    /// <summary>
    /// The curve: at each end of somebody, survival is multiplied by 1 - ended / at risk. Its variance is survival²
    /// times the sum of ended / (at risk * (at risk - ended)), M. Greenwood (1926); the interval is survival ± 1.96
    /// errors.
    /// </summary>
    /// <param name="time">Per customer how long they have been there, or were.</param>
    /// <param name="ended">Per customer whether that was the end; the others count as at risk until then.</param>
    /// <returns>A step per time at which somebody ended.</returns>
    public static IReadOnlyList<SurvivalStep> Of(ReadOnlySpan<int> time, ReadOnlySpan<bool> ended)
    {
        var times = time.ToArray();
        var ends = ended.ToArray();
        Array.Sort(times, ends);
        var (steps, survival, spread) = (new List<SurvivalStep>(), 1.0, 0.0);
        for (int from = 0, to; from < times.Length; from = to)
        {
            var (atRisk, count) = (times.Length - from, 0);
            for (to = from; to < times.Length && times[to] == times[from]; to++)
                count += ends[to] ? 1 : 0;
            if (count == 0)
                continue;
            survival *= 1 - (double)count / atRisk;
            spread += count == atRisk ? 0 : count / ((double)atRisk * (atRisk - count));
            var error = survival * Math.Sqrt(spread);
            steps.Add(new(
                times[from], atRisk, count, survival, error, Math.Max(0, survival - Interval.Z * error),
                Math.Min(1, survival + Interval.Z * error)));
        }

        return steps;
    }
}
