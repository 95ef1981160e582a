using Segmentation.Functions.Imports;

namespace Segmentation.Functions.Tests.Imports;

public sealed class SourcesHashTests
{
    [Fact]
    public void What_decides_how_rows_are_read_is_in_the_hash()
    {
        string[][] workspaces =
        [
            [],
            ["sources.yaml", Some.Sources + "\n"],
            ["workspace.yaml", "name: shop\ncurrency: USD\n"],
            ["workspace.yaml", "name: shop\ncurrency: EUR\ntime_zone: Europe/Berlin\n"],
        ];
        var hashes = workspaces.Select(files => SourcesHash.Of(Some.Workspace(files))).ToArray();
        Assert.Distinct(hashes);
        Assert.All(hashes, hash => Assert.Matches("^[0-9a-f]{64}$", hash));
    }

    [Fact]
    public void Other_definitions_are_not() => Assert.Equal(
        SourcesHash.Of(Some.Workspace()),
        SourcesHash.Of(Some.Workspace(
            "workspace.yaml", "name: other\ncurrency: EUR\n", "measures.yaml",
            Some.Measures + "\nfirst: min(orders.amount)\n",
            "schemes/rfm.yaml", Some.Grid.Replace("version: 3", "version: 4", StringComparison.Ordinal))));
}
