namespace Segmentation.Engine.Lifetime;

/// <summary>A function to be made small: its value, or infinity, and its slope by each parameter.</summary>
internal delegate double Objective(ReadOnlySpan<double> at, Span<double> slope);

/// <summary>A lowest point of an <see cref="Objective"/>.</summary>
/// <param name="At">The parameters.</param>
/// <param name="Value">The value.</param>
/// <param name="Covariance">The inverse of the curvature there; null when some way does not lead up.</param>
/// <param name="Converged">Whether the slope is 0 and every way leads up.</param>
internal sealed record Lowest(double[] At, double Value, double[,]? Covariance, bool Converged);

/// <summary>
/// Finds a lowest point: BFGS steps with a backtracking line search, then Newton steps on the curvature, which is told
/// by differences of slopes: J. Nocedal and S. J. Wright, Numerical Optimization, 2nd edition (2006), chapters 3 and 6.
/// </summary>
internal static class Descent
{
    private const int MostSteps = 100;
    private const int MostNewtonSteps = 8;
    // Parameters are logarithms: no step multiplies one by more than e².
    private const double LongestStep = 2;
    private const double Flat = 1e-8;
    // Where Newton steps take over: values tell slopes apart no longer much below it, for they are rounded.
    private const double NearlyFlat = 1e-6;
    private const double Rounding = 1e-12;
    private const double Difference = 1e-4;

    /// <summary>Goes down from a point.</summary>
    public static Lowest Search(Objective objective, ReadOnlySpan<double> start)
    {
        var at = start.ToArray();
        var slope = new double[at.Length];
        var value = Bfgs(objective, at, slope);
        var covariance = Covariance(objective, at);
        for (var step = 0; step < MostNewtonSteps && covariance is not null && Steepest(slope) > 1e-13; step++)
        {
            var before = Steepest(slope);
            if (!TryStep(objective, at, slope, ref value, Times(covariance, slope)))
                break;
            if (before > NearlyFlat)
                covariance = Covariance(objective, at);
        }

        return new(at, value, covariance, covariance is not null && Steepest(slope) < Flat);
    }

    private static double Bfgs(Objective objective, double[] at, double[] slope)
    {
        var value = objective(at, slope);
        var inverse = Identity(at.Length);
        var (before, slopeBefore) = (new double[at.Length], new double[at.Length]);
        for (var step = 0; step < MostSteps && Steepest(slope) > NearlyFlat; step++)
        {
            at.CopyTo(before, 0);
            slope.CopyTo(slopeBefore, 0);
            if (!TryStep(objective, at, slope, ref value, Times(inverse, slope)))
            {
                if (step == 0 || IsIdentity(inverse))
                    break;
                inverse = Identity(at.Length);
                continue;
            }

            Update(inverse, Minus(at, before), Minus(slope, slopeBefore), step == 0);
        }

        return value;
    }

    // Goes against a direction as far as the value falls enough; otherwise nothing changes.
    private static bool TryStep(
        Objective objective, double[] at, double[] slope, ref double value, double[] direction)
    {
        var descent = Dot(direction, slope);
        if (!(descent > 0))
            return false;
        var length = Math.Min(1, LongestStep / Math.Sqrt(Dot(direction, direction)));
        var (next, nextSlope) = (new double[at.Length], new double[at.Length]);
        for (var halving = 0; halving < 30; halving++, length /= 2)
        {
            for (var i = 0; i < at.Length; i++)
                next[i] = at[i] - length * direction[i];
            var nextValue = objective(next, nextSlope);
            // Near the bottom values differ by rounding alone; there the slope tells.
            var isRounding = Math.Abs(nextValue - value) <= Rounding * Math.Abs(value)
                && Steepest(nextSlope) < Steepest(slope);
            if (!(nextValue <= value - 1e-4 * length * descent) && !isRounding)
                continue;
            next.CopyTo(at, 0);
            nextSlope.CopyTo(slope, 0);
            value = nextValue;
            return true;
        }

        return false;
    }

    // The BFGS update of the inverse curvature by a step and the change of slope along it.
    private static void Update(double[,] inverse, double[] step, double[] change, bool isFirst)
    {
        var along = Dot(step, change);
        if (!(along > 1e-12 * Math.Sqrt(Dot(step, step) * Dot(change, change))))
            return;
        var n = step.Length;
        if (isFirst)
        {
            for (var i = 0; i < n; i++)
                inverse[i, i] = along / Dot(change, change);
        }

        var bent = Times(inverse, change);
        var factor = (1 + Dot(change, bent) / along) / along;
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
                inverse[i, j] += factor * step[i] * step[j] - (bent[i] * step[j] + step[i] * bent[j]) / along;
        }
    }

    private static double[,]? Covariance(Objective objective, double[] at)
    {
        var n = at.Length;
        var curvature = new double[n, n];
        var (moved, up, down) = (at.ToArray(), new double[n], new double[n]);
        for (var i = 0; i < n; i++)
        {
            moved[i] = at[i] + Difference;
            objective(moved, up);
            moved[i] = at[i] - Difference;
            objective(moved, down);
            moved[i] = at[i];
            for (var j = 0; j < n; j++)
            {
                curvature[i, j] += (up[j] - down[j]) / (4 * Difference);
                curvature[j, i] += (up[j] - down[j]) / (4 * Difference);
            }
        }

        return PositiveDefinite.Inverse(curvature);
    }

    private static double[,] Identity(int n)
    {
        var identity = new double[n, n];
        for (var i = 0; i < n; i++)
            identity[i, i] = 1;
        return identity;
    }

    private static bool IsIdentity(double[,] matrix) =>
        matrix.Cast<double>().SequenceEqual(Identity(matrix.GetLength(0)).Cast<double>());

    private static double[] Times(double[,] matrix, double[] vector)
    {
        var product = new double[vector.Length];
        for (var i = 0; i < vector.Length; i++)
        {
            for (var j = 0; j < vector.Length; j++)
                product[i] += matrix[i, j] * vector[j];
        }

        return product;
    }

    private static double[] Minus(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x - y)];

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    private static double Steepest(double[] slope) => slope.Max(Math.Abs);
}
