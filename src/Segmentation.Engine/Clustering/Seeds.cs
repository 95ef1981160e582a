namespace Segmentation.Engine.Clustering;

/// <summary>
/// The first centroids: rows that are drawn by their squared distance to those drawn so far. D. Arthur and S.
/// Vassilvitskii, k-means++: The Advantages of Careful Seeding, Proceedings of SODA (2007), pages 1027-1035.
/// </summary>
internal static class Seeds
{
    /// <summary>Draws rows.</summary>
    /// <param name="points">At least one row.</param>
    /// <param name="k">How many are drawn; fewer when there are no more that differ.</param>
    /// <param name="draws">The random numbers.</param>
    /// <returns>The values of the rows, one after the other.</returns>
    public static double[] Draw(PointColumns points, int k, Draws draws)
    {
        var centroids = new double[k * points.Dimensions];
        var nearest = new double[points.Stride];
        Array.Fill(nearest, double.PositiveInfinity);
        var row = draws.Next(points.Count);
        for (var drawn = 0; drawn < k; drawn++)
        {
            var centroid = centroids.AsSpan(drawn * points.Dimensions, points.Dimensions);
            points.CopyRow(row, centroid);
            points.LowerDistances(centroid, nearest);
            row = DrawRow(nearest.AsSpan(0, points.Count), draws);
            if (row < 0)
                return centroids[..((drawn + 1) * points.Dimensions)];
        }

        return centroids;
    }

    /// <summary>Draws a row by its weight; -1 when all weights are 0.</summary>
    private static int DrawRow(ReadOnlySpan<double> weights, Draws draws)
    {
        var sum = 0.0;
        foreach (var weight in weights)
            sum += weight;
        var (left, last) = (draws.Next() * sum, -1);
        for (var row = 0; row < weights.Length; row++)
        {
            if (weights[row] == 0)
                continue;
            last = row;
            left -= weights[row];
            if (left < 0)
                break;
        }

        return last;
    }
}
