using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Segmentation.Functions.Hosting;

namespace Segmentation.Functions.Erasure;

/// <summary>JSON without an erased customer: what is about it goes, and all else keeps its bytes.</summary>
internal static class ErasedJson
{
    // Only these hold ids: an id may be the same text as the name of a segment.
    private static readonly string[] Names = ["customer", "subject", "canonical", "alias", "first", "second"];

    private static readonly string[] Lists = ["customers", "gone", "aliases", "apart"];

    /// <summary>A document, or lines of JSON, without what is about a customer; null when nothing is.</summary>
    /// <param name="bytes">The JSON.</param>
    /// <param name="customer">The customer's id.</param>
    /// <param name="isDocument">Whether it is one document, and not one in each line.</param>
    public static byte[]? Without(byte[] bytes, string customer, bool isDocument)
    {
        var id = JsonEncodedText.Encode(customer, Json.Options.Encoder).EncodedUtf8Bytes;
        if (bytes.AsSpan().IndexOf(id) < 0)
            return null;
        return isDocument ? Document(bytes, customer) : Lines(bytes, customer);
    }

    /// <summary>A text of JSON without what is about a customer.</summary>
    public static string Without(string json, string customer) =>
        Without(Encoding.UTF8.GetBytes(json), customer, isDocument: true) is { } clean
            ? Encoding.UTF8.GetString(clean)
            : json;

    /// <summary>Whether a document, such as an event, is about a customer.</summary>
    public static bool IsAbout(byte[] bytes, string customer) => IsAbout(JsonNode.Parse(bytes), customer);

    private static byte[]? Document(byte[] bytes, string customer)
    {
        var node = JsonNode.Parse(bytes);
        if (!Clean(node, customer))
            return null;
        // Indented files begin with a line of their own.
        var options = bytes.AsSpan(1).StartsWith("\n"u8) ? Json.Indented : Json.Options;
        return Encoding.UTF8.GetBytes(node!.ToJsonString(options));
    }

    private static byte[]? Lines(byte[] bytes, string customer)
    {
        var lines = Encoding.UTF8.GetString(bytes).Split('\n');
        string[] kept = [.. lines.Where(line => line.Length == 0 || !IsAbout(JsonNode.Parse(line), customer))];
        return kept.Length == lines.Length ? null : Encoding.UTF8.GetBytes(string.Join('\n', kept));
    }

    private static bool IsAbout(JsonNode? node, string customer) => node switch
    {
        JsonObject one => Array.Exists(Names, name => IsText(one[name], customer)),
        _ => IsText(node, customer),
    };

    private static bool Clean(JsonNode? node, string customer, bool isList = false)
    {
        var isChanged = false;
        switch (node)
        {
            case JsonArray array:
                isChanged = array.RemoveAll(
                    item => (isList || item is JsonObject) && IsAbout(item, customer)) > 0;
                foreach (var item in array)
                    isChanged |= Clean(item, customer);
                break;
            case JsonObject one:
                foreach (var name in Names.Where(name => IsText(one[name], customer)))
                {
                    one[name] = null;
                    isChanged = true;
                }

                foreach (var (name, value) in one.ToArray())
                    isChanged |= Clean(value, customer, Lists.Contains(name));
                break;
        }

        return isChanged;
    }

    private static bool IsText(JsonNode? node, string text) =>
        node is JsonValue value && value.TryGetValue<string>(out var own) && own == text;
}
