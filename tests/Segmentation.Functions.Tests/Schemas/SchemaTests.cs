using System.Reflection;
using System.Text.Json.Nodes;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Tests.Linting;

namespace Segmentation.Functions.Tests.Schemas;

/// <summary>The schemas take what is right in form, and refuse what is not.</summary>
public sealed class SchemaTests
{
    // A zone is in a list of the system, and the key of a stream is asked for by another one.
    private static readonly string[] BeyondSchemas = ["Europe/Berlin", "    key: number\n"];

    private static readonly string[] OfForm =
        [ProblemCode.UnknownKey, ProblemCode.MissingKey, ProblemCode.WrongValue, ProblemCode.MisplacedKey];

    public static TheoryData<string> ShippedFiles => new(
        Directory.EnumerateFiles(Path.Combine(SchemaFiles.Root, "workspaces"), "*.yaml", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Path.Combine(SchemaFiles.Root, "workspaces"), file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal));

    /// <summary>The rows of the test of broken workspaces: path, right, broken, code.</summary>
    public static TheoryData<string, string, string, string> BrokenWorkspaces
    {
        get
        {
            var rows = typeof(BrokenWorkspaceTests)
                .GetMethod(nameof(BrokenWorkspaceTests.A_broken_workspace_has_its_code_at_its_place))!
                .GetCustomAttributes<InlineDataAttribute>().Select(row => row.Data.Cast<object>().ToArray());
            return new TheoryData<string, string, string, string>(
                rows.Where(row => SchemaFiles.Has((string)row[0]) && (string)row[3] != ProblemCode.Yaml)
                    .Select(row => ((string)row[0], (string)row[1], (string)row[2], (string)row[3])));
        }
    }

    [Theory]
    [MemberData(nameof(ShippedFiles))]
    public void A_shipped_file_is_valid(string file) => Assert.Empty(SchemaFiles.Problems(
        file[(file.IndexOf('/') + 1)..], File.ReadAllBytes(Path.Combine(SchemaFiles.Root, "workspaces", file))));

    [Theory]
    [MemberData(nameof(BrokenWorkspaces))]
    public void A_broken_file_is_refused_when_its_fault_is_one_of_form(
        string path, string right, string broken, string code)
    {
        var isInExpression = broken.Contains('(');
        var refused = OfForm.Contains(code) && !isInExpression && !BeyondSchemas.Contains(right);
        var problems = SchemaFiles.Problems(path, Mended.Broken(path, right, broken).Files[path]);
        Assert.True(refused == problems.Length > 0, string.Join('\n', problems));
    }

    [Fact]
    public void A_definition_of_several_schemas_is_the_same_in_each()
    {
        var definitions = SchemaFiles.Texts.Keys.SelectMany(
            kind => (JsonNode.Parse(SchemaFiles.Texts[kind])!["definitions"] as JsonObject)!);
        foreach (var same in definitions.GroupBy(definition => definition.Key, StringComparer.Ordinal))
            Assert.Single(same.Select(definition => definition.Value!.ToJsonString()).Distinct());
    }

    [Fact]
    public void Every_property_has_a_description()
    {
        foreach (var kind in SchemaFiles.Texts.Keys)
        {
            var properties = SchemaFiles.Objects(kind)
                .Where(place => place.Node.ContainsKey("additionalProperties"))
                .SelectMany(place => place.Node["properties"] as JsonObject ?? []);
            Assert.All(properties, property => Assert.NotNull(Description(kind, property.Value!)));
        }
    }

    private static string? Description(string kind, JsonNode property) => (property["description"]
        ?? (property["$ref"] is { } used ? SchemaFiles.At(kind, ((string)used!)[1..])["description"] : null))
        ?.GetValue<string>();
}
