using System.Text.Json.Serialization;

namespace Segmentation.Engine.Lifetime;

/// <summary>
/// What a lifetime model is and what it is learned from. Measures with the same key share the model.
/// </summary>
/// <param name="Kind">The kind: <c>bg-nbd</c>, <c>mbg-nbd</c>, <c>gamma-gamma</c> or
/// <c>shifted-beta-geometric</c>.</param>
/// <param name="Stream">The stream of the purchases.</param>
/// <param name="Amount">The expression of what a purchase is worth; null for a model of orders.</param>
/// <param name="Filter">The condition of the rows that are purchases; null for all.</param>
public sealed record ModelKey(string Kind, string Stream, string? Amount, string? Filter)
{
    /// <summary>The model of spend (Fader and Hardie 2013).</summary>
    public const string GammaGamma = "gamma-gamma";

    /// <summary>The model of contracts (Fader and Hardie 2007).</summary>
    public const string Sbg = "shifted-beta-geometric";

    private static readonly Dictionary<string, PurchaseModelKind> Purchases = new(StringComparer.Ordinal)
    {
        ["bg-nbd"] = PurchaseModelKind.BgNbd,
        ["mbg-nbd"] = PurchaseModelKind.MbgNbd,
    };

    /// <summary>How rows are contracts, for a model of contracts; null for others.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Contract { get; init; }

    /// <summary>The kinds of models of orders.</summary>
    public static IEnumerable<string> PurchaseKinds => Purchases.Keys;

    /// <summary>The kind of a model of orders; null for other names.</summary>
    public static PurchaseModelKind? KindOf(string name) => Purchases.TryGetValue(name, out var kind) ? kind : null;

    /// <summary>The name of a kind of a model of orders.</summary>
    public static string NameOf(PurchaseModelKind kind) => Purchases.Single(named => named.Value == kind).Key;

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Kind} of {Amount ?? Stream}{(Filter is null ? "" : $" where {Filter}")}"
        + (Contract is null ? "" : $" ({Contract})");
}
