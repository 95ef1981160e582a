using MathNet.Numerics;

namespace Segmentation.Engine.Lifetime;

/// <summary>
/// The likelihood of a <see cref="SpendModel"/>: per customer lnG(px+q) - lnG(px) - lnG(q) + q ln v + (px-1) ln m +
/// px ln x - (px+q) ln(xm+v).
/// </summary>
internal sealed class SpendLikelihood
{
    private const int Parameters = 3;
    private readonly SpendStatistics _data;
    private readonly double[] _logs;

    public SpendLikelihood(SpendStatistics data)
    {
        _data = data;
        _logs = [.. data.Mean.Select(mean => Math.Log(mean))];
    }

    /// <summary>The log-likelihood of means in units, and its slope by p, q and v.</summary>
    public double Of(SpendModel model, Span<double> slope)
    {
        var sums = BlockSum.Of(_logs.Length, 1 + Parameters, (from, to, total) => Add(model, from, to, total));
        sums.AsSpan(1).CopyTo(slope);
        return sums[0];
    }

    private void Add(SpendModel model, int from, int to, Span<double> total)
    {
        while (from < to)
        {
            var end = from;
            while (end < to && _data.Repeats[end] == _data.Repeats[from])
                end++;
            AddRun(model, from, end, total);
            from = end;
        }
    }

    // Lines with the same number of orders: the gammas are theirs.
    private void AddRun(SpendModel model, int from, int to, Span<double> total)
    {
        var ((p, q, v), x) = (model, _data.Repeats[from]);
        var (px, logX) = (p * x, Math.Log(x));
        var (customers, own, all, parts) = (0.0, 0.0, 0.0, 0.0);
        for (var row = from; row < to; row++)
        {
            var (count, sum) = (_data.Count[row], x * _data.Mean[row] + v);
            customers += count;
            own += count * _logs[row];
            all += count * Math.Log(sum);
            parts += count / sum;
        }

        var (sharp, flat) = (SpecialFunctions.DiGamma(px + q), SpecialFunctions.DiGamma(px));
        var logV = Math.Log(v);
        total[0] += (px - 1) * own - (px + q) * all + customers * (SpecialFunctions.GammaLn(px + q)
            - SpecialFunctions.GammaLn(px) - SpecialFunctions.GammaLn(q) + q * logV + px * logX);
        total[1] += x * (own - all + customers * (sharp - flat + logX));
        total[2] += customers * (sharp - SpecialFunctions.DiGamma(q) + logV) - all;
        total[3] += customers * q / v - (px + q) * parts;
    }
}
