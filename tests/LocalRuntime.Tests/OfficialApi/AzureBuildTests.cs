using System.Text.Json;
using System.Xml.Linq;

namespace LocalRuntime.Tests.OfficialApi;

/// <summary>What <c>FunctionsRuntime=Azure</c> builds from, and that it stays out of the local build.</summary>
public sealed class AzureBuildTests
{
    private const string App = "src/Segmentation.Functions/Segmentation.Functions.csproj";
    private const string OnAzure = "'$(FunctionsRuntime)' == 'Azure'";
    private const string OnLocal = "'$(FunctionsRuntime)' == 'Local'";

    private static readonly XElement Versions = Project("Directory.Packages.props");

    [Fact]
    public void Every_official_package_of_the_app_has_a_version_for_Azure_alone()
    {
        var asked = Items(Project(App), "PackageReference").Where(item => item.Condition == OnAzure).ToArray();
        var served = Items(Versions, "PackageVersion").Where(item => item.Condition == OnAzure).ToArray();

        Assert.NotEmpty(asked);
        Assert.Equal(asked.Select(item => item.Name), served.Select(item => item.Name));
        Assert.All(served, item => Assert.Matches("^[0-9]+[.][0-9]+[.][0-9]+$", item.Version));
    }

    [Fact]
    public void Under_the_local_runtime_no_project_asks_for_an_official_package()
    {
        var official = OfficialList.Read().Select(line => line.Package).ToHashSet();

        Assert.Empty(Projects().SelectMany(path => Items(Project(path), "PackageReference")
            .Where(item => official.Contains(item.Name) && item.Condition != OnAzure)
            .Select(item => $"{path}: {item.Name}")));
    }

    [Fact]
    public void No_project_that_Azure_builds_refers_to_the_local_runtime_there()
    {
        using var filter = JsonDocument.Parse(File.ReadAllText(Repository.Path("Functions.Azure.slnf")));
        var projects = filter.RootElement.GetProperty("solution").GetProperty("projects").EnumerateArray()
            .Select(project => project.GetString()!).ToArray();

        Assert.Contains(App, projects);
        Assert.Empty(projects.SelectMany(path => Items(Project(path), "ProjectReference")
            .Where(item => IsLocalOnly(item.Name) && item.Condition != OnLocal)
            .Select(item => $"{path}: {item.Name}")));
    }

    [Fact]
    public void The_versions_that_were_read_are_those_that_Azure_builds_with()
    {
        var built = Items(Versions, "PackageVersion").Where(item => item.Condition == OnAzure)
            .ToDictionary(item => item.Name, item => item.Version);
        var read = OfficialList.Read().Select(line => (line.Package, line.Version)).Distinct()
            .Where(package => built.ContainsKey(package.Package)).ToArray();

        Assert.NotEmpty(read);
        Assert.All(read, package => Assert.Equal(built[package.Package], package.Version));
    }

    private static bool IsLocalOnly(string project) =>
        project.EndsWith("LocalRuntime.csproj", StringComparison.Ordinal)
        || project.EndsWith("Segmentation.Cli.csproj", StringComparison.Ordinal);

    private static IEnumerable<string> Projects() =>
        from folder in new[] { "src", "tests" }
        from path in Directory.EnumerateFiles(Repository.Path(folder), "*.csproj", SearchOption.AllDirectories)
        select Path.GetRelativePath(Repository.Path(), path);

    private static XElement Project(string path) => XElement.Load(Repository.Path(path));

    private static IEnumerable<(string Name, string Version, string? Condition)> Items(XElement project, string kind) =>
        project.Descendants(kind).Where(item => item.Attribute("Include") is not null).Select(item => (
            item.Attribute("Include")!.Value,
            item.Attribute("Version")?.Value ?? "",
            (string?)item.Attribute("Condition") ?? (string?)item.Parent!.Attribute("Condition")));
}
