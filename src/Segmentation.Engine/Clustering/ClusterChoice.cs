using System.Globalization;

namespace Segmentation.Engine.Clustering;

/// <summary>How many clusters there are, if any, and why.</summary>
/// <param name="Fit">The clusters of all customers; null when no structure was found.</param>
/// <param name="Tried">What was tried, by the number of clusters.</param>
/// <param name="Verdict">What was chosen and why, in a sentence.</param>
public sealed record ClusterChoice(ClusterFit? Fit, IReadOnlyList<TriedCount> Tried, string Verdict)
{
    /// <summary>The most customers that the choice is made on; of more, every so many are taken.</summary>
    public const int SampleSize = 10_000;

    /// <summary>How many random starts each number of clusters has, of which the best counts.</summary>
    public const int Starts = 20;

    /// <summary>The least mean agreement with clusters of drawn customers.</summary>
    public const double LeastStability = 0.75;

    /// <summary>The least share of the customers in a cluster.</summary>
    public const double LeastShare = 0.01;

    /// <summary>The fewest customers of the sample in a cluster.</summary>
    public const int LeastSize = 5;

    /// <summary>How much smaller, as a logarithm, the inertia is at least than without structure.</summary>
    public const double LeastGap = 0.02;

    /// <summary>How many standard errors the gap is at least.</summary>
    public const double LeastErrors = 3;

    /// <summary>The least part of the largest silhouette that is near it.</summary>
    /// <remarks>
    /// Two clusters that are nearer to each other than to a third may have a larger silhouette as one, but a smaller
    /// gap.
    /// </remarks>
    public const double LeastSilhouette = 0.9;

    /// <summary>
    /// Chooses the number of clusters: of those that are stable, large enough, and better than what customers without
    /// structure give, the one with the largest silhouette; or one whose silhouette is near that and whose gap is much
    /// larger.
    /// </summary>
    /// <param name="points">The customers, in any order.</param>
    /// <param name="from">The smallest number to try, at least 2.</param>
    /// <param name="to">The largest number to try.</param>
    /// <param name="seed">Decides the starts, draws and references.</param>
    public static ClusterChoice Choose(Points points, int from, int to, ulong seed)
    {
        var order = PointColumns.Order(points);
        var size = Math.Min(order.Length, SampleSize);
        var drawn = new int[size];
        for (var row = 0; row < size; row++)
            drawn[row] = order[(int)((long)row * order.Length / size)];
        var sample = PointColumns.Of(points, drawn);
        var trial = new ClusterTrial(sample, seed);
        var tried = Enumerable.Range(from, Math.Max(to - from + 1, 0)).Select(trial.Try).ToArray();
        var taken = Take([.. tried.Where(one => one.Objection is null)]);
        var lines = Array.ConvertAll(tried, one => one.Line(taken));
        if (taken is null)
            return new(null, lines, NoStructure(from, to, order.Length));
        var fit = size == order.Length
            ? taken.Fit
            : KMeans.From(PointColumns.Of(points, order), taken.Fit.Centroids.Values);
        return new(KMeans.Restored(fit, order), lines, string.Create(
            CultureInfo.InvariantCulture,
            $"{taken.Fit.Count} clusters: silhouette {taken.Silhouette:0.00}, stability {taken.Stability:0.00}."));
    }

    private static Trial? Take(Trial[] good)
    {
        var clearest = good.MaxBy(one => one.Silhouette);
        return good
            .Where(one => one.Silhouette >= LeastSilhouette * clearest!.Silhouette)
            .Where(one => one.Gap >= clearest!.Gap + clearest.LeastGap)
            .MaxBy(one => one.Gap) ?? clearest;
    }

    private static string NoStructure(int from, int to, int customers) => string.Create(
        CultureInfo.InvariantCulture,
        $"No structure found: no division of {customers} customers into {from} to {to} clusters is large, stable and "
        + $"distinct enough.");
}
