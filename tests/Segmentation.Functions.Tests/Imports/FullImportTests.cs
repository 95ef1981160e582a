using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Imports;

namespace Segmentation.Functions.Tests.Imports;

public sealed class FullImportTests : IDisposable
{
    private const int Shards = 3;

    private readonly TempFolder _folder = new();
    private readonly Workspace _workspace = Some.Workspace();
    private readonly HoldReasons _reasons = new();
    private readonly BaseStore _store;

    public FullImportTests() => _store = new BaseStore(_folder.Data);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(10, 8)]
    [InlineData(5, 4)]
    [InlineData(100, 80)]
    public void Customers_that_a_full_import_lacks_are_removed_with_all_their_rows(int known, int imported)
    {
        var before = Tables(known, known);
        var tables = new Dictionary<string, IReadOnlyList<TableShard>>(before)
        {
            ["customers"] = Tables(imported, 0)["customers"],
        };
        var removed = Full().Remove(
            before, tables, new HashSet<string> { "customers" });
        Assert.Equal((known - imported, false), (removed, _reasons.Any));
        Assert.Equal(Ids(imported).Order(StringComparer.Ordinal), All(tables["orders"]));
        Assert.Equal(imported * 2, tables["orders"].Sum(table => table.File.Rows));
        Assert.Equal(Ids(known).Order(StringComparer.Ordinal), All(before["orders"]));
    }

    [Theory]
    [InlineData(10, 7)]
    [InlineData(100, 79)]
    [InlineData(4, 3)]
    [InlineData(1, 0)]
    public void More_than_a_fifth_is_a_reason_for_holding_the_import(int known, int imported)
    {
        var before = Tables(known, known);
        var tables = new Dictionary<string, IReadOnlyList<TableShard>>(before)
        {
            ["customers"] = Tables(imported, 0)["customers"],
        };
        Full().Remove(before, tables, new HashSet<string> { "customers" });
        Assert.True(_reasons.Any);
        Assert.StartsWith(
            $"import: it would remove {known - imported} of {known} customers; expected at most 20 %",
            _reasons.Of("id").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_customer_of_any_imported_stream_stays()
    {
        var before = Tables(10, 10);
        var tables =
            new Dictionary<string, IReadOnlyList<TableShard>>(before) { ["customers"] = Tables(2, 0)["customers"] };
        Assert.Equal(0, Full().Remove(
            before, tables, new HashSet<string> { "customers", "orders" }));
        Assert.Same(before["orders"], tables["orders"]);
    }

    [Fact]
    public void The_first_import_removes_nobody() => Assert.Equal(
        0, Full().Remove(
            new Dictionary<string, IReadOnlyList<TableShard>>(),
            Tables(5, 5), new HashSet<string> { "customers", "orders" }));

    private FullImport Full() => new(_store, _workspace, Shards, _reasons);

    private static string[] Ids(int count) => [.. Enumerable.Range(0, count).Select(i => $"c{i}")];

    private string[] All(IReadOnlyList<TableShard> tables) =>
        [.. tables.SelectMany(table => Some.Strings(_store.ReadTable(table.File).Ids)).Order(StringComparer.Ordinal)];

    private Dictionary<string, IReadOnlyList<TableShard>> Tables(int customers, int buyers) => new()
    {
        ["customers"] = Stored(_workspace.Customers!, Ids(customers)),
        ["orders"] = Stored(_workspace.Streams.First(), [.. Ids(buyers), .. Ids(buyers)]),
    };

    private TableShard[] Stored(SourceDefinition source, string[] customers) =>
    [
        .. Enumerable.Range(0, Shards).Select(shard => _store.Store(
            Some.Table(source, [.. customers.Where(
                id => StableHash.Shard(StableHash.Of(System.Text.Encoding.UTF8.GetBytes(id)), Shards) == shard)]),
            RowLayout.Of(source))),
    ];
}
