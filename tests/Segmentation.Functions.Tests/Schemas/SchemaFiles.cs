extern alias JsonSchemas;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using JsonSchemas::Json.Schema;
using YamlDotNet.Core;

namespace Segmentation.Functions.Tests.Schemas;

/// <summary>The JSON Schemas of definition files, in <c>schemas</c>, by kind of file.</summary>
internal static class SchemaFiles
{
    private const string Ending = ".schema.json";

    private static readonly EvaluationOptions Strict =
        new() { OutputFormat = OutputFormat.List, RequireFormatValidation = true };

    /// <summary>The root of the repository.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The text of each schema by its kind, such as <c>scheme</c>.</summary>
    public static SortedDictionary<string, string> Texts { get; } = new(
        Directory.EnumerateFiles(Path.Combine(Root, "schemas"), "*" + Ending).ToDictionary(
            file => Path.GetFileName(file)[..^Ending.Length], File.ReadAllText),
        StringComparer.Ordinal);

    private static readonly Dictionary<string, JsonSchema> Schemas =
        Texts.ToDictionary(file => file.Key, file => JsonSchema.FromText(file.Value));

    /// <summary>The kind of a definition file by its path in the workspace.</summary>
    public static string KindOf(string path) => path.Split('/') is [var folder, _]
        ? folder.TrimEnd('s')
        : Path.GetFileNameWithoutExtension(path);

    /// <summary>Whether there is a schema for a file.</summary>
    public static bool Has(string path) =>
        path.EndsWith(".yaml", StringComparison.Ordinal) && Texts.ContainsKey(KindOf(path));

    /// <summary>What is wrong with a definition file by the schema of its kind; empty when it is valid.</summary>
    public static string[] Problems(string path, byte[] content)
    {
        JsonElement file;
        try
        {
            file = JsonSerializer.SerializeToElement(YamlJson.Of(Encoding.UTF8.GetString(content)));
        }
        catch (YamlException fault)
        {
            return [fault.Message];
        }

        var results = Schemas[KindOf(path)].Evaluate(file, Strict);
        return results.IsValid
            ? []
            : [
                $"{path} is not valid",
                .. (results.Details ?? []).Where(detail => detail.Errors is not null).SelectMany(detail =>
                    detail.Errors!.Select(error => $"{detail.InstanceLocation}: {error.Value}")),
            ];
    }

    /// <summary>The node of a schema at a JSON pointer.</summary>
    public static JsonNode At(string kind, string pointer)
    {
        var node = JsonNode.Parse(Texts[kind])!;
        foreach (var step in pointer.Split('/', StringSplitOptions.RemoveEmptyEntries))
            node = node is JsonArray list ? list[int.Parse(step, CultureInfo.InvariantCulture)]! : node[step]!;
        return node;
    }

    /// <summary>Each object in a schema, with its pointer.</summary>
    public static IEnumerable<(string Pointer, JsonObject Node)> Objects(string kind) =>
        Objects("", JsonNode.Parse(Texts[kind]));

    private static IEnumerable<(string Pointer, JsonObject Node)> Objects(string pointer, JsonNode? node) => node switch
    {
        JsonObject map =>
            map.SelectMany(entry => Objects($"{pointer}/{entry.Key}", entry.Value)).Prepend((pointer, map)),
        JsonArray list => list.SelectMany((item, i) => Objects($"{pointer}/{i}", item)),
        _ => [],
    };

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Functions.sln")))
            folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
