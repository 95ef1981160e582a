namespace Segmentation.Engine.Lifetime;

/// <summary>What stands in for a model of spend: the mean of a customer's own repeats, else that of all.</summary>
/// <param name="Mean">The mean of all repeats, in the unit of the amounts; 0 when nobody repeated.</param>
public sealed record MeanSpend(double Mean)
{
    /// <summary>The mean of the repeats of all whose mean is above 0; 0 without any.</summary>
    public static MeanSpend Of(Histories histories)
    {
        var (sum, repeats) = (0.0, 0L);
        for (var i = 0; i < histories.Count; i++)
        {
            if (!(histories.Repeats[i] > 0 && histories.Spend[i] > 0))
                continue;
            sum += histories.Repeats[i] * histories.Spend[i];
            repeats += histories.Repeats[i];
        }

        return new MeanSpend(repeats == 0 ? 0 : sum / repeats);
    }

    /// <summary>The value that is expected of an order.</summary>
    /// <param name="repeats">The customer's repeats.</param>
    /// <param name="meanSpend">Their mean; not above 0 or NaN when it is not known.</param>
    public double Expected(int repeats, double meanSpend) => repeats > 0 && meanSpend > 0 ? meanSpend : Mean;
}
