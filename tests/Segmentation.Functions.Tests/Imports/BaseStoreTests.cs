using Segmentation.Engine.Dumps;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Imports;

namespace Segmentation.Functions.Tests.Imports;

public sealed class BaseStoreTests : IDisposable
{
    private static readonly SourceDefinition Orders = Some.Workspace().Streams.First();
    private static readonly RowLayout Layout = RowLayout.Of(Orders);

    private readonly TempFolder _folder = new();
    private readonly BaseStore _store;

    public BaseStoreTests() => _store = new BaseStore(_folder.Data);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_stored_is_read_again()
    {
        var table = _store.Store(Some.Table(Orders, "b", "a", "b"), Layout);
        Assert.Equal((3L, 2, (int?)2), (table.File.Rows, table.Customers, table.NewestDay));
        Assert.Equal(["a", "b"], Some.Strings(_store.ReadTable(table.File).Ids));
        Assert.Equal(["x", "y"], Some.Strings(_store.ReadRows(_store.Store(Some.Rows(Orders, "x", "y"))).Customers));
        Assert.Equal(["k", "é"], Some.Strings(_store.ReadKeys(_store.Store(Some.Texts("k", "é")))));
    }

    [Fact]
    public void A_table_without_events_has_no_newest_day() =>
        Assert.Null(_store.Store(Some.Table(Orders), Layout).NewestDay);

    [Fact]
    public void The_same_table_is_the_same_file()
    {
        var file = _store.Store(Some.Table(Orders, "a", "b"), Layout);
        Assert.Equal(file, _store.Store(Some.Table(Orders, "a", "b"), Layout));
        Assert.NotEqual(file.File.Name, _store.Store(Some.Table(Orders, "a", "c"), Layout).File.Name);
        Assert.Equal(2, _folder.Files().Length);
    }

    [Fact]
    public void Any_flipped_byte_is_one_clear_fault()
    {
        var file = _store.Store(Some.Table(Orders, "a", "b"), Layout).File;
        var bytes = _folder.Data.Read(file.Name);
        for (var at = 0; at < bytes.Length; at++)
        {
            bytes[at] ^= 1;
            _folder.Data.Write(file.Name, bytes);
            bytes[at] ^= 1;
            var fault = Assert.Throws<ImportException>(() => _store.ReadTable(file));
            Assert.Contains(
                $"{file.Name}: the content does not match its checksum; expected ",
                fault.Message, StringComparison.Ordinal);
        }

        _folder.Data.Write(file.Name, bytes.AsMemory(0, 3));
        Assert.Throws<ImportException>(() => _store.ReadTable(file));
    }

    [Theory]
    [InlineData("base/shards/nothing")]
    [InlineData("nowhere/nothing")]
    public void A_missing_file_is_one_clear_fault(string name)
    {
        _store.Store(Some.Texts("k"));
        var fault = Assert.Throws<ImportException>(() => _store.ReadKeys(new StoredFile(name, "", 0)));
        Assert.Contains($"{name}: the file is missing; expected ", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_manifest_is_the_version()
    {
        Assert.Null(_store.Load());
        var table = _store.Store(Some.Table(Orders, "a"), Layout);
        var manifest = BaseManifest.Empty("shop", 1, "hash") with
        {
            Version = 4,
            Imports = [new TakenImport("id", ImportMode.Full, [new DumpFile("a.csv", 1, "x")])],
            Tables = new Dictionary<string, IReadOnlyList<TableShard>> { ["orders"] = [table] },
            Waiting = new Dictionary<string, StoredFile> { ["orders"] = _store.Store(Some.Texts("k")) },
        };
        Assert.True(_store.TryCommit(manifest, null));
        Assert.Equivalent(manifest, _store.Load(), strict: true);
        Assert.Equal(0, _store.Load()!.NewestDay);
        Assert.Null(BaseManifest.Empty("shop", 1, "").NewestDay);
    }

    [Fact]
    public void Of_two_versions_made_from_the_same_one_the_second_is_refused()
    {
        var manifest = BaseManifest.Empty("shop", 1, "hash") with { Version = 1 };
        Assert.Equal((0, null), (_store.Version, _store.ETag));
        Assert.True(_store.TryCommit(manifest, null));
        Assert.False(_store.TryCommit(manifest with { Version = 9 }, null));
        var etag = _store.ETag;
        Assert.True(_store.TryCommit(manifest with { Version = 2 }, etag));
        Assert.False(_store.TryCommit(manifest with { Version = 9 }, etag));
        Assert.Equal(2, _store.Version);
        Assert.True(_store.IsCurrent(manifest with { Version = 2 }));
        Assert.False(_store.IsCurrent(manifest));
    }

    [Fact]
    public void Data_of_another_workspace_is_refused_by_name()
    {
        _store.CheckOwner(Some.Workspace());
        Assert.True(_store.TryCommit(BaseManifest.Empty("bakery", 1, "hash"), null));
        Assert.Contains(
            "the data of workspace 'bakery'; expected data of workspace 'shop'; ",
            Assert.Throws<DefinitionException>(() => _store.CheckOwner(Some.Workspace())).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{\"version\": \"x\"}")]
    [InlineData("{\"version\": 1")]
    public void A_damaged_manifest_is_one_clear_fault(string text)
    {
        _folder.Write("data/base/manifest.json", text);
        Assert.Contains(
            "manifest.json: the file is damaged; expected ",
            Assert.Throws<ImportException>(_store.Load).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sweeping_keeps_what_any_version_needs()
    {
        StoredFile Keys(string key) => _store.Store(Some.Texts(key));
        static Dictionary<string, StoredFile> One(StoredFile file) => new() { ["orders"] = file };
        var (waiting, filtered, unused) = (Keys("waiting"), Keys("filtered"), Keys("unused"));
        var (old, shared) = (_store.Store(Some.Table(Orders, "old"), Layout), _store.Store(
            Some.Table(Orders, "shared"), Layout));
        var empty = BaseManifest.Empty("shop", 2, "");
        BaseManifest[] versions =
        [
            empty with
            {
                Tables = new Dictionary<string, IReadOnlyList<TableShard>> { ["orders"] = [old, shared] },
                Waiting = One(waiting),
            },
            empty with
            {
                Tables = new Dictionary<string, IReadOnlyList<TableShard>> { ["orders"] = [shared, shared] },
                FilteredKeys = One(filtered),
            },
        ];
        _store.Sweep(() => versions, () => true);
        Assert.True(_folder.Data.Has(unused.Name));
        _store.Sweep(() => versions, () => false);
        Assert.All(
            new[] { waiting, filtered, old.File, shared.File }, file => Assert.True(_folder.Data.Has(file.Name)));
        Assert.False(_folder.Data.Has(unused.Name));
        _store.Sweep(() => [], () => false);
        Assert.Empty(_folder.Files());
    }
}
