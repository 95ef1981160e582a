using LocalRuntime.ServiceBus;
using LocalRuntime.ServiceBus.Filters;

namespace LocalRuntime.Tests.ServiceBus.Filters;

/// <summary>A message that filters are tried on.</summary>
internal static class FilteredMessage
{
    /// <summary>A message with properties of the sender's own.</summary>
    public static StoredMessage Of(params (string Name, object? Value)[] properties) => new(
        1, default, Header(properties.ToDictionary(p => p.Name, p => TypedText.Of(p.Name, p.Value))), []);

    /// <summary>Whether a filter passes a message.</summary>
    public static bool Passes(string filter, StoredMessage message) => SqlFilter.Parse(filter).Passes(message);

    private static MessageHeader Header(Dictionary<string, TypedText> properties) => new(
        "m-1", "C-00417", "segmentation.customer.transitioned.v1", "application/json", null, "somebody", null,
        properties);
}
