namespace Segmentation.Engine.Clustering;

/// <summary>How features vary together: the mean products of their differences from their means.</summary>
/// <param name="Values">A row and a column for each feature; symmetric.</param>
internal sealed record Covariance(double[,] Values)
{
    // Each sweep about doubles the number of correct digits; 30 are more than any matrix needs.
    private const int MostSweeps = 30;

    /// <summary>The covariance of all customers, divided by n.</summary>
    public static Covariance Of(PointColumns points)
    {
        var values = new double[points.Dimensions, points.Dimensions];
        var means = new double[points.Dimensions];
        for (var dimension = 0; dimension < means.Length; dimension++)
        {
            foreach (var value in points.Column(dimension))
                means[dimension] += value / points.Count;
        }

        for (var a = 0; a < means.Length; a++)
        {
            for (var b = 0; b <= a; b++)
            {
                var (x, y, sum) = (points.Column(a).ToArray(), points.Column(b).ToArray(), 0.0);
                for (var row = 0; row < x.Length; row++)
                    sum += (x[row] - means[a]) * (y[row] - means[b]);
                values[a, b] = values[b, a] = sum / points.Count;
            }
        }

        return new(values);
    }

    /// <summary>
    /// The variances along the principal axes, by Jacobi's rotations (G. H. Golub and C. F. Van Loan, Matrix
    /// Computations, section 8.5); they sum to those of the features.
    /// </summary>
    public double[] Eigenvalues()
    {
        var a = (double[,])Values.Clone();
        var size = a.GetLength(0);
        for (var sweep = 0; sweep < MostSweeps; sweep++)
        {
            for (var p = 0; p < size; p++)
            {
                for (var q = p + 1; q < size; q++)
                    Rotate(a, p, q);
            }
        }

        return [.. Enumerable.Range(0, size).Select(i => a[i, i])];
    }

    /// <summary>Turns two axes so that they do not vary together.</summary>
    private static void Rotate(double[,] a, int p, int q)
    {
        if (a[p, q] == 0)
            return;
        var tau = (a[q, q] - a[p, p]) / (2 * a[p, q]);
        var tangent = double.IsFinite(tau * tau)
            ? Math.CopySign(1, tau) / (Math.Abs(tau) + Math.Sqrt(1 + tau * tau))
            : 0;
        var cosine = 1 / Math.Sqrt(1 + tangent * tangent);
        var sine = tangent * cosine;
        for (var i = 0; i < a.GetLength(0); i++)
            (a[i, p], a[i, q]) = (cosine * a[i, p] - sine * a[i, q], sine * a[i, p] + cosine * a[i, q]);
        for (var i = 0; i < a.GetLength(0); i++)
            (a[p, i], a[q, i]) = (cosine * a[p, i] - sine * a[q, i], sine * a[p, i] + cosine * a[q, i]);
        a[p, q] = a[q, p] = 0;
    }
}
