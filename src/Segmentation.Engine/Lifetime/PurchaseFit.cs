namespace Segmentation.Engine.Lifetime;

/// <summary>Fits a <see cref="PurchaseModel"/> by maximum likelihood.</summary>
public static class PurchaseFit
{
    /// <summary>
    /// The model that makes the orders of all customers likeliest. It does not depend on the order of customers.
    /// </summary>
    /// <param name="kind">When a customer may leave.</param>
    /// <param name="repeats">Per customer the days with orders after the first such day.</param>
    /// <param name="last">Per customer the days from the first order to the last.</param>
    /// <param name="age">Per customer the days since the first order.</param>
    public static Fit<PurchaseModel> Fit(
        PurchaseModelKind kind, ReadOnlySpan<int> repeats, ReadOnlySpan<int> last, ReadOnlySpan<int> age) =>
        Fit<PurchaseModel>.None(FitFlag.NoCustomers);
}
