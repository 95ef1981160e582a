using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Tests.Runs;

public sealed class WorkspaceFolderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Only_definitions_are_read()
    {
        foreach (var name in new[]
        {
            "workspace.yaml", "schemes/rfm.yaml", "schemes/b.yml",
            "tables/rates.csv", "tables/deep/x.csv", "README.md", ".git/x.yaml",
            "schemes/.x.yaml", "dumps/orders.csv", "orders.csv", "data/runs/1/shards/0",
        })
            _folder.Write($"w/{name}", name);
        Assert.Equal(
            ["schemes/b.yml", "schemes/rfm.yaml", "tables/rates.csv", "workspace.yaml"],
            WorkspaceFolder.Files(_folder["w"], "w").Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_told_as_people_know_it() => Assert.StartsWith(
        "mine: no such workspace folder; expected ",
        Assert.Throws<DefinitionException>(() => WorkspaceFolder.Read(_folder["nowhere"], "mine")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void The_definitions_of_a_folder_are_those_of_its_files()
    {
        foreach (var (name, content) in Some.Files())
            _folder.Write($"w/{name}", System.Text.Encoding.UTF8.GetString(content));
        var workspace = WorkspaceFolder.Read(_folder["w"], "w");
        Assert.Equal("shop", workspace.Name);
        Assert.Equal(WorkspaceFolder.Version(Some.Workspace()), WorkspaceFolder.Version(workspace));
    }

    [Fact]
    public void The_version_changes_with_any_byte_and_not_with_the_order()
    {
        var workspace = Some.Workspace("tables/rates.csv", "date,from,to,rate\n");
        var version = WorkspaceFolder.Version(workspace);
        Assert.Matches("^[0-9a-f]{16}$", version);
        var reversed = workspace.Files.Reverse().ToDictionary();
        Assert.Equal(version, WorkspaceFolder.Version(workspace with { Files = reversed }));
        foreach (var (name, content) in workspace.Files)
        {
            for (var at = 0; at < content.Length; at++)
            {
                var changed = content.ToArray();
                changed[at] ^= 1;
                Assert.NotEqual(version, WorkspaceFolder.Version(
                    workspace with { Files = new Dictionary<string, byte[]>(workspace.Files) { [name] = changed } }));
            }

            Assert.NotEqual(version, WorkspaceFolder.Version(
                workspace with { Files = workspace.Files.Where(f => f.Key != name).ToDictionary() }));
        }
    }
}
