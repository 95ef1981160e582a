namespace Segmentation.Engine.Lifetime;

/// <summary>
/// The likelihood of a <see cref="PurchaseModel"/>. With s chances to leave that were not taken, per customer:
/// ln (r)x + r ln(alpha) + ln (b)s - ln (a+b)s - (r+x) ln(alpha+T) + ln(1 + a/(b+s-1) ((alpha+T)/(alpha+t))^(r+x)), the
/// last only when s > 0; (y)n = y (y+1) ... (y+n-1). It is the published one, whose gammas come in such quotients.
/// </summary>
internal sealed class PurchaseLikelihood(PurchaseModelKind kind, PurchaseStatistics data)
{
    private const int Parameters = 4;
    private readonly double[] _logAge = new double[data.OldestAge + 1];
    private readonly double[] _perAge = new double[data.OldestAge + 1];
    private readonly Rising _r = new(data.MostRepeats + 1);
    private readonly Rising _b = new(data.MostRepeats + 1);
    private readonly Rising _ab = new(data.MostRepeats + 1);

    /// <summary>The log-likelihood, and its slope by r, alpha, a and b.</summary>
    public double Of(PurchaseModel model, Span<double> slope)
    {
        for (var day = 0; day < _logAge.Length; day++)
        {
            _perAge[day] = 1 / (model.Alpha + day / PurchaseModel.Week);
            _logAge[day] = Math.Log(model.Alpha + day / PurchaseModel.Week);
        }

        _r.Fill(model.R);
        _b.Fill(model.B);
        _ab.Fill(model.A + model.B);
        var sums = BlockSum.Of(data.Count.Length, 1 + Parameters, (from, to, total) => Add(model, from, to, total));
        sums.AsSpan(1).CopyTo(slope);
        return sums[0];
    }

    private void Add(PurchaseModel model, int from, int to, Span<double> total)
    {
        while (from < to)
        {
            var end = from;
            while (end < to && data.Repeats[end] == data.Repeats[from])
                end++;
            AddRun(model, from, end, total);
            from = end;
        }
    }

    // Lines with the same repeats: what depends on those alone is added once.
    private void AddRun(PurchaseModel model, int from, int to, Span<double> total)
    {
        var x = data.Repeats[from];
        var chances = PurchaseModel.Chances(kind, x);
        var shape = model.R + x;
        var logOdds = chances == 0 ? double.NegativeInfinity : Math.Log(model.A / (model.B + chances - 1));
        var (customers, gone) = (0.0, 0.0);
        var (sum, logs, scales) = (0.0, 0.0, 0.0);
        for (var row = from; row < to; row++)
        {
            var (age, last, count) = (data.Age[row], data.Last[row], data.Count[row]);
            var silence = _logAge[age] - _logAge[last];
            var odds = logOdds + shape * silence;
            var small = Math.Exp(-Math.Abs(odds));
            var left = (odds > 0 ? 1 : small) / (1 + small);
            customers += count;
            gone += count * left;
            sum += count * (Math.Max(odds, 0) + Math.Log(1 + small) - shape * _logAge[age]);
            logs += count * (left * silence - _logAge[age]);
            scales += count * (left * (_perAge[age] - _perAge[last]) - _perAge[age]);
        }

        var logAlpha = _logAge[0];
        total[0] += sum + customers * (_r.Log[x] + model.R * logAlpha + _b.Log[chances] - _ab.Log[chances]);
        total[1] += logs + customers * (_r.Slope[x] + logAlpha);
        total[2] += shape * scales + customers * model.R / model.Alpha;
        total[3] += gone / model.A - customers * _ab.Slope[chances];
        total[4] += customers * (_b.Slope[chances] - _ab.Slope[chances]);
        if (chances > 0)
            total[4] -= gone / (model.B + chances - 1);
    }

    // ln (y)n, and its slope by y, for n from 0 to the most.
    private sealed class Rising(int most)
    {
        public double[] Log { get; } = new double[most + 1];

        public double[] Slope { get; } = new double[most + 1];

        public void Fill(double y)
        {
            for (var n = 0; n + 1 < Log.Length; n++)
            {
                Log[n + 1] = Log[n] + Math.Log(y + n);
                Slope[n + 1] = Slope[n] + 1 / (y + n);
            }
        }
    }
}
