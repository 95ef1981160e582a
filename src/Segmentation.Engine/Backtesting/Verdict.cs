using System.Text.Json.Serialization;

namespace Segmentation.Engine.Backtesting;

/// <summary>What a backtest says of a scheme and an outcome.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Verdict>))]
public enum Verdict
{
    /// <summary>The order of the segments tells who it happens to, and a naive rule tells no more.</summary>
    [JsonStringEnumMemberName("evidence")]
    Evidence,

    /// <summary>The segments differ, but not in their order, or a naive rule tells more.</summary>
    [JsonStringEnumMemberName("weak")]
    Weak,

    /// <summary>What is seen may be chance.</summary>
    [JsonStringEnumMemberName("none")]
    None,
}

/// <summary>Why a verdict is what it is.</summary>
public enum Ground
{
    /// <summary>It happened to too few, or to nearly all.</summary>
    TooFew,

    /// <summary>Neither the order nor the differences are beyond chance.</summary>
    Chance,

    /// <summary>The segments differ, but their order does not tell who it happens to.</summary>
    NoOrder,

    /// <summary>The order tells something, but the rates go to and fro.</summary>
    Unsteady,

    /// <summary>A naive rule tells more.</summary>
    NaiveIsBetter,

    /// <summary>The order tells who it happens to.</summary>
    Order,
}
