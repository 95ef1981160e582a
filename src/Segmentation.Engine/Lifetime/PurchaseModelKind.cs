using System.Text.Json.Serialization;

namespace Segmentation.Engine.Lifetime;

/// <summary>When a customer may leave for good.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PurchaseModelKind>))]
public enum PurchaseModelKind
{
    /// <summary>After each repeat order: who ordered only once has not left.</summary>
    [JsonStringEnumMemberName("bg-nbd")]
    BgNbd,

    /// <summary>After each order, the first one too: who ordered only once may have left.</summary>
    [JsonStringEnumMemberName("mbg-nbd")]
    MbgNbd,
}
