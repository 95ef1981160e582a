namespace Segmentation.Engine.Lifetime;

/// <summary>
/// exp(x) - 1 and ln(1 + x) to full precision near 0, by W. Kahan's rounding-error corrections as in N. J. Higham,
/// Accuracy and Stability of Numerical Algorithms, 2nd edition (2002), section 1.14.1; those of
/// <see cref="double"/> lose it.
/// </summary>
internal static class Numeric
{
    /// <summary>exp(<paramref name="x"/>) - 1.</summary>
    public static double ExpMinus1(double x)
    {
        var power = Math.Exp(x);
        if (power == 1)
            return x;
        var less = power - 1;
        return less == -1 || double.IsInfinity(power) ? less : less * x / Math.Log(power);
    }

    /// <summary>ln(1 + <paramref name="x"/>), for numbers above -1.</summary>
    public static double Log1Plus(double x)
    {
        var more = 1 + x;
        return more == 1 || double.IsInfinity(x) ? x : Math.Log(more) * x / (more - 1);
    }

    /// <summary>ln(1 + exp(<paramref name="x"/>)), without overflow.</summary>
    public static double LogSumExp0(double x) => Math.Max(x, 0) + Log1Plus(Math.Exp(-Math.Abs(x)));
}
