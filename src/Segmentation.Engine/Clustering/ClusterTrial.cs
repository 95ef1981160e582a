using System.Globalization;

namespace Segmentation.Engine.Clustering;

/// <summary>Tries numbers of clusters on a sample of customers.</summary>
/// <param name="sample">The sample.</param>
/// <param name="seed">Decides the starts, draws and references.</param>
internal sealed class ClusterTrial(PointColumns sample, ulong seed)
{
    private readonly double _total = KMeans.Fit(sample, 1, 1, seed).Inertia;
    private readonly Lazy<Unstructured> _reference = new(() => new Unstructured(sample, seed));

    /// <summary>Finds clusters, and looks whether they are good enough.</summary>
    /// <param name="clusters">Their number.</param>
    public Trial Try(int clusters)
    {
        var fit = KMeans.Fit(sample, clusters, ClusterChoice.Starts, seed);
        var smallest = fit.Sizes.Length == 0 ? 0 : fit.Sizes[^1];
        var share = sample.Count == 0 ? 0 : (double)smallest / sample.Count;
        var trial = new Trial(
            clusters, fit, Silhouette.Of(sample, fit), fit.Count < 2 ? 0 : Stability.Of(sample, fit, seed),
            share);
        if (fit.Count < clusters)
            return trial with { Objection = Text($"Fewer than {clusters} customers differ.") };
        if (share < ClusterChoice.LeastShare || smallest < ClusterChoice.LeastSize)
        {
            return trial with
            {
                Objection = Text($"The smallest cluster has {smallest} of {sample.Count} customers; it takes ")
                    + Text($"{ClusterChoice.LeastSize} and {100 * ClusterChoice.LeastShare:0.#} %."),
            };
        }

        if (trial.Stability < ClusterChoice.LeastStability)
        {
            return trial with
            {
                Objection = Text($"Drawn customers give other clusters: the stability is {trial.Stability:0.00}, ")
                    + Text($"and it takes {ClusterChoice.LeastStability:0.00}."),
            };
        }

        var (gap, error) = _reference.Value.Gap(fit.Inertia, _total, clusters, ClusterChoice.Starts, seed);
        var least = Math.Max(ClusterChoice.LeastGap, ClusterChoice.LeastErrors * error);
        return trial with
        {
            Gap = gap,
            LeastGap = least,
            Objection = gap >= least
                ? null
                : Text($"Customers without structure give as good ones: the gap is {gap:0.00}, and it ")
                    + Text($"takes {least:0.00}."),
        };
    }

    internal static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>What became of one number of clusters on a sample.</summary>
/// <param name="Clusters">Their number.</param>
/// <param name="Fit">The clusters.</param>
/// <param name="Silhouette">Their silhouette.</param>
/// <param name="Stability">Their stability.</param>
/// <param name="SmallestShare">The share of the customers in the smallest.</param>
internal sealed record Trial(
    int Clusters, ClusterFit Fit, double Silhouette, double Stability, double SmallestShare)
{
    /// <summary>How far they are better than without structure; null when not looked at.</summary>
    public double? Gap { get; init; }

    /// <summary>The smallest gap that is not by chance; 0 when not looked at.</summary>
    public double LeastGap { get; init; }

    /// <summary>What speaks against them, in a sentence; null for nothing.</summary>
    public string? Objection { get; init; }

    /// <summary>What is told of them.</summary>
    /// <param name="taken">The ones that were taken; null when none were.</param>
    public TriedCount Line(Trial? taken) => new(
        Clusters, Fit.Inertia, Silhouette, Stability, SmallestShare, Gap, ReferenceEquals(this, taken),
        Objection ?? Reason(taken!));

    private string Reason(Trial taken) => ReferenceEquals(this, taken)
        ? ClusterTrial.Text($"Large, stable and distinct: a gap of {Gap:0.00}, a silhouette of {Silhouette:0.00}.")
        : ClusterTrial.Text(
            $"{taken.Clusters} are more distinct: a gap of {taken.Gap:0.00}, a silhouette of {taken.Silhouette:0.00}.");
}
