namespace Segmentation.Engine.Lifetime;

/// <summary>Fits a <see cref="PurchaseModel"/> by maximum likelihood.</summary>
public static class PurchaseFit
{
    // Where to search is found on so many lines.
    private const int FewLines = 10_000;

    // Logarithms of r, alpha over the mean time between orders, a and b: alike customers, and ones that differ much.
    private static readonly double[][] Starts =
        [[0, 0, 0, 0], [-1.5, -1.5, -0.5, 1], [1.5, 1.5, 0.5, 1.5], [-0.5, 0.5, -2, 0]];

    /// <summary>
    /// The model that makes the orders of all customers likeliest. It does not depend on the order of customers.
    /// </summary>
    /// <param name="kind">When a customer may leave.</param>
    /// <param name="repeats">Per customer the days with orders after the first such day.</param>
    /// <param name="last">Per customer the days from the first order to the last.</param>
    /// <param name="age">Per customer the days since the first order.</param>
    /// <returns>The model, or a flag that says why there is none.</returns>
    public static Fit<PurchaseModel> Fit(
        PurchaseModelKind kind, ReadOnlySpan<int> repeats, ReadOnlySpan<int> last, ReadOnlySpan<int> age)
    {
        var data = PurchaseStatistics.Of(repeats, last, age);
        if (data.Customers == 0)
            return Fit<PurchaseModel>.None(FitFlag.NoCustomers);
        if (data.Days == 0)
            return Fit<PurchaseModel>.None(FitFlag.NoHistory);
        if (data.Orders == 0)
            return Fit<PurchaseModel>.None(FitFlag.NoRepeaters);

        var scale = data.Days / PurchaseModel.Week / data.Orders;
        var few = data.Thinned(FewLines);
        var starts = ReferenceEquals(few.Count, data.Count)
            ? Starts
            : [MultiStart.Search(Objective(kind, few, scale), few.Customers, Starts).Best.At];
        var (best, isHeldBack) = MultiStart.Search(Objective(kind, data, scale), data.Customers, starts);
        var model = Model(kind, best.At, scale);
        return new(
            model, new PurchaseLikelihood(kind, data).Of(model, stackalloc double[best.At.Length]), best.Converged,
            MultiStart.StandardErrors(best, data.Customers, model.R, model.Alpha, model.A, model.B),
            MultiStart.Flags(best, isHeldBack, data.Customers < repeats.Length));
    }

    internal static Objective Objective(PurchaseModelKind kind, PurchaseStatistics data, double scale)
    {
        var likelihood = new PurchaseLikelihood(kind, data);
        return (at, slope) =>
        {
            var model = Model(kind, at, scale);
            var value = likelihood.Of(model, slope);
            slope[0] *= -model.R;
            slope[1] *= -model.Alpha;
            slope[2] *= -model.A;
            slope[3] *= -model.B;
            return -value;
        };
    }

    private static PurchaseModel Model(PurchaseModelKind kind, ReadOnlySpan<double> at, double scale) =>
        new(kind, Math.Exp(at[0]), scale * Math.Exp(at[1]), Math.Exp(at[2]), Math.Exp(at[3]));
}
