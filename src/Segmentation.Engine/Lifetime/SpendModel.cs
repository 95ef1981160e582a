namespace Segmentation.Engine.Lifetime;

/// <summary>
/// Gamma-Gamma: what a customer spends on a day with orders varies around a mean of their own; the means vary between
/// customers. P. S. Fader and B. G. S. Hardie, The Gamma-Gamma Model of Monetary Value (2013).
/// </summary>
/// <param name="P">The shape of the spend of one customer, above 0: the larger, the steadier.</param>
/// <param name="Q">The shape of the scales of customers, above 1, so that the mean is finite.</param>
/// <param name="V">The scale of the scales of customers, above 0, in the unit of spend.</param>
public sealed record SpendModel(double P, double Q, double V)
{
    /// <summary>
    /// The expected spend on a day with orders: p (v + x m) / (p x + q - 1), a mean of the customer's own average and
    /// of that of all, weighted by how often the customer ordered.
    /// </summary>
    /// <param name="repeats">The number of orders x behind <paramref name="meanSpend"/>, 0 or more.</param>
    /// <param name="meanSpend">Their mean spend m; without orders, or at 0 or less, the mean of all is told.</param>
    public double Expected(int repeats, double meanSpend)
    {
        var known = repeats > 0 && meanSpend > 0 ? repeats : 0;
        return P * (V + (known == 0 ? 0 : known * meanSpend)) / (P * known + Q - 1);
    }
}
