namespace Segmentation.Engine.Clustering;

/// <summary>Customers as points: a row of scaled features for each.</summary>
/// <param name="Values">The rows, one after the other; finite, at most 1e100 in size.</param>
/// <param name="Dimensions">The number of features of a row, at least 1.</param>
public sealed record Points(double[] Values, int Dimensions)
{
    /// <summary>The number of rows.</summary>
    public int Count => Values.Length / Dimensions;

    /// <summary>The features of a row.</summary>
    public ReadOnlySpan<double> Row(int row) => Values.AsSpan(row * Dimensions, Dimensions);
}
