namespace Segmentation.Engine.Lifetime;

/// <summary>A symmetric matrix by Cholesky's method.</summary>
internal static class PositiveDefinite
{
    // Below this part of its diagonal a pivot is rounding.
    private const double Rounding = 1e-10;

    /// <summary>The inverse; null when the matrix is not positive definite, or as good as not.</summary>
    public static double[,]? Inverse(double[,] matrix)
    {
        var n = matrix.GetLength(0);
        var root = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var rest = matrix[i, j];
                for (var k = 0; k < j; k++)
                    rest -= root[i, k] * root[j, k];
                if (i == j && !(rest > Rounding * matrix[i, i]))
                    return null;
                root[i, j] = i == j ? Math.Sqrt(rest) : rest / root[j, j];
            }
        }

        var inverse = new double[n, n];
        for (var column = 0; column < n; column++)
            Solve(root, column, inverse);
        return inverse;
    }

    private static void Solve(double[,] root, int column, double[,] inverse)
    {
        var n = root.GetLength(0);
        var half = new double[n];
        for (var i = 0; i < n; i++)
        {
            half[i] = i == column ? 1 : 0;
            for (var k = 0; k < i; k++)
                half[i] -= root[i, k] * half[k];
            half[i] /= root[i, i];
        }

        for (var i = n - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < n; k++)
                half[i] -= root[k, i] * inverse[k, column];
            inverse[i, column] = half[i] / root[i, i];
        }
    }
}
