using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Runs;
using Segmentation.Functions.Tests.Schemas;

namespace Segmentation.Functions.Tests.Linting;

/// <summary>The files in docs/workspace.md, put together, are one workspace without errors.</summary>
public sealed partial class DocumentedWorkspaceTests
{
    private static readonly string Page =
        File.ReadAllText(Path.Combine(SchemaFiles.Root, "docs", "workspace.md")).ReplaceLineEndings("\n");

    /// <summary>The files: blocks of one path stand in one file, in their order.</summary>
    private static readonly Dictionary<string, byte[]> Files = Fence().Matches(Page)
        .GroupBy(block => block.Groups["path"].Value, block => block.Groups["text"].Value)
        .ToDictionary(file => file.Key, file => Encoding.UTF8.GetBytes(string.Concat(file)), StringComparer.Ordinal);

    public static TheoryData<string> DefinitionFiles => new(Files.Keys.Where(SchemaFiles.Has));

    [Fact]
    public void The_documented_workspace_has_no_errors() => Assert.Empty(
        Lint.Of(Files).Problems.Where(problem => problem.Severity == Severity.Error)
            .Select(problem => problem.WithCode()));

    [Theory]
    [MemberData(nameof(DefinitionFiles))]
    public void A_documented_file_is_valid_by_its_schema(string path) =>
        Assert.Empty(SchemaFiles.Problems(path, Files[path]));

    [Fact]
    public void Every_yaml_of_the_page_says_which_file_it_is() =>
        Assert.DoesNotContain("```yaml\n", Page, StringComparison.Ordinal);

    [Fact]
    public void Every_kind_of_scheme_is_documented() => Assert.Equal(
        Enum.GetValues<SchemeKind>(),
        Lint.Of(Files).Workspace!.Schemes.Select(scheme => scheme.Kind).Distinct().Order());

    [Fact]
    public void Every_key_of_a_schema_is_on_the_page()
    {
        var code = string.Join('\n', Code().Matches(Page).Select(span => span.Value));
        var words = Word().Matches(code).Select(word => word.Value).ToHashSet(StringComparer.Ordinal);
        var keys = SchemaFiles.Texts.Keys.SelectMany(kind => SchemaFiles.Objects(kind))
            .Where(place => place.Node["additionalProperties"]?.ToJsonString() == "false")
            .SelectMany(place => place.Node["properties"]!.AsObject().Select(property => property.Key));
        Assert.Empty(keys.Except(words));
    }

    [Fact]
    public void The_settings_for_an_editor_have_every_schema()
    {
        var settings = Page.Split("```json\n")[1].Split("```")[0];
        var schemas = JsonNode.Parse(settings)!["yaml.schemas"].Deserialize<Dictionary<string, string>>()!;
        Assert.Equal(
            SchemaFiles.Texts.Keys.Select(kind => $"./schemas/{kind}.schema.json"),
            schemas.Keys.Order(StringComparer.Ordinal));
        Assert.All(schemas, schema => Assert.Equal(
            $"./schemas/{SchemaFiles.KindOf(schema.Value.Replace('*', 'a'))}.schema.json", schema.Key));
    }

    [GeneratedRegex("^```(yaml|csv) (?<path>.+)\n(?<text>(.*\n)*?)```$", RegexOptions.Multiline)]
    private static partial Regex Fence();

    [GeneratedRegex("```[^`]+```|`[^`]+`")]
    private static partial Regex Code();

    [GeneratedRegex("[A-Za-z_]+")]
    private static partial Regex Word();
}
