namespace Segmentation.Engine.Lifetime;

/// <summary>Fits a <see cref="SbgModel"/> by maximum likelihood.</summary>
public static class SbgFit
{
    private static readonly double[][] Starts = [[0, 0], [-1, 1], [1.5, 3]];

    /// <summary>The model that makes the ends of contracts likeliest.</summary>
    /// <param name="survived">Per customer the periods renewed, 0 or more; negative ones are left out.</param>
    /// <param name="ended">Per customer whether the contract ended after them; the others run on.</param>
    /// <returns>The model, or a flag that says why there is none.</returns>
    public static Fit<SbgModel> Fit(ReadOnlySpan<int> survived, ReadOnlySpan<bool> ended)
    {
        var most = 0;
        foreach (var periods in survived)
            most = Math.Max(most, periods);
        var (renewed, lost) = (new long[most + 1], new long[most + 1]);
        var used = 0;
        for (var row = 0; row < survived.Length; row++)
        {
            if (survived[row] < 0)
                continue;
            used++;
            if (survived[row] > 0)
                renewed[survived[row] - 1]++;
            if (ended[row])
                lost[survived[row]]++;
        }

        // Who renewed for the nth time renewed all times before.
        for (var period = most - 1; period >= 0; period--)
            renewed[period] += renewed[period + 1];
        return Fit(renewed, lost, used, used < survived.Length);
    }

    /// <summary>The same from how many renewed, and how many were lost, at the end of each period.</summary>
    internal static Fit<SbgModel> Fit(long[] renewed, long[] lost, int customers, bool areRowsLeftOut)
    {
        if (customers == 0)
            return Fit<SbgModel>.None(FitFlag.NoCustomers);
        if (lost.Sum() == 0 || renewed.Sum() == 0)
            return Fit<SbgModel>.None(FitFlag.NoEnds);
        var (best, isHeldBack) = MultiStart.Search(Objective(renewed, lost), customers, Starts);
        var model = new SbgModel(Math.Exp(best.At[0]), Math.Exp(best.At[1]));
        return new(
            model, -Objective(renewed, lost)(best.At, stackalloc double[2]), best.Converged,
            MultiStart.StandardErrors(best, customers, model.Alpha, model.Beta),
            MultiStart.Flags(best, isHeldBack, areRowsLeftOut));
    }

    // ln L = sum over periods i of lost ln(alpha / (alpha+beta+i)) + renewed ln((beta+i) / (alpha+beta+i)).
    internal static Objective Objective(long[] renewed, long[] lost) => (at, slope) =>
    {
        var (alpha, beta) = (Math.Exp(at[0]), Math.Exp(at[1]));
        var (value, byAlpha, byBeta) = (0.0, 0.0, 0.0);
        for (var i = 0; i < renewed.Length; i++)
        {
            var (all, both) = (renewed[i] + lost[i], alpha + beta + i);
            value += lost[i] * Math.Log(alpha / both) + renewed[i] * Math.Log((beta + i) / both);
            byAlpha += lost[i] / alpha - all / both;
            byBeta += renewed[i] / (beta + i) - all / both;
        }

        (slope[0], slope[1]) = (-alpha * byAlpha, -beta * byBeta);
        return -value;
    };
}
