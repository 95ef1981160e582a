using System.Text.Json.Serialization;
using Segmentation.Engine.Base;
using Segmentation.Engine.Expressions;
using Segmentation.Engine.Lifetime;
using Segmentation.Engine.Measures;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Lookup;

/// <summary>What a lifetime model knew of a customer, and where its parameters are from.</summary>
/// <param name="Model">The model, and what it was learned from, such as <c>bg-nbd of orders</c>.</param>
/// <param name="Status"><c>fitted</c>, or <c>naive</c> when a naive rule stands in.</param>
/// <param name="Why">Why the naive rule stands in; null when the model is used.</param>
/// <param name="Run">The run that learned it.</param>
/// <param name="AsOf">The day as of which it was learned.</param>
public sealed record ExplainedModel(string Model, string Status, string? Why, int Run, DateOnly AsOf)
{
    /// <summary>The days with orders behind the first; null without any order, and for a supposed customer.</summary>
    public int? Repeats { get; init; }

    /// <summary>The days from the first order to the last; null as <see cref="Repeats"/>.</summary>
    public int? LastDays { get; init; }

    /// <summary>The days from the first order to the as-of day; null as <see cref="Repeats"/>.</summary>
    public int? AgeDays { get; init; }

    /// <summary>
    /// The mean spend of the repeat days, or of all days with orders where the naive rule stands in; null when it is
    /// not known or does not matter.
    /// </summary>
    public double? MeanSpend { get; init; }

    /// <summary>How often the contract that runs was renewed; left out for other models, and when none runs.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Renewals { get; init; }

    /// <summary>The cohort whose model it is; left out for other models, and when all together tell it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Cohort { get; init; }

    /// <summary>What to know of the result; left out when there is nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Note { get; init; }
}

/// <summary>Finds what lifetime models knew of one customer in a run.</summary>
/// <param name="models">The models of the run.</param>
/// <param name="plan">The measures of the run.</param>
/// <param name="asOf">The day as of which the customer is looked at.</param>
/// <param name="rows">The rows of the customer, read once a model is asked; null for a supposed customer.</param>
internal sealed class ExplainedModels(LifetimeModels models, MeasurePlan plan, DateOnly asOf, Lazy<Shard>? rows)
{
    private const string Certain =
        "bg-nbd takes a customer with one order as alive for certain; model: mbg-nbd does not";

    /// <summary>The models that a measure asks, near or far; none for other measures.</summary>
    public IReadOnlyList<ExplainedModel> Of(string name)
    {
        var measure = plan.Find(name);
        if (measure < 0 || models.All.Count == 0)
            return [];
        return
        [
            .. plan.Needed(measure).Order().SelectMany(plan.LifetimesOf)
                .SelectMany(call => call.Keys.Select(key => (call, key))).DistinctBy(asked => asked.key)
                .Select(asked => Model(asked.call, asked.key)).OfType<ExplainedModel>(),
        ];
    }

    private ExplainedModel? Model(LifetimeCall call, ModelKey key)
    {
        if (models.Find(key) is not { } model)
            return null;
        var told = new ExplainedModel(key.ToString(), model.Status, model.Why, model.Run, model.AsOf);
        if (call.Contract is not null)
            return Contract(told, model, call);
        if (History(call) is not { Repeats: [>= 0 and var repeats] } history)
            return told;
        return told with
        {
            Repeats = repeats,
            LastDays = history.Last[0],
            AgeDays = history.Age[0],
            MeanSpend = MeanSpend(model, history[0]),
            Note = repeats == 0 && model.Status == LearnedModel.Fitted
                && call.Measure == LifetimeMeasure.Alive && call.Kind == PurchaseModelKind.BgNbd ? Certain : null,
        };
    }

    /// <summary>The mean that was read: the model's of repeats, the naive rule's of all orders.</summary>
    private static double? MeanSpend(LearnedModel model, History history)
    {
        var read = model.Status == LearnedModel.Fitted ? history.Spend : history.AllSpend;
        return double.IsNaN(read) ? null : read;
    }

    private ExplainedModel Contract(ExplainedModel told, LearnedModel model, LifetimeCall call) =>
        Read((reading, known) => reading.Tenures(known, call, Days.Of(asOf)))
            is { Survived: [>= 0 and var renewals] } tenures
            ? told with { Renewals = renewals, Cohort = model.CohortOf(tenures.Cohort[0]).Cohort }
            : told;

    private Histories? History(LifetimeCall call) =>
        Read((reading, known) => reading.Histories(known, call, Days.Of(asOf)));

    /// <summary>What is read of the customer's rows; null when there are none.</summary>
    private T? Read<T>(Func<PurchaseReading, Shard, T> read)
        where T : class => rows?.Value is { Ids.Count: 1 } known ? read(new PurchaseReading(plan), known) : null;
}
