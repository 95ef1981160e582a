namespace Segmentation.Engine.Clustering;

/// <summary>Whether other customers of the same kind would give the same clusters.</summary>
public static class Stability
{
    /// <summary>
    /// The mean agreement of a fit with those of customers drawn with replacement, over 20 draws.
    /// </summary>
    /// <param name="points">The customers.</param>
    /// <param name="fit">Their clusters.</param>
    /// <param name="seed">Decides the draws.</param>
    /// <returns>At most 1; about 0 when the clusters are those of chance.</returns>
    public static double Of(Points points, ClusterFit fit, ulong seed) => throw new NotImplementedException();
}
