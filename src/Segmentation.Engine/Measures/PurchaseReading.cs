using Segmentation.Engine.Base;
using Segmentation.Engine.Expressions;
using Segmentation.Engine.Lifetime;

namespace Segmentation.Engine.Measures;

/// <summary>Reads the purchases that lifetime models are learned from, shard by shard.</summary>
/// <param name="plan">The measures.</param>
public sealed class PurchaseReading(MeasurePlan plan)
{
    /// <summary>The histories of a shard's customers as of a day.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="purchases">Says what a purchase is.</param>
    /// <param name="asOf">The as-of day, in days since 1970-01-01; later rows are not known of.</param>
    public Histories Histories(Shard shard, LifetimeCall purchases, int asOf) =>
        plan.Frame(shard, asOf, asOf).Histories(purchases);

    /// <summary>The contracts of a shard's customers as of a day.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="contracts">Says what a contract is.</param>
    /// <param name="asOf">The as-of day, in days since 1970-01-01; later rows are not known of.</param>
    public Tenures Tenures(Shard shard, LifetimeCall contracts, int asOf) =>
        plan.Frame(shard, asOf, asOf).Tenures(contracts);

    /// <summary>
    /// What a shard's customers spent behind a day, or how many rows they have there when amounts are not looked at.
    /// </summary>
    /// <param name="shard">The shard.</param>
    /// <param name="purchases">Says what a purchase is.</param>
    /// <param name="after">The day before the first that counts, in days since 1970-01-01.</param>
    /// <param name="asOf">The last day that counts.</param>
    /// <returns>One number per customer; 0 where there is nothing, or nothing that fits.</returns>
    public double[] SpentAfter(Shard shard, LifetimeCall purchases, int after, int asOf)
    {
        var (stream, amount, filter) = (purchases.Stream, purchases.Amount, purchases.Filter);
        var asked = amount is null
            ? new Aggregate(
                AggregateKind.Count, stream, null, null, filter, null, Columns.ColumnType.Integer)
            : new Aggregate(AggregateKind.Sum, stream, amount, null, filter, null, amount.Type);
        var spent = PurchaseHistories.Doubles(plan.Frame(shard, asOf, asOf, after).Aggregate(asked));
        return Array.ConvertAll(spent, value => double.IsFinite(value) ? value : 0);
    }
}
