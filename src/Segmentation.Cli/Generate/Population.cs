namespace Segmentation.Cli.Generate;

/// <summary>All customers of a business: how often they buy, for how much, and from when to when.</summary>
/// <remarks>
/// A customer buys at a rate drawn from Gamma(0.8) from its signup until it drops out, after a lifetime drawn from the
/// Pareto distribution of Schmittlein, Morrison and Colombo (1987), "Counting Your Customers".
/// </remarks>
internal sealed class Population
{
    /// <summary>The days before the first order in which the oldest customers signed up.</summary>
    public const int DaysBefore = 730;

    /// <summary>The mean over customers of the logarithm of an amount; e to this is about 60.</summary>
    public const double MeanSpend = 4.1;

    /// <summary>The deviation over customers of the logarithm of an amount.</summary>
    public const double SpendDeviation = 0.7;

    private const double RateShape = 0.8;
    private const double ShareBefore = 0.4;
    private const double LifetimeShape = 0.8;
    private const double LifetimeScaleDays = 400;
    private const int Tries = 64;

    private readonly AliasTable _byRate;
    private readonly Membership[] _memberships;
    private readonly float[] _spends;
    private readonly bool[] _ordered;

    private Population(double[] rates, Membership[] memberships, float[] spends)
    {
        _byRate = new AliasTable(rates);
        _memberships = memberships;
        _spends = spends;
        _ordered = new bool[rates.Length];
    }

    /// <summary>The customers of a business.</summary>
    public static Population Draw(PlainBusiness business)
    {
        var chance = new Chance(business.Seed, 1);
        var rates = new double[business.Customers];
        var memberships = new Membership[business.Customers];
        var spends = new float[business.Customers];
        for (var customer = 0; customer < business.Customers; customer++)
        {
            rates[customer] = chance.Gamma(RateShape);
            memberships[customer] = DrawMembership(chance, business.Days);
            spends[customer] = (float)(MeanSpend + SpendDeviation * chance.Normal());
        }

        return new Population(rates, memberships, spends);
    }

    /// <summary>The days between which a customer buys.</summary>
    public Membership MembershipOf(int customer) => _memberships[customer];

    /// <summary>The mean logarithm of a customer's amounts.</summary>
    public double SpendOf(int customer) => _spends[customer];

    /// <summary>Whether a customer has an order that can be read.</summary>
    public bool HasOrdered(int customer) => _ordered[customer];

    /// <summary>Notes that a customer has an order that can be read.</summary>
    public void NoteOrder(int customer) => _ordered[customer] = true;

    /// <summary>Who buys on a day, among the customers of that day and in proportion to their rates.</summary>
    /// <param name="chance">What the draw is made from.</param>
    /// <param name="day">The day; moved to the buyer's nearest one when hardly anybody is a customer on it.</param>
    public int Buyer(Chance chance, ref int day)
    {
        var buyer = _byRate.Draw(chance);
        for (var tries = 1; tries < Tries && !_memberships[buyer].Includes(day); tries++)
            buyer = _byRate.Draw(chance);
        day = _memberships[buyer].Nearest(day);
        return buyer;
    }

    private static Membership DrawMembership(Chance chance, int days)
    {
        var place = chance.Unit();
        // The root thins signups out slowly towards the end.
        var signup = chance.Happens(ShareBefore)
            ? -1 - (int)(place * DaysBefore)
            : (int)(place * Math.Sqrt(place) * days);
        var lifetime = LifetimeScaleDays * (SteadyMath.Exp(-SteadyMath.Log(chance.Unit()) / LifetimeShape) - 1);
        var last = Math.Min(Math.Max(signup, 0) + lifetime, days - 1);
        return new Membership((short)signup, (short)last);
    }
}

/// <summary>The days between which a customer buys, counted from the first day with orders.</summary>
/// <param name="Signup">The day of the signup; below 0 for a customer from before the first day.</param>
/// <param name="Last">The last day before the customer drops out, from 0.</param>
internal readonly record struct Membership(short Signup, short Last)
{
    /// <summary>Whether the customer buys on this day.</summary>
    public bool Includes(int day) => Signup <= day && day <= Last;

    /// <summary>The day nearest to this one on which the customer buys.</summary>
    public int Nearest(int day) => Math.Clamp(day, Math.Max(Signup, (short)0), Last);
}
