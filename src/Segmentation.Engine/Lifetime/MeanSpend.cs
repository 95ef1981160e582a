namespace Segmentation.Engine.Lifetime;

/// <summary>What stands in for a model of spend: the mean of a customer's own orders, else that of all.</summary>
/// <param name="Mean">The mean of all orders with an amount, in its unit; 0 when there is none.</param>
public sealed record MeanSpend(double Mean)
{
    /// <summary>The mean over all customers, each order counting once; never below 0.</summary>
    public static MeanSpend Of(Histories histories)
    {
        var (sum, orders) = (0.0, 0L);
        for (var i = 0; i < histories.Count; i++)
        {
            if (double.IsNaN(histories.AllSpend[i]))
                continue;
            sum += (histories.Repeats[i] + 1) * histories.AllSpend[i];
            orders += histories.Repeats[i] + 1;
        }

        return new MeanSpend(orders == 0 ? 0 : Math.Max(0, sum / orders));
    }

    /// <summary>The value that is expected of an order; never below 0.</summary>
    /// <param name="allSpend">The mean of the customer's orders; NaN when it is not known.</param>
    public double Expected(double allSpend) => double.IsNaN(allSpend) ? Mean : Math.Max(0, allSpend);
}
