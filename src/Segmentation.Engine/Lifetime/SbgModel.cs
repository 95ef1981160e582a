namespace Segmentation.Engine.Lifetime;

/// <summary>
/// How long contracts run: at the end of each period a customer leaves with a probability of their own, drawn from
/// Beta(<paramref name="Alpha"/>, <paramref name="Beta"/>), so those who are left are ever more loyal. P. S. Fader and
/// B. G. S. Hardie, How to Project Customer Retention, Journal of Interactive Marketing 21 (2007), pages 76-90.
/// </summary>
/// <param name="Alpha">Above 0; the mean probability to leave after the first period is Alpha / (Alpha + Beta).</param>
/// <param name="Beta">Above 0; the smaller both are, the more customers differ.</param>
public sealed record SbgModel(double Alpha, double Beta)
{
    // What is left of a sum after this many periods is told by bounds, or does not matter.
    private const int MostPeriods = 100_000;

    /// <summary>The probability to renew at the end of the period that runs, from 0 to 1.</summary>
    /// <param name="survived">Periods already renewed, 0 or more.</param>
    public double Renewal(int survived) => (Beta + survived) / (Alpha + Beta + survived);

    /// <summary>The share of customers that still is one after a number of periods: 1 at 0.</summary>
    public double Survival(int periods)
    {
        var share = 1.0;
        for (var period = 0; period < periods; period++)
            share *= Renewal(period);
        return share;
    }

    /// <summary>
    /// The number of renewals to be expected within some periods, each counting less by the discount:
    /// sum over i = 1.. of (beta+s)i / (alpha+beta+s)i / (1+d)^i. Without end it is the discounted expected residual
    /// lifetime of P. S. Fader and B. G. S. Hardie, Customer-Base Valuation in a Contractual Setting, Marketing Science
    /// 29 (2010), pages 85-93.
    /// </summary>
    /// <param name="survived">Periods already renewed, 0 or more.</param>
    /// <param name="discount">By how much money is worth less per period; 0 or more.</param>
    /// <param name="periods">How many periods are looked ahead; at most 100,000 are.</param>
    public double Remaining(int survived, double discount, int periods = MostPeriods)
    {
        var (sum, share) = (0.0, 1.0);
        for (var period = 0; period < Math.Min(periods, MostPeriods) && share > 1e-16 * sum; period++)
        {
            share *= Renewal(survived + period) / (1 + discount);
            sum += share;
        }

        return sum;
    }
}
