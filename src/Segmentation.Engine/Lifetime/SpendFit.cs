namespace Segmentation.Engine.Lifetime;

/// <summary>Fits a <see cref="SpendModel"/> by maximum likelihood.</summary>
public static class SpendFit
{
    // Where to search is found on so many lines.
    private const int FewLines = 10_000;

    // At 1 the mean of all customers is infinite, and just above it has no meaning.
    private const double LeastShape = 1.01;

    // Logarithms of p, q and v over the geometric mean. From near (0.1, 0.1, 0.1) alone a search runs away along p.
    private static readonly double[][] Starts = [[1, 1, 0], [0, 1.5, 1], [2.5, 1.2, -1.5], [0.1, 0.1, 0.1]];

    /// <summary>
    /// The model that makes the mean spends likeliest. It does not depend on the order of customers.
    /// </summary>
    /// <param name="repeats">Per customer the number of orders behind the mean; those with 0 do not count.</param>
    /// <param name="meanSpend">Per customer the mean spend of them; those with 0 or less do not count.</param>
    /// <returns>The model, or a flag that says why there is none.</returns>
    public static Fit<SpendModel> Fit(ReadOnlySpan<int> repeats, ReadOnlySpan<double> meanSpend)
    {
        var data = SpendStatistics.Of(repeats, meanSpend);
        if (data.Customers == 0)
            return Fit<SpendModel>.None(FitFlag.NoCustomers);
        if (data.Mean.Max() - data.Mean.Min() < 1e-9)
            return Fit<SpendModel>.None(FitFlag.NoVariance);

        var few = data.Thinned(FewLines);
        var starts = ReferenceEquals(few.Count, data.Count)
            ? Starts
            : [MultiStart.Search(Objective(few), few.Customers, Starts).Best.At];
        var (best, isHeldBack) = MultiStart.Search(Objective(data), data.Customers, starts);
        var (p, q, v) = (Math.Exp(best.At[0]), Math.Exp(best.At[1]), Math.Exp(best.At[2]));
        if (q <= LeastShape)
            return Fit<SpendModel>.None(FitFlag.InfiniteMean);
        var value = new SpendLikelihood(data).Of(new(p, q, v), stackalloc double[best.At.Length]);
        return new(
            new(p, q, v * data.Unit), value - data.Customers * Math.Log(data.Unit), best.Converged,
            MultiStart.StandardErrors(best, data.Customers, p, q, v * data.Unit),
            MultiStart.Flags(best, isHeldBack, false));
    }

    internal static Objective Objective(SpendStatistics data)
    {
        var likelihood = new SpendLikelihood(data);
        return (at, slope) =>
        {
            var model = new SpendModel(Math.Exp(at[0]), Math.Exp(at[1]), Math.Exp(at[2]));
            var value = likelihood.Of(model, slope);
            slope[0] *= -model.P;
            slope[1] *= -model.Q;
            slope[2] *= -model.V;
            return -value;
        };
    }
}
