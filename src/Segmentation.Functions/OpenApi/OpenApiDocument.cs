using System.Reflection;
using System.Text.Json.Nodes;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Hosting;

namespace Segmentation.Functions.OpenApi;

/// <summary>The HTTP interface as an OpenAPI 3.1 document: it follows from the attributes of functions, the types that
/// they take and answer, the comments of these, and the examples in <c>docs/examples</c>.</summary>
internal static class OpenApiDocument
{
    private const string ExamplePrefix = "examples/";

    private const string About = """
        Looks up which segments customers are in and why, what moved them there, and what segments are like; takes
        imports, runs, overrides and definitions in hand. docs/http.md tells it in words. Beside what each operation
        lists, any request may be answered with 403 foreign-origin, 404 unknown-route, 405 method-not-allowed or
        421 unknown-host.
        """;

    private static readonly (string Name, string Meaning)[] Tags =
    [
        ("attention", "Who needs attention, and why"),
        ("compare", "What changed between two runs"),
        ("customers", "Where customers are, why, and what persons set"),
        ("digest", "What concerns whom in a run"),
        ("health", "Whether the app works, and whether the segmentation still fits"),
        ("imports", "What was imported, and where every row went"),
        ("messages", "What is sent to others"),
        ("openapi.json", "This document"),
        ("owners", "Whose customers there are"),
        ("reads", "Who asks for what"),
        ("runs", "What was segmented, and what is published"),
        ("schemes", "What schemes and their segments are like"),
        ("score", "Customers that are not stored"),
        ("transitions", "What moved"),
        ("workspaces", "Definitions: check them, try them, make them live"),
    ];

    private static readonly Lazy<string> Once = new(() => Create(typeof(OpenApiDocument).Assembly));

    /// <summary>The document of this app as JSON, with a line feed at the end.</summary>
    public static string Text => Once.Value;

    /// <summary>The examples by the name of their operation: a request with <c>status</c> and <c>answer</c>.</summary>
    public static IReadOnlyDictionary<string, JsonNode> Examples(Assembly assembly) => assembly
        .GetManifestResourceNames().Where(name => name.StartsWith(ExamplePrefix, StringComparison.Ordinal))
        .ToDictionary(name => name[ExamplePrefix.Length..], name =>
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            return JsonNode.Parse(stream)!;
        });

    private static string Create(Assembly assembly)
    {
        var schemas = new Schemas(new Comments(assembly, typeof(Workspace).Assembly));
        var operations = new Operations(schemas, Examples(assembly));
        var (paths, functions) = (new JsonObject(), HttpFunction.In(assembly));
        foreach (var path in functions.GroupBy(function => $"/{function.Route}"))
        {
            paths[path.Key] = new JsonObject(path.Select(
                function => KeyValuePair.Create(function.Method, (JsonNode?)operations.Of(function))));
        }

        var document = new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = Info(),
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/api" }),
            ["security"] = new JsonArray(new JsonObject { ["key"] = new JsonArray() }),
            ["tags"] = Used(functions),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["responses"] = operations.SharedProblems(),
                ["schemas"] = schemas.Components,
                ["securitySchemes"] = Key(),
            },
        };
        return document.ToJsonString(Json.Indented).ReplaceLineEndings("\n") + "\n";
    }

    private static JsonObject Info() => new()
    {
        ["title"] = "Customer segmentation",
        ["version"] = "1",
        ["description"] = About.ReplaceLineEndings(" "),
        ["license"] = new JsonObject { ["name"] = "MIT", ["identifier"] = "MIT" },
    };

    private static JsonArray Used(IReadOnlyList<HttpFunction> functions) =>
    [
        .. functions.Select(function => function.Route.Split('/')[0]).Distinct().Order(StringComparer.Ordinal)
            .Select(name => new JsonObject
            {
                ["name"] = name,
                ["description"] = Tags.FirstOrDefault(tag => tag.Name == name).Meaning
                    ?? throw new InvalidOperationException($"{name}: found a route without a tag; describe it here"),
            }),
    ];

    private static JsonObject Key() => new()
    {
        ["key"] = new JsonObject
        {
            ["type"] = "apiKey",
            ["in"] = "header",
            ["name"] = "x-functions-key",
            ["description"] = "Not needed on a loopback address",
        },
    };
}
