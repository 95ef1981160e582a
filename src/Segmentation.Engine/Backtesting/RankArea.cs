namespace Segmentation.Engine.Backtesting;

/// <summary>
/// How well a ranking tells those to whom something happened from the others: the area under the ROC curve, which is
/// the chance that one of the former ranks before one of the latter (Mann and Whitney 1947), ties counted half. Its
/// variance is that of DeLong, DeLong and Clarke-Pearson (1988), by midranks as Sun and Xu (2014) compute it.
/// </summary>
public sealed class RankArea
{
    private readonly double[] _ofEvents;
    private readonly double[] _ofOthers;

    private RankArea(double area, double[] ofEvents, double[] ofOthers)
    {
        (Area, _ofEvents, _ofOthers) = (area, ofEvents, ofOthers);
        StandardError = Math.Sqrt(Covariance(this, this));
    }

    /// <summary>To how many it happened.</summary>
    public int Events => _ofEvents.Length;

    /// <summary>To how many it did not.</summary>
    public int Others => _ofOthers.Length;

    /// <summary>Whether the ranking is read from its other end.</summary>
    public bool IsReversed { get; private init; }

    /// <summary>The area, from 0 to 1; .5 for a ranking that tells nothing, and when nobody is on one side.</summary>
    public double Area { get; }

    /// <summary>Its standard error; 0 when there are fewer than two on a side.</summary>
    public double StandardError { get; }

    /// <summary>The 95 % interval, from 0 to 1.</summary>
    public Interval Interval
    {
        get
        {
            var around = Interval.Around(Area, StandardError);
            return new Interval(Math.Max(0, around.Low), Math.Min(1, around.High));
        }
    }

    /// <summary>
    /// The chance of an area as far from .5 or farther when the ranking tells nothing, by the normal distribution: the
    /// square of (area - .5) / standard error has the chi-square distribution of one degree of freedom.
    /// </summary>
    public double Chance => StandardError > 0
        ? RateTest.Upper(1, Math.Pow((Area - .5) / StandardError, 2))
        : Area == .5 ? 1 : 0;

    /// <summary>The area of a ranking.</summary>
    /// <param name="scores">Per customer how high it ranks; no NaN.</param>
    /// <param name="happened">Whether it happened to the customer.</param>
    public static RankArea Of(ReadOnlySpan<double> scores, ReadOnlySpan<bool> happened)
    {
        int[] events = [.. Places(happened, true)], others = [.. Places(happened, false)];
        var (m, n) = (events.Length, others.Length);
        if (m == 0 || n == 0)
            return new RankArea(.5, new double[m], new double[n]);
        double[] high = Taken(scores, events), low = Taken(scores, others);
        var all = Midranks([.. high, .. low]);
        var (amongHigh, amongLow) = (Midranks(high), Midranks(low));
        var (ofEvents, ofOthers) = (new double[m], new double[n]);
        for (var i = 0; i < m; i++)
            ofEvents[i] = (all[i] - amongHigh[i]) / n;
        for (var i = 0; i < n; i++)
            ofOthers[i] = 1 - (all[m + i] - amongLow[i]) / m;
        return new RankArea(ofEvents.Sum() / m, ofEvents, ofOthers);
    }

    /// <summary>The same ranking from its other end.</summary>
    public RankArea Reversed() => new(
        1 - Area, Array.ConvertAll(_ofEvents, part => 1 - part), Array.ConvertAll(_ofOthers, part => 1 - part))
    {
        IsReversed = !IsReversed,
    };

    /// <summary>How much greater this area is than that of another ranking of the same customers, as a 95 % interval.
    /// </summary>
    public Interval Over(RankArea other)
    {
        var variance = Covariance(this, this) + Covariance(other, other) - 2 * Covariance(this, other);
        return Interval.Around(Area - other.Area, Math.Sqrt(Math.Max(0, variance)));
    }

    private static double Covariance(RankArea a, RankArea b) =>
        Covariance(a._ofEvents, b._ofEvents) + Covariance(a._ofOthers, b._ofOthers);

    /// <summary>The covariance of two means of the same customers.</summary>
    private static double Covariance(double[] a, double[] b)
    {
        if (a.Length < 2)
            return 0;
        var (meanA, meanB, sum) = (a.Sum() / a.Length, b.Sum() / b.Length, 0d);
        for (var i = 0; i < a.Length; i++)
            sum += (a[i] - meanA) * (b[i] - meanB);
        return sum / (a.Length - 1) / a.Length;
    }

    /// <summary>Per value its rank from 1; equal values share the mean of theirs.</summary>
    private static double[] Midranks(double[] values)
    {
        var places = new int[values.Length];
        for (var i = 0; i < places.Length; i++)
            places[i] = i;
        var sorted = (double[])values.Clone();
        Array.Sort(sorted, places);
        var ranks = new double[values.Length];
        for (int from = 0, to; from < sorted.Length; from = to)
        {
            for (to = from + 1; to < sorted.Length && sorted[to] == sorted[from];)
                to++;
            for (var i = from; i < to; i++)
                ranks[places[i]] = (from + 1 + to) / 2d;
        }

        return ranks;
    }

    private static List<int> Places(ReadOnlySpan<bool> happened, bool wanted)
    {
        var places = new List<int>();
        for (var i = 0; i < happened.Length; i++)
        {
            if (happened[i] == wanted)
                places.Add(i);
        }

        return places;
    }

    private static double[] Taken(ReadOnlySpan<double> scores, int[] places)
    {
        var taken = new double[places.Length];
        for (var i = 0; i < places.Length; i++)
            taken[i] = scores[places[i]];
        return taken;
    }
}
