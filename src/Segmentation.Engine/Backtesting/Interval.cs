namespace Segmentation.Engine.Backtesting;

/// <summary>An interval that holds the true value in 95 of 100 cases.</summary>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
public readonly record struct Interval(double Low, double High)
{
    /// <summary>The 97.5 % point of the normal distribution.</summary>
    public const double Z = 1.959963984540054;

    /// <summary>Whether a value lies inside, or on an end.</summary>
    public bool Has(double value) => Low <= value && value <= High;

    /// <summary>The interval of a value with a standard error: value +- z * error.</summary>
    public static Interval Around(double value, double error) => new(value - Z * error, value + Z * error);

    /// <summary>
    /// The score interval of a rate k/n (Wilson 1927), from 0 to 1:
    /// (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n). From 0 to 1 when n is 0.
    /// </summary>
    /// <param name="events">How often it happened, from 0 to <paramref name="customers"/>.</param>
    /// <param name="customers">Of how many.</param>
    public static Interval OfRate(long events, long customers)
    {
        if (customers == 0)
            return new Interval(0, 1);
        double n = customers, p = events / n, z2 = Z * Z;
        var middle = p + z2 / (2 * n);
        var half = Z * Math.Sqrt(p * (1 - p) / n + z2 / (4 * n * n));
        // Rounding may leave a trifle where the ends are 0 and 1.
        return new Interval(
            events == 0 ? 0 : (middle - half) / (1 + z2 / n), events == customers ? 1 : (middle + half) / (1 + z2 / n));
    }
}
