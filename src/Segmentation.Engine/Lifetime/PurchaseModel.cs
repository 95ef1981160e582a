namespace Segmentation.Engine.Lifetime;

/// <summary>
/// How often customers order while they are alive, and when they leave. Each orders at a rate of their own, drawn from
/// Gamma(<paramref name="R"/>, <paramref name="Alpha"/>), and leaves after an order with a probability of their own,
/// drawn from Beta(<paramref name="A"/>, <paramref name="B"/>). BG/NBD: P. S. Fader, B. G. S. Hardie and K. L. Lee,
/// "Counting Your Customers" the Easy Way, Marketing Science 24 (2005), pages 275-284. MBG/NBD: E. P. Batislam,
/// M. Denizel and A. Filiztekin, International Journal of Research in Marketing 24 (2007), pages 201-209. The formulas
/// are in docs/formulas.md.
/// </summary>
/// <param name="Kind">When a customer may leave.</param>
/// <param name="R">The shape of the rates, above 0: the smaller, the more customers differ.</param>
/// <param name="Alpha">The scale of the rates in weeks, above 0: the mean is R / Alpha orders per week.</param>
/// <param name="A">With <paramref name="B"/> the leaving, above 0: the mean probability is A / (A + B).</param>
/// <param name="B">Above 0.</param>
public sealed record PurchaseModel(PurchaseModelKind Kind, double R, double Alpha, double A, double B)
{
    /// <summary>The days of the unit of time of the parameters.</summary>
    internal const double Week = 7;

    /// <summary>The probability that a customer has not left, from 0 to 1.</summary>
    /// <param name="repeats">Days with orders after the first such day, 0 or more.</param>
    /// <param name="last">Days from the first order to the last, from 0 to <paramref name="age"/>.</param>
    /// <param name="age">Days since the first order, 0 or more.</param>
    public double Alive(int repeats, int last, int age)
    {
        var chances = Chances(Kind, repeats);
        if (chances == 0)
            return 1;
        var silence = Math.Log((Alpha + age / Week) / (Alpha + last / Week));
        return 1 / (1 + A / (B + chances - 1) * Math.Exp((R + repeats) * silence));
    }

    /// <summary>The expected number of days with orders in the days to come, 0 or more.</summary>
    /// <param name="repeats">Days with orders after the first such day, 0 or more.</param>
    /// <param name="last">Days from the first order to the last, from 0 to <paramref name="age"/>.</param>
    /// <param name="age">Days since the first order, 0 or more.</param>
    /// <param name="horizonDays">How many days to look ahead; 0 or less gives 0.</param>
    public double ExpectedOrders(int repeats, int last, int age, double horizonDays) =>
        Alive(repeats, last, age) * OrdersIfAlive(repeats, age, horizonDays);

    /// <summary>The probability of no order in the days to come, from 0 to 1: it falls as the horizon grows.</summary>
    /// <inheritdoc cref="ExpectedOrders" path="/param"/>
    public double NoOrder(int repeats, int last, int age, double horizonDays)
    {
        var ahead = Math.Max(0, horizonDays) / Week;
        var someOrder = -Numeric.ExpMinus1(-(R + repeats) * Numeric.Log1Plus(ahead / (Alpha + age / Week)));
        return 1 - Alive(repeats, last, age) * someOrder;
    }

    /// <summary>The expected number of days with orders after the first, of somebody who orders today.</summary>
    /// <param name="horizonDays">How many days to look ahead; 0 or less gives 0.</param>
    internal double ExpectedOrdersOfNew(double horizonDays) => ExpectedOrders(0, 0, 0, horizonDays);

    /// <summary>
    /// <see cref="ExpectedOrders"/> of a customer who is known to be alive: the same for all with as many repeats and
    /// the same age.
    /// </summary>
    internal double OrdersIfAlive(int repeats, int age, double horizonDays) => OrdersAhead.Of(
        R + repeats, Math.Max(0, horizonDays) / Week / (Alpha + age / Week), A, B + Chances(Kind, repeats));

    /// <summary>How often a customer with so many repeats could have left, and may have stayed.</summary>
    internal static int Chances(PurchaseModelKind kind, int repeats) =>
        kind == PurchaseModelKind.BgNbd ? repeats : repeats + 1;
}
