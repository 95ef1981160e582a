namespace Segmentation.Engine.Lifetime;

/// <summary>
/// The fallback when there is too little data for a model, and what a model is judged against: a customer goes on as
/// before, and of all that buy in a month the same share still buys a month later.
/// </summary>
/// <param name="Retention">That share, from 0 to 1.</param>
public sealed record NaiveModel(double Retention)
{
    /// <summary>The days of a month: a twelfth of a mean year.</summary>
    public const double Month = 365.25 / 12;

    /// <summary>
    /// The share of customers who bought in one month, of those who still bought in the next; from their ages and last
    /// orders: of a customer whose last order is more than a month old, all months after it are lost.
    /// </summary>
    /// <inheritdoc cref="PurchaseFit.Fit" path="/param[@name='last' or @name='age']"/>
    public static NaiveModel Of(ReadOnlySpan<int> last, ReadOnlySpan<int> age)
    {
        var (kept, left) = (0.0, 0);
        for (var row = 0; row < last.Length; row++)
        {
            kept += Math.Max(0, last[row]) / Month;
            left += age[row] - last[row] > Month ? 1 : 0;
        }

        return new(kept + left == 0 ? 1 : kept / (kept + left));
    }

    /// <summary>The probability that a customer still buys: retention for each month since the last order.</summary>
    /// <inheritdoc cref="PurchaseModel.Alive" path="/param"/>
    public double Alive(int repeats, int last, int age) => Math.Pow(Retention, Math.Max(0, age - last) / Month);

    /// <summary>Orders per month so far, times the months to come, times retention.</summary>
    /// <inheritdoc cref="PurchaseModel.ExpectedOrders" path="/param"/>
    public double ExpectedOrders(int repeats, int last, int age, double horizonDays) =>
        PerMonth(repeats, age) * Math.Max(0, horizonDays) / Month * Retention;

    /// <summary>The probability of no order when those expected come independently: exp(-expected).</summary>
    /// <inheritdoc cref="PurchaseModel.ExpectedOrders" path="/param"/>
    public double NoOrder(int repeats, int last, int age, double horizonDays) =>
        Math.Exp(-ExpectedOrders(repeats, last, age, horizonDays));

    /// <summary>Average monthly spend, times months, times retention, times margin, discounted.</summary>
    /// <param name="meanSpend">The customer's mean spend on a day with orders.</param>
    /// <param name="repeats">Days with orders after the first such day, 0 or more.</param>
    /// <param name="last">Days from the first order to the last, from 0 to <paramref name="age"/>.</param>
    /// <param name="age">Days since the first order, 0 or more.</param>
    /// <param name="terms">Horizon, periods, discount and margin.</param>
    public double Value(double meanSpend, int repeats, int last, int age, LifetimeTerms terms) =>
        meanSpend * terms.Margin * terms.Discounted(days => ExpectedOrders(repeats, last, age, days));

    // The first order counts as one of the past; a customer is looked at for a month at least.
    private static double PerMonth(int repeats, int age) => (repeats + 1) / Math.Max(1, age / Month);
}
