namespace Segmentation.Engine.Clustering;

/// <summary>What became of one number of clusters. Figures are of the sample that the choice was made on.</summary>
/// <param name="Clusters">The number of clusters.</param>
/// <param name="Inertia">The sum of squared distances to the centroids.</param>
/// <param name="Silhouette">From -1 to 1: how much nearer customers are to their own cluster than to the next.</param>
/// <param name="Stability">At most 1: how far clusters of resampled customers agree with these.</param>
/// <param name="SmallestShare">From 0 to 1: the share of the customers in the smallest cluster.</param>
/// <param name="Gap">
/// How far the inertia is below that of customers without structure, as a logarithm; null when not looked at, since
/// another figure already spoke against this number.
/// </param>
/// <param name="IsTaken">Whether this number was chosen.</param>
/// <param name="Why">Why it was, or was not, in a sentence.</param>
public sealed record TriedCount(
    int Clusters, double Inertia, double Silhouette, double Stability, double SmallestShare, double? Gap, bool IsTaken,
    string Why);
