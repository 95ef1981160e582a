using System.Text.Json.Serialization;

namespace Segmentation.Engine.Backtesting;

/// <summary>What a backtest says of a scheme and an outcome.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Verdict>))]
public enum Verdict
{
    /// <summary>The order of the segments tells who it happens to, and a naive rule tells no more.</summary>
    [JsonStringEnumMemberName("evidence")]
    Evidence,

    /// <summary>The segments differ, but not in their order, or a naive rule tells more.</summary>
    [JsonStringEnumMemberName("weak")]
    Weak,

    /// <summary>What is seen may be chance.</summary>
    [JsonStringEnumMemberName("none")]
    None,
}

/// <summary>Why a verdict is what it is.</summary>
public enum Ground
{
    /// <summary>It happened to too few, or to nearly all.</summary>
    TooFew,

    /// <summary>Neither the order nor the differences are beyond chance.</summary>
    Chance,

    /// <summary>The segments differ, but their order does not tell who it happens to.</summary>
    NoOrder,

    /// <summary>The order tells something, but the rates go to and fro.</summary>
    Unsteady,

    /// <summary>A naive rule tells more.</summary>
    NaiveIsBetter,

    /// <summary>The order tells who it happens to.</summary>
    Order,
}

/// <summary>The verdict and its ground.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Ground">The first ground that holds.</param>
public readonly record struct Judgement(Verdict Verdict, Ground Ground)
{
    /// <summary>The fewest customers to whom it happened, and to whom it did not, that tell anything.</summary>
    public const int Fewest = 20;

    /// <summary>The chance under which a difference is taken as one, divided by the number of schemes that are looked at
    /// (Bonferroni): of many schemes one looks good by chance.</summary>
    public const double Level = .05;

    /// <summary>The least Kendall tau, without its sign, of rates that go one way.</summary>
    public const double LeastTau = .6;

    /// <summary>By how much a naive rule has to be better before that counts, as area under the curve.</summary>
    public const double Margin = .01;

    /// <summary>Judges one of several schemes.</summary>
    /// <param name="schemes">How many schemes are looked at, at least 1.</param>
    /// <param name="events">To how many it happened.</param>
    /// <param name="others">To how many it did not.</param>
    /// <param name="area">The area of the order of the segments.</param>
    /// <param name="order">Whether their rates go one way.</param>
    /// <param name="test">Whether they differ at all.</param>
    /// <param name="naive">By how much the area is greater than that of each naive rule.</param>
    public static Judgement Of(
        int schemes, long events, long others, RankArea area, RankOrder order, RateTest test, IEnumerable<Interval> naive)
    {
        var level = Level / schemes;
        var isOrdered = area.Chance < level;
        if (Math.Min(events, others) < Fewest)
            return new Judgement(Verdict.None, Ground.TooFew);
        if (!isOrdered && test.P >= level)
            return new Judgement(Verdict.None, Ground.Chance);
        if (!isOrdered)
            return new Judgement(Verdict.Weak, Ground.NoOrder);
        if (Math.Abs(order.Tau) < LeastTau)
            return new Judgement(Verdict.Weak, Ground.Unsteady);
        return naive.Any(IsLess)
            ? new Judgement(Verdict.Weak, Ground.NaiveIsBetter)
            : new Judgement(Verdict.Evidence, Ground.Order);
    }

    /// <summary>Whether an area is less than that of a naive rule, beyond chance and by more than a trifle.</summary>
    public static bool IsLess(Interval over) => over.High < 0 && (over.Low + over.High) / 2 < -Margin;
}
