namespace Segmentation.Engine.Backtesting;

/// <summary>The verdict and its ground.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Ground">The first ground that holds.</param>
public readonly record struct Judgement(Verdict Verdict, Ground Ground)
{
    /// <summary>The fewest customers to whom it happened, and to whom it did not, that tell anything.</summary>
    public const int Fewest = 20;

    /// <summary>
    /// The chance under which a difference is taken as one, divided by the number of schemes that are looked at
    /// (Bonferroni): of many schemes one looks good by chance.
    /// </summary>
    public const double Level = .05;

    /// <summary>The least Kendall tau of rates that go one way, which is the one that the area is read in.</summary>
    public const double LeastTau = .6;

    /// <summary>By how much a naive rule has to be better before that counts, as area under the curve.</summary>
    public const double Margin = .01;

    /// <summary>Judges one of several schemes.</summary>
    /// <param name="schemes">How many schemes are looked at, at least 1.</param>
    /// <param name="area">The area of the order of the segments, read from the end that tells more.</param>
    /// <param name="order">Whether their rates go one way.</param>
    /// <param name="test">Whether they differ at all.</param>
    /// <param name="naive">By how much the area is greater than that of each naive rule.</param>
    public static Judgement Of(
        int schemes, RankArea area, RankOrder order, RateTest test, IEnumerable<Interval> naive)
    {
        var level = Level / schemes;
        var isOrdered = area.Chance < level;
        if (Math.Min(area.Events, area.Others) < Fewest)
            return new Judgement(Verdict.None, Ground.TooFew);
        if (!isOrdered && test.P >= level)
            return new Judgement(Verdict.None, Ground.Chance);
        if (!isOrdered)
            return new Judgement(Verdict.Weak, Ground.NoOrder);
        if ((area.IsReversed ? -order.Tau : order.Tau) < LeastTau)
            return new Judgement(Verdict.Weak, Ground.Unsteady);
        return naive.Any(IsLess)
            ? new Judgement(Verdict.Weak, Ground.NaiveIsBetter)
            : new Judgement(Verdict.Evidence, Ground.Order);
    }

    /// <summary>Whether an area is less than that of a naive rule, beyond chance and by more than a trifle.</summary>
    public static bool IsLess(Interval over) => over.High < 0 && (over.Low + over.High) / 2 < -Margin;
}
