namespace Segmentation.Engine.Lifetime;

/// <summary>The discounted margin of the orders that a customer is expected to make.</summary>
public static class LifetimeValue
{
    /// <summary>
    /// The sum over the periods of the horizon of the orders expected in it, times the expected spend, times margin,
    /// divided by (1 + discount)^periods.
    /// </summary>
    /// <param name="model">Orders to come.</param>
    /// <param name="expectedSpend">What is spent on a day with orders, from <see cref="SpendModel.Expected"/>.</param>
    /// <param name="repeats">Days with orders after the first such day, 0 or more.</param>
    /// <param name="last">Days from the first order to the last, from 0 to <paramref name="age"/>.</param>
    /// <param name="age">Days since the first order, 0 or more.</param>
    /// <param name="terms">Horizon, periods, discount and margin.</param>
    /// <returns>In the unit of spend.</returns>
    public static double Of(
        PurchaseModel model, double expectedSpend, int repeats, int last, int age, LifetimeTerms terms) =>
        model.Alive(repeats, last, age) * expectedSpend * terms.Margin
        * terms.Discounted(days => model.OrdersIfAlive(repeats, age, days));
}
