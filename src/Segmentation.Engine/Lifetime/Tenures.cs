namespace Segmentation.Engine.Lifetime;

/// <summary>A time without a gap in which a customer had a contract.</summary>
/// <param name="Survived">How many times it was renewed.</param>
/// <param name="Ended">Whether it is over; else it runs.</param>
/// <param name="Cohort">What its first contract belongs to; null for nothing.</param>
public readonly record struct Tenure(int Survived, bool Ended, string? Cohort);

/// <summary>What contract models read of customers, one entry of each array per customer, as of a day.</summary>
/// <param name="Survived">How often the tenure that runs was renewed; <see cref="None"/> when none runs.</param>
/// <param name="Cohort">The cohort of the tenure that runs; null when none runs, or it has none.</param>
/// <param name="Amount">The sum of what the contracts that run bring in a period.</param>
/// <param name="All">All tenures of all customers, those that are over too.</param>
public sealed record Tenures(int[] Survived, string?[] Cohort, double[] Amount, IReadOnlyList<Tenure> All)
{
    /// <summary>Where no contract runs.</summary>
    public const int None = -1;

    // An end so much of a period later than a renewal still belongs to it: quarters have 90 to 92 days.
    private const int GraceParts = 10;

    /// <summary>Customers without contracts.</summary>
    public static Tenures Of(int customers)
    {
        var survived = new int[customers];
        Array.Fill(survived, None);
        return new(survived, new string?[customers], new double[customers], []);
    }

    /// <summary>
    /// How often a contract was renewed that ran so many days: once for each period that it ran beyond, by more than a
    /// tenth of a period.
    /// </summary>
    /// <param name="days">The days, 0 or more.</param>
    /// <param name="periodDays">The days of a period, 1 or more.</param>
    public static int Renewals(int days, int periodDays) =>
        (int)Math.Max(0, ((long)GraceParts * days - periodDays - 1) / ((long)GraceParts * periodDays));
}
