using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace EndToEnd.Messages;

/// <summary>The JSON Schemas in <c>docs/messages</c>, by type of message.</summary>
internal static class MessageSchemas
{
    private static readonly EvaluationOptions Strict =
        new() { OutputFormat = OutputFormat.List, RequireFormatValidation = true };

    /// <summary>The files by type.</summary>
    public static IReadOnlyDictionary<string, string> Files { get; } = Directory
        .EnumerateFiles(Path.Combine(Root(), "docs", "messages"), "*.json")
        .ToDictionary(file => $"segmentation.{Path.GetFileNameWithoutExtension(file)}");

    private static readonly Dictionary<string, JsonSchema> Schemas =
        Files.ToDictionary(file => file.Key, file => JsonSchema.FromText(File.ReadAllText(file.Value)));

    /// <summary>The README beside the schemas.</summary>
    public static string Readme() => File.ReadAllText(Path.Combine(Root(), "docs", "messages", "README.md"));

    /// <summary>The lines of the README's SQL blocks: a filter each.</summary>
    public static string[] Filters() =>
        [.. Readme().Split("```sql\n")[1..].SelectMany(
            block => block.Split("```")[0].Split('\n', StringSplitOptions.RemoveEmptyEntries))];

    /// <summary>The examples of a type.</summary>
    public static JsonArray Examples(string type) =>
        JsonNode.Parse(File.ReadAllText(Files[type]))!["examples"]!.AsArray();

    /// <summary>What is wrong with a message; empty when it is as the schema of its type says.</summary>
    public static string Problems(string message)
    {
        using var json = JsonDocument.Parse(message);
        var type = json.RootElement.GetProperty("type").GetString()!;
        if (!Schemas.TryGetValue(type, out var schema))
            return $"{type}: no schema";
        var results = schema.Evaluate(json.RootElement, Strict);
        var errors = (results.Details ?? []).Where(detail => detail.Errors is not null).SelectMany(
            detail => detail.Errors!.Select(error => $"{type}: {detail.InstanceLocation}: {error.Value}"));
        return results.IsValid ? "" : string.Join('\n', errors);
    }

    private static string Root()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Functions.sln")))
            root = root.Parent!;
        return root.FullName;
    }
}
