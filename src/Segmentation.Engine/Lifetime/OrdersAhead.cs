using MathNet.Numerics;

namespace Segmentation.Engine.Lifetime;

/// <summary>
/// The expected number of orders of a customer who is alive. The published form, (a + b - 1) / (a - 1) *
/// (1 - (1 - z)^s * 2F1(s, b; a + b - 1; z)), divides by 0 at a = 1 and cancels near it and for short horizons. These
/// forms are equal to it and have neither fault.
/// </summary>
internal static class OrdersAhead
{
    // Above this many terms the integral is faster; below this logarithm the first term of the series underflows.
    private const double MostTerms = 2000;
    private const double LeastLog = -600;
    private const double Negligible = 1e-17;

    /// <summary>Orders until the end of the horizon.</summary>
    /// <param name="shape">The shape s of the gamma distribution of the rate.</param>
    /// <param name="ahead">The horizon as a multiple of the scale of that distribution.</param>
    /// <param name="a">With <paramref name="b"/> the beta distribution of leaving after an order.</param>
    /// <param name="b">Above 0.</param>
    /// <returns>At most <paramref name="shape"/> * <paramref name="ahead"/>.</returns>
    public static double Of(double shape, double ahead, double a, double b)
    {
        if (!(ahead > 0))
            return 0;
        // A negative binomial has its terms around its mean; then they fall by 1 - 1 / (1 + ahead) or faster.
        var terms = shape * ahead + 40 * (1 + ahead);
        return terms < MostTerms && -shape * Math.Log(1 + ahead) > LeastLog
            ? Sum(shape, ahead / (1 + ahead), a, b)
            : Integral(shape, ahead, a, b);
    }

    // Nobody who stays for ever orders n times with probability (s)n / n! * z^n * (1 - z)^s: a negative binomial. Of n
    // orders a customer who may leave makes the one after k others with probability E[(1 - p)^k] = (b)k / (a + b)k.
    internal static double Sum(double shape, double z, double a, double b)
    {
        var (probability, stays, made, sum) = (Math.Exp(shape * Numeric.Log1Plus(-z)), 1.0, 0.0, 0.0);
        for (var n = 0; ; n++)
        {
            probability *= (shape + n) / (n + 1) * z;
            made += stays;
            stays *= (b + n) / (a + b + n);
            var term = probability * made;
            sum += term;
            // Past the mean terms fall at least by the factor that they fall by now.
            var fall = (shape + n + 1) / (n + 2) * z * (n + 2) / (n + 1);
            if (fall < 1 && term * fall <= Negligible * sum * (1 - fall))
                return sum;
        }
    }

    // E[(1 - (1 + p t)^-s) / p] over p ~ Beta(a, b), with p = 1 / (1 + exp(-y)): on the whole line the trapezoidal rule
    // converges exponentially (L. N. Trefethen and J. A. C. Weideman, SIAM Review 56 (2014), pages 385-458). Far out
    // the integrand is exp(a y) or exp(-b y) times a constant.
    internal static double Integral(double shape, double ahead, double a, double b)
    {
        var step = Math.Min(0.25, 0.5 * Math.Sqrt(1 / a + 1 / b));
        var logBeta = SpecialFunctions.GammaLn(a) + SpecialFunctions.GammaLn(b) - SpecialFunctions.GammaLn(a + b);
        var mode = Math.Log(a) - Math.Log(b);
        var from = Math.Min(mode, -Math.Log(1 + shape * ahead)) - 40;
        var to = Math.Max(mode, 0) + 40;
        var first = Math.Max(Math.Ceiling((from - mode) / step), -4000);
        var last = Math.Min(Math.Floor((to - mode) / step), 4000);
        // Beyond both ends are geometric series.
        var sum = Value(mode + first * step) / Numeric.ExpMinus1(a * step)
            + Value(mode + last * step) / Numeric.ExpMinus1(b * step);
        for (var i = first; i <= last; i++)
            sum += Value(mode + i * step);
        return sum * step;

        double Value(double y)
        {
            var p = 1 / (1 + Math.Exp(-y));
            var weight = Math.Exp(-a * Numeric.LogSumExp0(-y) - b * Numeric.LogSumExp0(y) - logBeta);
            return weight * -Numeric.ExpMinus1(-shape * Numeric.Log1Plus(p * ahead)) / p;
        }
    }
}
