using System.Globalization;

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
        var learned = Begun(Sufficiency.Of(_now.Repeats, _now.Last, _now.Age, [])) with
        {
            NaiveOrders = NaiveModel.Of(_now.Last, _now.Age),
        };
        if (learned.Why is not null)
            return learned;
        var fit = PurchaseFit.Fit(kind, _now.Repeats, _now.Last, _now.Age);
        learned = Fitted(learned, fit) with { Orders = fit.Model };
        if (learned.Why is not null)
            return learned;
        if (kind == PurchaseModelKind.BgNbd && now.Repeaters < now.Count / 2)
            learned = learned with { Warnings = [.. learned.Warnings, OrderedOnce(now.Count - now.Repeaters)] };
        var (grade, ungraded) = Graded(kind, then(), split);
        return learned with
        {
            HoldOut = grade,
            Why = grade is { Grade: nameof(Grade.C) } ? Worse(grade) : null,
            Warnings = ungraded is null ? learned.Warnings : [.. learned.Warnings, Ungraded(ungraded, split)],
        };
    }

    /// <summary>A model of spend; the mean stands in when there is too little to learn from, or no model is found.
    /// </summary>
    public LearnedModel Spend()
    {
        var gate = Sufficiency.Of(_now.Repeats, _now.Last, _now.Age, _now.Spend);
        var valued = Enumerable.Range(0, now.Count).Count(i => _now.Repeats[i] > 0 && _now.Spend[i] > 0);
        var learned = Begun(gate with { Repeaters = valued }) with { NaiveSpend = MeanSpend.Of(_now) };
        if (gate.Repeaters > valued)
            learned = learned with { Warnings = [NotAboveZero(gate.Repeaters - valued)] };
        if (learned.Why is not null)
            return learned;
        var fit = SpendFit.Fit(_now.Repeats, _now.Spend);
        learned = Fitted(learned, fit) with { Spend = fit.Model };
        return gate.IsCorrelated ? learned with { Warnings = [.. learned.Warnings, Correlated(gate)] } : learned;
    }

    private LearnedModel Begun(Sufficiency gate) => new(key, run, asOf, now.Count, now.Repeaters)
    {
        Gate = gate,
        Why = gate.IsEnough ? null : Lacking(gate),
    };

    private static LearnedModel Fitted<T>(LearnedModel learned, Fit<T> fit)
        where T : class => learned with
        {
            LogLikelihood = fit.Model is null ? null : fit.LogLikelihood,
            StandardErrors = fit.StandardErrors,
            Why = fit is { Model: not null, Converged: true } ? null : $"no model fits: {Words(fit.Flags)}",
            Warnings = [.. learned.Warnings, .. fit.Model is null ? [] : fit.Flags.Select(Word)],
        };

    /// <summary>
    /// How a model that knew nothing after the split would have told the best customers of the days since; or why that
    /// says nothing: there was too little to learn from then, no model fits, or nobody bought since.
    /// </summary>
    private (ModelGrade? Grade, string? Ungraded) Graded(PurchaseModelKind kind, Purchasers then, DateOnly split)
    {
        var (known, days) = (then.Histories, asOf.DayNumber - split.DayNumber);
        if (Sufficiency.Of(known.Repeats, known.Last, known.Age, []) is { IsEnough: false } gate)
            return (null, Lacking(gate));
        var fit = PurchaseFit.Fit(kind, known.Repeats, known.Last, known.Age);
        if (fit is not { Model: { } model, Converged: true })
            return (null, $"no model fits: {Words(fit.Flags)}");
        var naive = NaiveModel.Of(known.Last, known.Age);
        // Without amounts orders are counted: each is worth 1.
        var hasAmounts = known.AllSpend.Any(spend => spend > 0);
        var spend = hasAmounts ? SpendFit.Fit(known.Repeats, known.Spend).Model : null;
        var mean = hasAmounts ? MeanSpend.Of(known) : new MeanSpend(1);
        var (told, toldNaively) = (new double[known.Count], new double[known.Count]);
        for (var i = 0; i < known.Count; i++)
        {
            var (x, last, age, own, all) = known[i];
            told[i] = model.ExpectedOrders(x, last, age, days) * (spend?.Expected(x, own) ?? mean.Expected(all));
            toldNaively[i] = naive.ExpectedOrders(x, last, age, days) * mean.Expected(all);
        }

        return HoldOut.Of(told, toldNaively, then.Spent) is { } trial
            ? (new ModelGrade(split, trial.Customers, trial.Grade.ToString(), trial.Found, trial.FoundNaive), null)
            : (null, "nobody bought since");
    }

    private static string Lacking(Sufficiency gate) =>
        !gate.EnoughCustomers ? string.Create(
            CultureInfo.InvariantCulture,
            $"{gate.Customers} customers have ordered; a model needs {Sufficiency.LeastCustomers}")
        : !gate.EnoughRepeaters ? string.Create(
            CultureInfo.InvariantCulture,
            $"{gate.Repeaters} customers have ordered again; a model needs {Sufficiency.LeastRepeaters}")
        : string.Create(
            CultureInfo.InvariantCulture,
            $"the history of {gate.HistoryDays} days is shorter than {Sufficiency.LeastGaps} times the "
            + $"{gate.MedianGapDays:0.#} days that customers let pass between orders");

    private static string Ungraded(string why, DateOnly split) => string.Create(
        CultureInfo.InvariantCulture, $"not tried on the days after {split:yyyy-MM-dd}: as of then {why}");

    private static string Worse(ModelGrade grade) => string.Create(
        CultureInfo.InvariantCulture,
        $"of those who spent most after {grade.Split:yyyy-MM-dd} it would have found {grade.Found:0.0 %}, "
        + $"the naive rule {grade.NaiveFound:0.0 %}");

    private static string Correlated(Sufficiency gate) => string.Create(
        CultureInfo.InvariantCulture,
        $"who orders more often spends {(gate.Correlation > 0 ? "more" : "less")} per order "
        + $"(correlation {gate.Correlation:0.00}); the model takes both as independent");

    private static string OrderedOnce(int customers) => string.Create(
        CultureInfo.InvariantCulture,
        $"{customers:N0} customers have ordered once: bg-nbd takes them as alive for certain, "
        + $"model: mbg-nbd does not");

    private static string NotAboveZero(int customers) => string.Create(
        CultureInfo.InvariantCulture,
        $"the repeat orders of {customers:N0} {(customers == 1 ? "customer" : "customers")} come to 0 or less, or have "
        + $"no amount: their spend is taken as unknown; WHERE can leave returns out");

    private static string Words(IReadOnlyList<string> flags) => string.Join(", ", flags.Select(Word));

    private static string Word(string flag) => flag switch
    {
        FitFlag.NoCustomers => "there are no customers to learn from",
        FitFlag.NoRepeaters => "nobody ordered again",
        FitFlag.NoHistory => "all ordered first on the last day",
        FitFlag.NoVariance => "all customers spend the same",
        FitFlag.InfiniteMean => "a few customers spend so much that the mean of all is infinite",
        FitFlag.Ridge => "the data leave a parameter open, which was held back a little",
        FitFlag.NotConverged => "the search did not come to an end",
        FitFlag.RowsLeftOut => "customers with impossible values were left out",
        _ => flag,
    };
}
