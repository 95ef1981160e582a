using System.Reflection;
using System.Text;
using System.Xml.Linq;
using Segmentation.Functions.Hosting;

namespace Segmentation.Functions.Tests.OfficialApi;

/// <summary>docs/official-packages.md lists what is used of the official packages that are taken as they are.</summary>
public sealed class UsedPackagesTests
{
    private const string Opening = """
        # Official packages that are used as they are

        Of these packages nothing is declared anew: what is used is what the compiler checked against them, in both runtimes. The page is
        read from the metadata of the assemblies; a test fails when it is not up to date. `UPDATE_OFFICIAL_API=1 dotnet test
        tests/Segmentation.Functions.Tests --filter UsedPackages` writes it anew. [official-api.md](official-api.md) has what
        `LocalRuntime` declares in place of other packages.

        """;

    private static readonly (string Package, string Source)[] Packages =
    [
        ("Azure.Core", "Azure/azure-sdk-for-net/sdk/core/Azure.Core/api/"),
        ("Azure.Identity", "Azure/azure-sdk-for-net/sdk/identity/Azure.Identity/api/"),
        ("Azure.Storage.Blobs", "Azure/azure-sdk-for-net/sdk/storage/Azure.Storage.Blobs/api/"),
    ];

    private static readonly string Root = AppContext.BaseDirectory[..AppContext.BaseDirectory.IndexOf(
        $"{Path.DirectorySeparatorChar}artifacts{Path.DirectorySeparatorChar}", StringComparison.Ordinal)];

    [Fact]
    public void The_page_is_what_the_assemblies_say()
    {
        Assert.SkipWhen(Assembly.GetExecutingAssembly().Location.Contains("Azure", StringComparison.Ordinal),
            "the page is of the local build, which has both assemblies");
        var (path, page) = (Path.Combine(Root, "docs/official-packages.md"), Page());
        if (Environment.GetEnvironmentVariable("UPDATE_OFFICIAL_API") == "1")
            File.WriteAllText(path, page);
        Assert.Equal(page, File.ReadAllText(path));
    }

    private static string Page()
    {
        var page = new StringBuilder(Opening);
        using var app = new UsedMembers(typeof(Settings).Assembly);
        using var runtime = new UsedMembers(Assembly.Load("LocalRuntime"));
        foreach (var (package, source) in Packages)
        {
            var members = app.Of([package]).Select(member => (member, By: "app"))
                .Concat(runtime.Of([package]).Select(member => (member, By: "runtime"))).ToArray();
            // Azure.Core has the types of Azure.Identity in its assembly.
            if (members.Length == 0)
                continue;
            page.Append(FormattableString.Invariant(
                $"\n## {package} {VersionOf(package)}\n\nPublic listing: `{source}`\n\n| type | members | used by |\n"));
            page.Append("| --- | --- | --- |\n");
            foreach (var type in members.GroupBy(m => m.member.Type).OrderBy(t => t.Key, StringComparer.Ordinal))
                page.Append(FormattableString.Invariant($"| `{type.Key}` | {Names(type)} | {Users(type)} |\n"));
        }

        return page.ToString();
    }

    private static string Names(IEnumerable<(UsedMember Member, string By)> uses) => string.Join(", ", uses
        .Select(use => $"`{use.Member.Member}`").Distinct().Order(StringComparer.Ordinal));

    private static string Users(IEnumerable<(UsedMember Member, string By)> uses) =>
        string.Join(", ", uses.Select(use => use.By).Distinct());

    private static string VersionOf(string package) => XDocument.Load(Path.Combine(Root, "Directory.Packages.props"))
        .Descendants("PackageVersion").First(version => (string?)version.Attribute("Include") == package)
        .Attribute("Version")!.Value;
}
