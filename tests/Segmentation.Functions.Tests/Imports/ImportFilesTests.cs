using System.Security.Cryptography;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Imports;

namespace Segmentation.Functions.Tests.Imports;

public sealed class ImportFilesTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_dumps_of_a_folder_come_by_name()
    {
        foreach (var name in new[] { "b.csv", "a.csv", "sub/c.csv", ".hidden", ".git/x.csv", "sub/.x/y.csv", "_SUCCESS", "sub/_SUCCESS" })
            _folder.Write($"in/{name}", "");
        var found = ImportFiles.Find(_folder["in"]);
        Assert.Equal(["a.csv", "b.csv", "sub/c.csv"], found.Select(f => f.Name));
        Assert.All(found, file => Assert.Equal(_folder[$"in/{file.Name}"], file.Where));
    }

    [Fact]
    public void A_folder_below_a_hidden_one_is_read()
    {
        _folder.Write(".cache/in/a.csv", "");
        Assert.Equal("a.csv", Assert.Single(ImportFiles.Find(_folder[".cache/in"])).Name);
    }

    [Fact]
    public void One_file_is_an_import()
    {
        var path = _folder.Write("in/a.csv", "");
        Assert.Equal([("a.csv", path)], ImportFiles.Find(path).Select(dump => (dump.Name, dump.Where)));
    }

    [Fact]
    public void Nothing_to_import_is_told()
    {
        Assert.Contains(
            "no such file or folder",
            Assert.Throws<ImportException>(() => ImportFiles.Find(_folder["nowhere"])).Message,
            StringComparison.Ordinal);
        _folder.Write("in/_SUCCESS", "");
        Assert.Contains(
            "the folder has no files", Assert.Throws<ImportException>(() => ImportFiles.Find(_folder["in"])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_manifest_says_which_files_belong_to_the_import()
    {
        foreach (var name in new[] { "b.csv", "a.csv", "other.csv", "sub/c.csv" })
            _folder.Write($"in/{name}", "");
        _folder.Write("in/manifest.json", """{"files": [{"name": "sub/c.csv"}, {"name": "a.csv"}]}""");
        var manifest = ImportFiles.Manifest(_folder["in"]);
        Assert.Equal(["a.csv", "sub/c.csv"], ImportFiles.Find(_folder["in"], manifest).Select(f => f.Name));
    }

    [Theory]
    [InlineData("../outside.csv")]
    [InlineData("sub/../../outside.csv")]
    [InlineData("sub/../a.csv")]
    [InlineData("./a.csv")]
    [InlineData("sub//c.csv")]
    [InlineData("/a.csv")]
    [InlineData("OUTSIDE")]
    [InlineData("missing.csv")]
    [InlineData("sub")]
    [InlineData("")]
    public void A_manifest_names_nothing_but_files_of_its_folder(string name)
    {
        var outside = _folder.Write("outside.csv", "");
        _folder.Write("in/a.csv", "");
        _folder.Write("in/sub/c.csv", "");
        var named = name.Replace("OUTSIDE", outside.Replace('\\', '/'), StringComparison.Ordinal);
        _folder.Write("in/manifest.json", $$"""{"files": [{"name": "{{named}}"}]}""");
        var fault = Assert.Throws<ImportException>(() => ImportFiles.Find(_folder["in"], ImportFiles.Manifest(_folder["in"])));
        Assert.Contains(
            "which is not there; expected files of the same folder", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Copies_have_the_lengths_and_hashes_of_their_files()
    {
        _folder.Write("in/a.csv", "hello");
        _folder.Write("in/sub/empty.csv", "");
        _folder.Write("data/arriving/left.csv", "of an import before");
        var stages = new Stages(TimeProvider.System);
        var copies = ImportFiles.Copy(ImportFiles.Find(_folder["in"]), _folder.Data, "arriving", stages);
        Assert.Equal(
            [
                new DumpFile("a.csv", 5, Convert.ToHexStringLower(SHA256.HashData("hello"u8))),
                new DumpFile("sub/empty.csv", 0, Convert.ToHexStringLower(SHA256.HashData([]))),
            ],
            copies);
        Assert.Equal("hello"u8.ToArray(), _folder.Data.Read("arriving/a.csv"));
        Assert.Equal(
            ["data/arriving/a.csv", "data/arriving/sub/empty.csv", "in/a.csv", "in/sub/empty.csv"], _folder.Files());
        Assert.Equal(5, Assert.Single(stages.Done).Bytes);
    }

    [Fact]
    public void A_file_that_vanished_is_told()
    {
        _folder.Write("in/a.csv", "hello");
        var found = ImportFiles.Find(_folder["in"]);
        File.Delete(_folder["in/a.csv"]);
        var fault = Assert.Throws<ImportException>(
            () => ImportFiles.Copy(found, _folder.Data, "arriving", new Stages(TimeProvider.System)));
        Assert.Contains("the file vanished while it was read", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_id_is_of_names_and_contents_alone()
    {
        DumpFile[] files = [new("a", 1, "x"), new("b", 2, "y"), new("c", 3, "z")];
        var id = ImportFiles.IdOf(files);
        Assert.Matches("^[0-9a-f]{16}$", id);
        Assert.Equal(id, ImportFiles.IdOf(files.Reverse()));
        DumpFile[][] others =
        [
            [.. files.Take(2)],
            [files[0] with { Name = "A" }, files[1], files[2]],
            [files[0] with { Length = 2 }, files[1], files[2]],
            [files[0] with { Sha256 = "y" }, files[1], files[2]],
        ];
        Assert.DoesNotContain(id, others.Select(ImportFiles.IdOf));
    }

    [Theory]
    [InlineData("orders*.csv", "orders.csv", true)]
    [InlineData("orders*.csv", "orders-2026.CSV", true)]
    [InlineData("orders*.csv", "2026/11/orders.csv", true)]
    [InlineData("orders*.csv", "old-orders.csv", false)]
    [InlineData("*orders?.csv", "old-orders1.csv", true)]
    [InlineData("crm/*.csv", "crm/orders.csv", true)]
    [InlineData("crm/*.csv", "erp/orders.csv", false)]
    [InlineData("crm/*.csv", "orders.csv", false)]
    [InlineData("*", "anything", true)]
    public void A_source_reads_the_files_of_its_globs(string glob, string file, bool matches)
    {
        var source = new SourceDefinition("orders", default, ["no", glob], FormatDefinition.Sniffed);
        Assert.Equal(matches, ImportFiles.Matches(source, file));
    }
}
