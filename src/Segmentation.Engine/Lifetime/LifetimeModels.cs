using Segmentation.Engine.Expressions;

namespace Segmentation.Engine.Lifetime;

/// <summary>The lifetime models of a run, frozen before anybody is measured.</summary>
/// <param name="All">The models, by kind, stream, amount and filter.</param>
public sealed record LifetimeModels(IReadOnlyList<LearnedModel> All)
{
    /// <summary>Nothing was learned.</summary>
    public static LifetimeModels None { get; } = new([]);

    /// <summary>The model of a key, or null.</summary>
    public LearnedModel? Find(ModelKey key) => All.FirstOrDefault(model => model.Key == key);

    /// <summary>Whether they tell another thing of somebody than other models did of the same keys.</summary>
    public bool DifferFrom(LifetimeModels before) =>
        All.Any(model => before.Find(model.Key) is { } then && !model.TellsTheSame(then));

    /// <summary>These models, where they have the key, else those of others.</summary>
    /// <param name="others">The models whose keys count.</param>
    public LifetimeModels Over(LifetimeModels others) =>
        new([.. others.All.Select(model => Find(model.Key) ?? model)]);

    /// <summary>What the models tell of a customer with a purchase; null when one that is asked is not there.
    /// </summary>
    internal Func<History, double>? Tell(LifetimeCall call)
    {
        var (orders, spend) =
            (call.Orders is { } first ? Find(first) : null, call.Spend is { } second ? Find(second) : null);
        if ((call.Orders is not null && orders is null) || (call.Spend is not null && spend is null))
            return null;
        return call.Measure switch
        {
            LifetimeMeasure.Alive => one => orders!.Alive(one.Repeats, one.Last, one.Age),
            LifetimeMeasure.ExpectedOrders when orders!.InUse is { } model =>
                Told(LifetimeForecast.Orders(model, call.Terms!.HorizonDays), _ => 1),
            LifetimeMeasure.ExpectedOrders => one =>
                orders!.ExpectedOrders(one.Repeats, one.Last, one.Age, call.Terms!.HorizonDays),
            LifetimeMeasure.NoOrder => one =>
                orders!.NoOrder(one.Repeats, one.Last, one.Age, call.Terms!.HorizonDays),
            LifetimeMeasure.ExpectedSpend => one => spend!.ExpectedSpend(one),
            _ when orders!.InUse is { } model =>
                Told(LifetimeForecast.Value(model, call.Terms!), one => spend!.ExpectedSpend(one)),
            _ => one => orders!.Value(spend!, one, call.Terms!),
        };
    }

    private static Func<History, double> Told(LifetimeForecast forecast, Func<History, double> spend) =>
        one => forecast.Of(one.Repeats, one.Last, one.Age) * spend(one);
}
