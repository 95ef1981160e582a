using System.Text.Json.Serialization;

namespace Segmentation.Engine.Lifetime;

/// <summary>A lifetime model as a run learned it, or what stands in for it.</summary>
/// <param name="Key">What it is, and of which purchases.</param>
/// <param name="Run">The run that learned it.</param>
/// <param name="AsOf">The day as of which it was learned.</param>
/// <param name="Customers">The customers with a purchase then.</param>
/// <param name="Repeaters">Those of them with a purchase on another day.</param>
public sealed record LearnedModel(ModelKey Key, int Run, DateOnly AsOf, long Customers, long Repeaters)
{
    /// <summary>The model was fitted, and is used.</summary>
    public const string Fitted = "fitted";

    /// <summary>A naive rule stands in for it; <see cref="Why"/> tells why.</summary>
    public const string Naive = "naive";

    /// <summary><see cref="Fitted"/> or <see cref="Naive"/>.</summary>
    public string Status => Why is null ? Fitted : Naive;

    /// <summary>Why a naive rule stands in, in a sentence; null when the model is used.</summary>
    public string? Why { get; init; }

    /// <summary>The fitted model of orders; null for a model of spend, and when there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PurchaseModel? Orders { get; init; }

    /// <summary>The fitted model of spend; null for a model of orders, and when there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SpendModel? Spend { get; init; }

    /// <summary>What stands in for a model of orders; null for a model of spend.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public NaiveModel? NaiveOrders { get; init; }

    /// <summary>What stands in for a model of spend; null for a model of orders.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MeanSpend? NaiveSpend { get; init; }

    /// <summary>Models of contracts: of all together, then of each cohort by name; null for others.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<CohortModel>? Cohorts { get; init; }

    /// <summary>The logarithm of the likelihood at the fitted parameters; null when there are none.</summary>
    public double? LogLikelihood { get; init; }

    /// <summary>The standard errors of the parameters, in their order; null where one is not known.</summary>
    public IReadOnlyList<double?> StandardErrors { get; init; } = [];

    /// <summary>Whether there were enough customers, repeaters and days.</summary>
    public Sufficiency? Gate { get; init; }

    /// <summary>How well it tells who will spend most, against the naive rule; null when that was not looked at.
    /// </summary>
    public ModelGrade? HoldOut { get; init; }

    /// <summary>What a person should know of the fit.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The probability that a customer still buys, from 0 to 1.</summary>
    /// <inheritdoc cref="PurchaseModel.Alive" path="/param"/>
    public double Alive(int repeats, int last, int age) =>
        InUse is { } model ? model.Alive(repeats, last, age) : NaiveOrders!.Alive(repeats, last, age);

    /// <summary>The orders that are expected in the days to come, at least 0.</summary>
    /// <inheritdoc cref="PurchaseModel.ExpectedOrders" path="/param"/>
    public double ExpectedOrders(int repeats, int last, int age, double horizonDays) => InUse is { } model
        ? model.ExpectedOrders(repeats, last, age, horizonDays)
        : NaiveOrders!.ExpectedOrders(repeats, last, age, horizonDays);

    /// <summary>The probability of no order in the days to come, from 0 to 1.</summary>
    /// <inheritdoc cref="PurchaseModel.ExpectedOrders" path="/param"/>
    public double NoOrder(int repeats, int last, int age, double horizonDays) => InUse is { } model
        ? model.NoOrder(repeats, last, age, horizonDays)
        : NaiveOrders!.NoOrder(repeats, last, age, horizonDays);

    /// <summary>The value that is expected of an order, in the unit of the amounts.</summary>
    /// <param name="history">The customer's history.</param>
    public double ExpectedSpend(in History history) => Why is null
        ? Spend!.Expected(history.Repeats, history.Spend)
        : NaiveSpend!.Expected(history.AllSpend);

    /// <summary>
    /// The discounted margin of the orders that are expected, in the unit of the amounts. The naive rule takes the
    /// customer's own mean, whatever a model of spend tells.
    /// </summary>
    /// <param name="spend">The model of spend.</param>
    /// <param name="history">The customer's history.</param>
    /// <param name="terms">Horizon, periods, discount and margin.</param>
    public double Value(LearnedModel spend, in History history, LifetimeTerms terms)
    {
        var (repeats, last, age) = (history.Repeats, history.Last, history.Age);
        return InUse is { } model
            ? LifetimeValue.Of(model, spend.ExpectedSpend(history), repeats, last, age, terms)
            : NaiveOrders!.Value(spend.NaiveSpend!.Expected(history.AllSpend), repeats, last, age, terms);
    }

    /// <summary>The model of orders that tells; null when a naive rule does.</summary>
    internal PurchaseModel? InUse => Why is null ? Orders : null;

    /// <summary>Whether it tells the same of everybody as another one.</summary>
    public bool TellsTheSame(LearnedModel other) => (Status, Orders, Spend, NaiveOrders, NaiveSpend)
        == (other.Status, other.Orders, other.Spend, other.NaiveOrders, other.NaiveSpend)
        && (Cohorts ?? []).Count == (other.Cohorts ?? []).Count
        && (Cohorts ?? []).Zip(other.Cohorts ?? [], (mine, theirs) => mine.TellsTheSame(theirs)).All(same => same);

    /// <summary>Whether there was enough to learn from, so that it need not be tried again before a refit.</summary>
    [JsonIgnore]
    public bool HadEnough => Gate?.IsEnough ?? Why is null;

    /// <summary>The model of a cohort; of all together, when it is not known or has none of its own.</summary>
    public CohortModel CohortOf(string? cohort) =>
        Cohorts!.FirstOrDefault(model => model.Cohort == cohort && model.Why is null) ?? Cohorts![0];
}

/// <summary>What a model found of the customers who spent most in days that it did not know.</summary>
/// <param name="Split">The last day that it knew.</param>
/// <param name="Customers">The customers known then.</param>
/// <param name="Grade">A: at least 5 % more than the naive rule; B: as many; C: fewer.</param>
/// <param name="Found">The share of the true top fifth by what was spent after the split that the model finds.</param>
/// <param name="NaiveFound">The share that the naive rule finds.</param>
public sealed record ModelGrade(DateOnly Split, long Customers, string Grade, double Found, double NaiveFound);
