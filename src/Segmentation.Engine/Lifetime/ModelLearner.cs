namespace Segmentation.Engine.Lifetime;

/// <summary>Learns one lifetime model: gate, fit, and a look at what it would have told earlier.</summary>
/// <param name="key">What it is.</param>
/// <param name="run">The run that learns it.</param>
/// <param name="asOf">Its as-of day.</param>
/// <param name="now">The customers as of that day.</param>
public sealed class ModelLearner(ModelKey key, int run, DateOnly asOf, Purchasers now)
{
    private readonly Histories _now = now.Histories;

    /// <summary>
    /// A model of orders. The naive rule stands in when there is too little to learn from, when the search finds no
    /// model, and when the model would have found fewer of those who spent most than the naive rule does.
    /// </summary>
    /// <param name="kind">The kind of model.</param>
    /// <param name="then">
    /// The customers as of the split, with what they spent from then to the as-of day; asked for only when the model
    /// has got that far.
    /// </param>
    /// <param name="split">The last day that the hold-out lets the model know.</param>
    public LearnedModel Orders(PurchaseModelKind kind, Func<Purchasers> then, DateOnly split)
    {
        var learned = Begun() with { NaiveOrders = NaiveModel.Of(_now.Last, _now.Age) };
        if (learned.Why is not null)
            return learned;
        var fit = PurchaseFit.Fit(kind, _now.Repeats, _now.Last, _now.Age);
        learned = Fitted(learned, fit) with { Orders = fit.Model };
        if (learned.Why is not null)
            return learned;
        var grade = Graded(kind, then(), split);
        return learned with
        {
            HoldOut = grade,
            Why = grade is { Grade: "C" }
                ? "in the days that were held out it finds fewer of those who spent most than the naive rule does"
                : null,
        };
    }

    /// <summary>A model of spend; the mean stands in when there is too little to learn from, or no model is found.
    /// </summary>
    public LearnedModel Spend()
    {
        var learned = Begun() with { NaiveSpend = MeanSpend.Of(_now) };
        if (learned.Why is not null)
            return learned;
        var fit = SpendFit.Fit(_now.Repeats, _now.Spend);
        return Fitted(learned, fit) with { Spend = fit.Model };
    }

    /// <summary>How a model that knew nothing after the split would have told the best customers of the days since.
    /// </summary>
    private ModelGrade? Graded(PurchaseModelKind kind, Purchasers then, DateOnly split)
    {
        var (known, days) = (then.Histories, asOf.DayNumber - split.DayNumber);
        if (PurchaseFit.Fit(kind, known.Repeats, known.Last, known.Age).Model is not { } model)
            return null;
        var naive = NaiveModel.Of(known.Last, known.Age);
        // Without amounts orders are counted: each is worth 1.
        var hasAmounts = known.Spend.Any(spend => spend > 0);
        var spend = hasAmounts ? SpendFit.Fit(known.Repeats, known.Spend).Model : null;
        var mean = hasAmounts ? MeanSpend.Of(known) : new MeanSpend(1);
        var (told, toldNaively) = (new double[known.Count], new double[known.Count]);
        for (var i = 0; i < known.Count; i++)
        {
            var (x, last, age, own) = (known.Repeats[i], known.Last[i], known.Age[i], known.Spend[i]);
            var naiveSpend = mean.Expected(x, own);
            told[i] = model.ExpectedOrders(x, last, age, days) * (spend?.Expected(x, own) ?? naiveSpend);
            toldNaively[i] = naive.ExpectedOrders(x, last, age, days) * naiveSpend;
        }

        return null;
    }

    private LearnedModel Begun() => new(key, run, asOf, now.Count, now.Repeaters);

    private static LearnedModel Fitted<T>(LearnedModel learned, Fit<T> fit)
        where T : class => learned with
        {
            LogLikelihood = fit.Model is null ? null : fit.LogLikelihood,
            StandardErrors = fit.StandardErrors,
            Why = fit is { Model: not null, Converged: true }
                ? null
                : $"no model was found: {string.Join(", ", fit.Flags)}",
            Warnings = [.. learned.Warnings, .. fit.Model is null ? [] : fit.Flags],
        };
}
