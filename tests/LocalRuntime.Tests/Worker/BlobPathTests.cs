using LocalRuntime.Worker.Blobs;
using LocalRuntime.Worker.Hosting;

namespace LocalRuntime.Tests.Worker;

public sealed class BlobPathTests
{
    [Theory]
    [InlineData("dumps/inbox/{name}", "dumps", "inbox/")]
    [InlineData("dumps/{name}", "dumps", "")]
    [InlineData("dumps", "dumps", "")]
    [InlineData("dumps/a/b{x}/manifest.json", "dumps", "a/")]
    [InlineData("dumps/a/manifest.json", "dumps", "a/")]
    public void A_path_is_a_container_and_a_folder(string path, string container, string folder)
    {
        var parsed = BlobPath.Parse(path, "f");
        Assert.Equal((container, folder), (parsed.Container, parsed.Folder));
    }

    [Theory]
    [InlineData("dumps/inbox/{name}", "inbox/a.csv", "a.csv")]
    [InlineData("dumps/inbox/{name}", "inbox/2026/a.csv", "2026/a.csv")]
    [InlineData("dumps/inbox/{name}.csv", "inbox/a.b.csv", "a.b")]
    [InlineData("dumps/inbox/{name}/manifest.json", "inbox/x/y/manifest.json", "x/y")]
    [InlineData("dumps/{name}.{ext}", "a.tar.gz", "a.tar")]
    [InlineData("dumps/{name}/{NAME}.csv", "a/a.csv", "a")]
    public void A_value_matches_across_slashes_and_takes_what_it_can(string path, string blob, string name) =>
        Assert.Equal(name, BlobPath.Parse(path, "f").Match(blob)!["name"]);

    [Theory]
    [InlineData("dumps/inbox/{name}", "accepted/a.csv")]
    [InlineData("dumps/inbox/{name}.csv", "inbox/a.CSV")]
    [InlineData("dumps/inbox/{name}.csv", "inbox/aXcsv")]
    [InlineData("dumps/{name}/{name}.csv", "a/b.csv")]
    public void Another_name_does_not_match(string path, string blob) =>
        Assert.Null(BlobPath.Parse(path, "f").Match(blob));

    [Theory]
    [InlineData("")]
    [InlineData("/inbox/{name}")]
    [InlineData("Dumps/{name}")]
    [InlineData("../{name}")]
    [InlineData("dumps/{name")]
    [InlineData("dumps/{}")]
    [InlineData("dumps/{a-b}")]
    [InlineData("{container}/a")]
    public void A_path_that_is_none_is_refused(string path)
    {
        var problem = Assert.Throws<StartException>(() => BlobPath.Parse(path, "f"));
        Assert.Contains($"function 'f': blob path: found '{path}'", problem.Message, StringComparison.Ordinal);
    }
}
