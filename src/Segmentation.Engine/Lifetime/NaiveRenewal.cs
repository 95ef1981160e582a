namespace Segmentation.Engine.Lifetime;

/// <summary>
/// The fallback for contracts when there is too little data: at the end of each period the same share renews.
/// </summary>
/// <param name="Retention">That share of all renewals and ends so far, from 0 to 1.</param>
public sealed record NaiveRenewal(double Retention)
{
    /// <summary>The renewals of all, as a share of renewals and ends; 1 without either.</summary>
    /// <param name="survived">Per tenure how often it was renewed.</param>
    /// <param name="ends">How many tenures are over.</param>
    public static NaiveRenewal Of(ReadOnlySpan<int> survived, int ends)
    {
        var renewals = 0L;
        foreach (var periods in survived)
            renewals += periods;
        return new(renewals + ends == 0 ? 1 : (double)renewals / (renewals + ends));
    }

    /// <summary>The discounted number of renewals to come: the sum of (retention / (1 + discount))^i.</summary>
    /// <param name="discount">By how much money is worth less per period; 0 or more.</param>
    /// <param name="periods">How many periods are looked ahead.</param>
    public double Remaining(double discount, int periods)
    {
        var (sum, share) = (0.0, 1.0);
        for (var period = 0; period < periods; period++)
        {
            share *= Retention / (1 + discount);
            sum += share;
        }

        return sum;
    }
}
