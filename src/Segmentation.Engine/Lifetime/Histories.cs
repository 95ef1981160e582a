namespace Segmentation.Engine.Lifetime;

/// <summary>
/// What lifetime models read of customers, one entry of each array per customer: the sufficient statistics of its
/// purchases as of a day. All rows of a customer on one day are one purchase.
/// </summary>
/// <param name="Repeats">The days with purchases behind the first one; <see cref="NoPurchase"/> without any.</param>
/// <param name="Last">The days from the first purchase to the last.</param>
/// <param name="Age">The days from the first purchase to the as-of day, at least <see cref="Last"/>.</param>
/// <param name="Spend">
/// The mean over the repeat days of the sum of their amounts; NaN when no repeat day has an amount, and when no amounts
/// are looked at. Not above 0 where returns outweigh purchases.
/// </param>
/// <param name="AllSpend">The same mean over all days with purchases, the first one too.</param>
public sealed record Histories(int[] Repeats, int[] Last, int[] Age, double[] Spend, double[] AllSpend)
{
    /// <summary>The repeats of a customer without any purchase.</summary>
    public const int NoPurchase = -1;

    /// <summary>The number of customers.</summary>
    public int Count => Repeats.Length;

    /// <summary>The history of a customer.</summary>
    public History this[int customer] =>
        new(Repeats[customer], Last[customer], Age[customer], Spend[customer], AllSpend[customer]);

    /// <summary>Histories of customers without purchases.</summary>
    public static Histories None(int count)
    {
        var histories = new Histories(
            new int[count], new int[count], new int[count], new double[count], new double[count]);
        Array.Fill(histories.Repeats, NoPurchase);
        Array.Fill(histories.Spend, double.NaN);
        Array.Fill(histories.AllSpend, double.NaN);
        return histories;
    }
}

/// <summary>What lifetime models read of one customer; see <see cref="Histories"/>.</summary>
public readonly record struct History(int Repeats, int Last, int Age, double Spend, double AllSpend);
