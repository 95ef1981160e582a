namespace Segmentation.Engine.Backtesting;

/// <summary>What the customers at the front of a ranking hold, by tenths of all customers.</summary>
/// <param name="Customers">The customers of each tenth.</param>
/// <param name="Events">To how many of them it happened.</param>
/// <param name="Values">What it was worth.</param>
public sealed record Gains(IReadOnlyList<long> Customers, IReadOnlyList<long> Events, IReadOnlyList<double> Values)
{
    /// <summary>The number of parts.</summary>
    public const int Parts = 10;

    private const int PartsOfFifth = 2;

    /// <summary>
    /// Ranks customers, highest first; equal ones stay in the order in which they come, as published figures have it.
    /// </summary>
    /// <param name="scores">Per customer how high it ranks.</param>
    /// <param name="happened">Whether it happened to the customer.</param>
    /// <param name="values">What it was worth.</param>
    public static Gains Of(double[] scores, bool[] happened, double[] values)
    {
        var places = Enumerable.Range(0, scores.Length).ToArray();
        Array.Sort(places, (a, b) => scores[b].CompareTo(scores[a]) is var order and not 0 ? order : a.CompareTo(b));
        var (customers, events, sums) = (new long[Parts], new long[Parts], new double[Parts]);
        for (var part = 0; part < Parts; part++)
        {
            var (from, to) = (First(part, scores.Length), First(part + 1, scores.Length));
            customers[part] = to - from;
            foreach (var place in places.AsSpan(from, to - from))
            {
                events[part] += happened[place] ? 1 : 0;
                sums[part] += values[place];
            }
        }

        return new Gains(customers, events, sums);
    }

    /// <summary>Of all to whom it happened, the share that is in the first parts, from 0 to 1; 0 for nobody.</summary>
    public double ShareOfEvents(int parts) => Share(Events.Take(parts).Sum(), Events.Sum());

    /// <summary>Of all the value, the share that is in the first parts; 0 when there is none.</summary>
    public double ShareOfValue(int parts) => Share(Values.Take(parts).Sum(), Values.Sum());

    /// <summary>The share of the value that the first fifth of the customers holds.</summary>
    public double FifthOfValue => ShareOfValue(PartsOfFifth);

    /// <summary>The share of the events that the first fifth of the customers holds.</summary>
    public double FifthOfEvents => ShareOfEvents(PartsOfFifth);

    private static int First(int part, int customers) => (int)((long)part * customers / Parts);

    private static double Share(double part, double whole) => whole == 0 ? 0 : part / whole;
}
