namespace Segmentation.Engine.Lifetime;

/// <summary>
/// Forecasts many customers: what a customer who is alive will do depends on repeats and age alone, and is computed
/// once for each pair of them.
/// </summary>
/// <param name="model">The model of orders.</param>
/// <param name="ifAlive">What is told of a customer who is alive, by repeats and age in days.</param>
public sealed class LifetimeForecast(PurchaseModel model, Func<int, int, double> ifAlive)
{
    private readonly Dictionary<(int Repeats, int Age), double> _known = [];

    /// <summary>Tells <see cref="PurchaseModel.ExpectedOrders"/>.</summary>
    /// <param name="model">The model of orders.</param>
    /// <param name="horizonDays">How many days to look ahead.</param>
    public static LifetimeForecast Orders(PurchaseModel model, double horizonDays) =>
        new(model, (repeats, age) => model.OrdersIfAlive(repeats, age, horizonDays));

    /// <summary>Tells <see cref="LifetimeValue"/> of a spend of 1.</summary>
    /// <param name="model">The model of orders.</param>
    /// <param name="terms">Horizon, periods, discount and margin.</param>
    public static LifetimeForecast Value(PurchaseModel model, LifetimeTerms terms) => new(
        model, (repeats, age) => terms.Margin * terms.Discounted(days => model.OrdersIfAlive(repeats, age, days)));

    /// <summary>The forecast of a customer.</summary>
    /// <inheritdoc cref="PurchaseModel.Alive" path="/param"/>
    public double Of(int repeats, int last, int age)
    {
        if (!_known.TryGetValue((repeats, age), out var ahead))
            _known[(repeats, age)] = ahead = ifAlive(repeats, age);
        return model.Alive(repeats, last, age) * ahead;
    }
}
