using System.Text.Json.Nodes;
using Json.Schema;

namespace EndToEnd.OpenApi;

/// <summary>
/// <c>docs/openapi.json</c>, read strictly: what is answered has no key but those that are described.
/// </summary>
internal static class OpenApiFile
{
    private const string Components = "#/components/schemas/";

    private static readonly EvaluationOptions Options =
        new() { OutputFormat = OutputFormat.List, RequireFormatValidation = true };

    private static readonly JsonNode Document =
        JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "docs/openapi.json")))!;

    /// <summary>The routes below <c>/api</c>.</summary>
    public static IReadOnlyList<string> Routes { get; } =
        [.. Document["paths"]!.AsObject().Select(path => path.Key[1..])];

    /// <summary>The operations by their id.</summary>
    public static IReadOnlyDictionary<string, JsonNode> Operations { get; } = Document["paths"]!.AsObject()
        .SelectMany(path => path.Value!.AsObject().Select(one => one.Value!))
        .ToDictionary(operation => operation["operationId"]!.GetValue<string>());

    /// <summary>The operation that a request is for; null for none.</summary>
    /// <param name="method">Its method.</param>
    /// <param name="path">Its path below <c>/api</c>, without a slash in front.</param>
    public static string? OperationOf(string method, string path)
    {
        var parts = path.Split('?')[0].Split('/');
        return Document["paths"]!.AsObject()
            .Where(known => Fits(known.Key[1..].Split('/'), parts) && known.Value![method.ToLowerInvariant()] is not null)
            .OrderBy(known => known.Key.Contains('{', StringComparison.Ordinal))
            .Select(known => known.Value![method.ToLowerInvariant()]!["operationId"]!.GetValue<string>())
            .FirstOrDefault();
    }

    /// <summary>What is wrong with an answer; empty when it is as described.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="status">The status of the answer.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="isPart">Whether what every answer has may be left out.</param>
    public static string Problems(string operation, int status, JsonNode answer, bool isPart = false) =>
        Operations[operation]["responses"]![status.ToString(System.Globalization.CultureInfo.InvariantCulture)] is { } known
            ? Problems(known["content"]!.AsObject().First().Value!["schema"]!, answer, isPart)
            : $"{operation}: {status} is not described";

    /// <summary>What is wrong with a body that is sent; empty when it is as described.</summary>
    public static string BodyProblems(string operation, JsonNode body) =>
        Operations[operation]["requestBody"]?["content"]!["application/json"]!["schema"] is { } schema
            ? Problems(schema, body, isPart: false)
            : $"{operation}: found a body; expected none";

    private static string Problems(JsonNode schema, JsonNode json, bool isPart)
    {
        var definitions = Document["components"]!["schemas"]!.DeepClone().AsObject();
        foreach (var (_, definition) in definitions)
        {
            if (definition!["properties"] is not null)
                definition["additionalProperties"] = false;
            if (isPart)
                definition.AsObject().Remove("required");
        }

        var whole = new JsonObject { ["allOf"] = new JsonArray(schema.DeepClone()), ["$defs"] = definitions };
        var read = JsonSchema.FromText(whole.ToJsonString().Replace(Components, "#/$defs/", StringComparison.Ordinal));
        using var document = System.Text.Json.JsonDocument.Parse(json.ToJsonString());
        var result = read.Evaluate(document.RootElement, Options);
        return result.IsValid ? "" : string.Join('\n', (result.Details ?? []).Where(one => one.Errors is not null)
            .SelectMany(one => one.Errors!.Select(error => $"{one.InstanceLocation}: {error.Value}")));
    }

    private static bool Fits(string[] route, string[] path) => route.Length == path.Length
        && route.Zip(path).All(part => part.First.StartsWith('{') || part.First == part.Second);
}
