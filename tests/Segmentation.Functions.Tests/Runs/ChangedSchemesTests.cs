using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Tests.Runs;

/// <summary>Which edits let which schemes decide otherwise.</summary>
public sealed class ChangedSchemesTests
{
    private const string Measures = Some.Measures + """

        region: { value: "lookup(city, 'regions')" }
        double: { value: frequency * 2 }
        """;

    private const string Upper = """
        scheme: upper
        version: 1
        kind: rules
        segments: [{ id: top, when: rfm = 'best' AND double > 4 }, { id: other }]
        """;

    private const string Places = """
        scheme: places
        version: 1
        kind: rules
        segments: [{ id: south, when: region = 'south' }, { id: other }]
        """;

    private const string Regions = "city,region\nUlm,south\nKiel,north\n";

    [Theory]
    [InlineData("schemes/rfm.yaml", "f >= 2", "f >= 3", "rfm, upper")]
    [InlineData("schemes/upper.yaml", "> 4", "> 5", "upper")]
    [InlineData("measures.yaml", "frequency * 2", "frequency * 3", "upper")]
    [InlineData("measures.yaml", "count(orders)", "count(orders IN LAST 90 DAYS)", "rfm, upper")]
    [InlineData("tables/regions.csv", "Ulm,south", "Ulm,north", "places")]
    [InlineData("schemes/rfm.yaml", "version: 3", "version: 4 # raised\nowner: ana", "")]
    [InlineData("measures.yaml", "kind: behaviour", "kind: engagement", "")]
    [InlineData("workspace.yaml", "100%", "50%", "")]
    public void A_scheme_is_changed_by_what_decides_it_and_by_nothing_else(
        string file, string from, string to, string changed)
    {
        var files = Files();
        var text = System.Text.Encoding.UTF8.GetString(files[file]);
        Assert.Contains(from, text, StringComparison.Ordinal);
        var edited = new Dictionary<string, byte[]>(files)
        {
            [file] = System.Text.Encoding.UTF8.GetBytes(text.Replace(from, to, StringComparison.Ordinal)),
        };
        Assert.Equal(changed, Changed(WorkspaceFolder.Read(files), edited));
    }

    [Fact]
    public void Before_the_first_definitions_all_schemes_are_new() =>
        Assert.Equal("places, rfm, upper", Changed(null, Files()));

    private static string Changed(Workspace? before, Dictionary<string, byte[]> now) => string.Join(
        ", ", ChangedSchemes.Of(before, WorkspaceFolder.Read(now)).Order(StringComparer.Ordinal));

    private static Dictionary<string, byte[]> Files() => Some.Files(
        "measures.yaml", Measures, "schemes/upper.yaml", Upper, "schemes/places.yaml", Places, "tables/regions.csv",
        Regions);
}
