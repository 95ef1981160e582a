using Segmentation.Engine.Dumps;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Imports;

namespace Segmentation.Functions.Tests.Imports;

public sealed class ImportManifestTests : IDisposable
{
    private const string Hash = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_without_a_manifest_says_nothing() => Assert.Null(ImportFiles.Manifest(_folder.Path));

    [Fact]
    public void A_whole_manifest_is_read()
    {
        var manifest = Read($$"""{"mode": "full", "asOf": "1998-07-01", "files": [{"name": "a.csv", "length": 5, "rows": 2, "sha256": "{{Hash}}"}, {"name": "sub/b.csv"}]}""");
        Assert.Equal((ImportMode.Full, new DateOnly(1998, 7, 1)), (manifest.Mode, manifest.AsOf));
        Assert.Equal([new ManifestFile("a.csv", 5, 2, Hash), new ManifestFile("sub/b.csv")], manifest.Files);
    }

    [Theory]
    [InlineData("snapshot", ImportMode.Snapshot)]
    [InlineData("delta", ImportMode.Delta)]
    [InlineData("full", ImportMode.Full)]
    public void There_are_three_modes(string text, ImportMode mode) =>
        Assert.Equal(mode, Read($$"""{"mode": "{{text}}", "files": [{"name": "a"}]}""").Mode);

    [Fact]
    public void Only_the_names_are_mandatory()
    {
        var manifest = Read("""{"files": [{"name": "a.csv"}]}""");
        Assert.Equal((null, null), (manifest.Mode, manifest.AsOf));
        Assert.Equal([new ManifestFile("a.csv")], manifest.Files);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"files\": []}")]
    [InlineData("{\"files\": null}")]
    [InlineData("{\"files\": [null]}")]
    [InlineData("{\"files\": [\"a.csv\"]}")]
    [InlineData("{\"files\": [{}]}")]
    [InlineData("{\"files\": [{\"name\": null}]}")]
    [InlineData("{\"files\": [{\"name\": 1}]}")]
    [InlineData("{\"files\": [{\"name\": \"a\", \"rows\": \"2\"}]}")]
    [InlineData("{\"files\": [{\"name\": \"a\", \"length\": 1.5}]}")]
    [InlineData("{\"files\": [{\"name\": \"a\", \"size\": 1}]}")]
    [InlineData("{\"files\": [{\"name\": \"a\"}], \"modus\": \"full\"}")]
    [InlineData("{\"files\": [{\"name\": \"a\"}], \"mode\": \"all\"}")]
    [InlineData("{\"files\": [{\"name\": \"a\"}], \"mode\": 2}")]
    [InlineData("{\"files\": [{\"name\": \"a\"}], \"mode\": \"7\"}")]
    [InlineData("{\"files\": [{\"name\": \"a\"}], \"asOf\": \"01.07.1998\"}")]
    [InlineData("{\"files\": [{\"name\": \"a\"}], \"asOf\": \"1998-02-30\"}")]
    [InlineData("{\"files\": [{\"name\": \"a\"}")]
    public void A_bad_manifest_is_refused_with_what_is_expected(string text)
    {
        var fault = Assert.Throws<ImportException>(() => Read(text));
        Assert.StartsWith(Path.Combine(_folder.Path, "manifest.json") + ": ", fault.Message, StringComparison.Ordinal);
        Assert.Contains("; expected {\"mode\": \"snapshot|delta|full\", ", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_named_twice_is_refused()
    {
        var fault = Assert.Throws<ImportException>(
            () => Read("""{"files": [{"name": "a.csv"}, {"name": "b.csv"}, {"name": "a.csv"}]}"""));
        Assert.Contains(": it names 'a.csv' twice; ", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lengths_and_hashes_must_be_those_of_the_files()
    {
        var manifest = Read($$"""{"files": [{"name": "a.csv", "length": 5, "sha256": "{{Hash.ToUpperInvariant()}}"}, {"name": "b.csv"}]}""");
        manifest.Check([new DumpFile("a.csv", 5, Hash), new DumpFile("b.csv", 7, "")]);
        Assert.Equal(
            "a.csv: 6 bytes; expected 5 bytes, as manifest.json says; nothing was changed; copy the file again, or correct the manifest",
            Assert.Throws<ImportException>(() => manifest.Check([new DumpFile("a.csv", 6, Hash)])).Message);
        Assert.StartsWith(
            "a.csv: SHA-256 00; expected SHA-256 2CF2",
            Assert.Throws<ImportException>(() => manifest.Check([new DumpFile("a.csv", 5, "00")])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_must_be_those_read()
    {
        var manifest = Read("""{"files": [{"name": "a.csv", "rows": 3}, {"name": "b.csv"}]}""");
        manifest.CheckRows([File("a.csv", 3), File("b.csv", 9)]);
        Assert.StartsWith(
            "a.csv: 2 rows; expected 3 rows, as manifest.json says",
            Assert.Throws<ImportException>(() => manifest.CheckRows([File("b.csv", 9), File("a.csv", 2)])).Message,
            StringComparison.Ordinal);
    }

    private static ReceiptFile File(string name, long rows) =>
        new(name, "orders", 0, new Ledger { Read = rows, Accepted = rows });

    private ImportManifest Read(string text)
    {
        _folder.Write("manifest.json", text);
        return ImportFiles.Manifest(_folder.Path)!;
    }
}
