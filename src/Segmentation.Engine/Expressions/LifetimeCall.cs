using Segmentation.Engine.Lifetime;

namespace Segmentation.Engine.Expressions;

/// <summary>What is asked of lifetime models.</summary>
public enum LifetimeMeasure
{
    /// <summary>The probability that the customer still buys, from 0 to 1.</summary>
    Alive,

    /// <summary>The number of orders that are expected within the horizon.</summary>
    ExpectedOrders,

    /// <summary>The probability that the customer does not order within the horizon, from 0 to 1.</summary>
    NoOrder,

    /// <summary>The value that is expected of an order.</summary>
    ExpectedSpend,

    /// <summary>The discounted value of the orders that are expected within the horizon.</summary>
    Value,

    /// <summary>The probability that a contract that runs is renewed next time, from 0 to 1.</summary>
    Renewal,

    /// <summary>The discounted value of the renewals that are expected within the horizon.</summary>
    Remaining,
}

/// <summary>A question to lifetime models, over the purchases of a stream.</summary>
/// <param name="Measure">What is asked.</param>
/// <param name="Kind">The model of orders.</param>
/// <param name="Stream">The stream of the purchases, which has a time.</param>
/// <param name="Amount">What a purchase is worth, over the stream's rows; null when it does not matter.</param>
/// <param name="Filter">Which rows are purchases, over the stream's rows; null for all.</param>
/// <param name="Terms">The horizon, and how later value counts; null when none is asked for.</param>
public sealed record LifetimeCall(
    LifetimeMeasure Measure, PurchaseModelKind Kind, string Stream, Expression? Amount, Expression? Filter,
    LifetimeTerms? Terms)
{
    /// <summary>How rows are contracts; null when they are purchases.</summary>
    public ContractTerms? Contract { get; init; }

    /// <summary>The model of orders that it takes; null for none.</summary>
    public ModelKey? Orders => Measure == LifetimeMeasure.ExpectedSpend || Contract is not null
        ? null
        : new ModelKey(ModelKey.NameOf(Kind), Stream, null, Filter?.Text);

    /// <summary>The model of spend that it takes; null for none.</summary>
    public ModelKey? Spend => Amount is null || Contract is not null
        ? null
        : new ModelKey(ModelKey.GammaGamma, Stream, Amount.Text, Filter?.Text);

    /// <summary>The models that it takes.</summary>
    public IEnumerable<ModelKey> Keys => new[] { Orders, Spend, Contracts }.OfType<ModelKey>();

    private ModelKey? Contracts => Contract is { } terms
        ? new ModelKey(ModelKey.Sbg, Stream, null, Filter?.Text) { Contract = terms.Text }
        : null;

    /// <summary>What tells its purchases apart from others.</summary>
    public (string Stream, string? Amount, string? Filter) Source => (Stream, Amount?.Text, Filter?.Text);
}
