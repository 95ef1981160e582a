using Segmentation.Engine.Base;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;
using Segmentation.Engine.Tracking;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Erasure;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Imports;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Tests.Runs;

public sealed class ScopeRunTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Only_the_shards_of_its_customers_are_its_own_and_the_report_tells_of_all()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.FirstRunAsync();
        var run = await shop.Spine.RunAsync(Of("c1"));
        var inputs = Runs(shop).Inputs(run);
        Assert.Equal((RunKind.Scope, 1), (inputs.Kind, inputs.Published));
        Assert.Single(inputs.Holders!, holder => holder == run);
        Assert.Equal(1, inputs.Holders!.Where(holder => holder != run).Distinct().Single());
        Assert.Single(shop.Folder.Data.Files($"runs/{run}/shards"));
        var (before, now) = (Report(shop, 1), Report(shop, run));
        Assert.Equal((before.Customers, 0), (now.Customers, now.Moves.Count));
        Assert.Equivalent(before.Schemes, now.Schemes, strict: true);
        for (var shard = 0; shard < 3; shard++)
            Assert.Equal(Cells(shop, 1, shard), Cells(shop, run, shard));
    }

    [Fact]
    public async Task A_run_of_some_customers_on_one_of_some_others_names_the_run_that_has_the_files()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.FirstRunAsync();
        await shop.Spine.RunAsync(Of("c1"));
        var run = await shop.Spine.RunAsync(Of("c2", "c3", "c4"));
        Assert.All(Runs(shop).Inputs(run).Holders!, (holder, shard) =>
            Assert.True(shop.Folder.Data.Has($"runs/{holder}/shards/{shard}")));
        Assert.Equal(6, Report(shop, run).Customers);
    }

    [Fact]
    public async Task Base_or_definitions_that_nobody_tried_make_it_a_run_of_all()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.FirstRunAsync();
        await shop.ImportAsync("orders.csv", shop.Orders(1, 1));
        var run = await shop.Spine.RunAsync(Of("c1"));
        var inputs = Runs(shop).Inputs(run);
        Assert.Equal((RunKind.Full, 2), (inputs.Kind, inputs.BaseVersion));
        Assert.Null(inputs.Holders);
    }

    [Fact]
    public async Task What_was_tried_and_failed_is_not_tried_again()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.FirstRunAsync();
        await shop.Spine.GiveUpAsync(await shop.ScoreAsync("orders.csv", shop.Orders(1, 1)));
        var inputs = Runs(shop).Inputs(await shop.Spine.RunAsync(Of("c1")));
        Assert.Equal((RunKind.Scope, 1), (inputs.Kind, inputs.BaseVersion));
    }

    [Fact]
    public async Task A_customer_that_was_erased_is_dropped_and_the_others_stay()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.FirstRunAsync();
        await shop.Spine.GiveUpAsync(await shop.ScoreAsync("orders.csv", shop.Orders(1)));
        Drop(shop, "c2");
        var tombstones = shop.Spine.Get<TombstoneStore>();
        tombstones.Add(tombstones.HashOf("c2"));
        var run = await shop.Spine.RunAsync(Of("c2"));
        var flow = Assert.Single(Report(shop, run).Moves);
        Assert.Equal((null, Cause.Erasure, 1), (flow.To, flow.Cause, flow.Customers));
        Assert.Equal(5, Report(shop, run).Customers);
        Assert.Equal(
            ["c1", "c3", "c4", "c5", "c6"],
            Enumerable.Range(0, 3).SelectMany(shard => Some.Strings(Runs(shop).Shard(run, shard).Ids)).Order());
        Assert.Equal(6, Report(shop, 1).Customers);
    }

    [Fact]
    public async Task Without_a_published_run_it_fails_in_one_sentence()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.ImportAsync("customers.csv", Shop.Customers);
        var run = await shop.Spine.TakeAsync(Of("c1"));
        var fault = await Assert.ThrowsAsync<ImportException>(() => shop.Spine.ScoreAsync(run));
        Assert.StartsWith($"runs/{run}: no run is published; expected", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folders_that_a_kept_run_refers_to_are_kept()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.FirstRunAsync();
        var run = await shop.Spine.RunAsync(Of("c1"));
        Runs(shop).CleanUp(DateTimeOffset.MaxValue, [run]);
        Assert.True(Runs(shop).Has(1));
        Assert.Equal(6, Enumerable.Range(0, 3).Sum(shard => Runs(shop).Shard(run, shard).Ids.Count));
    }

    private static RunRequest Of(params string[] customers) =>
        new() { Kind = RunKind.Scope, Customers = customers };

    private static object?[] Cells(Shop shop, int run, int shard)
    {
        var scored = Runs(shop).Shard(run, shard);
        return
        [
            .. scored.Names, .. Some.Strings(scored.Ids),
            .. scored.Columns.SelectMany(column =>
                Enumerable.Range(0, scored.Ids.Count).Select(row => CellValue.Of(column, row))),
        ];
    }

    private static RunStore Runs(Shop shop) => shop.Spine.Get<RunStore>();

    private static RunReport Report(Shop shop, int run) =>
        Json.Read<RunReport>(shop.Folder.Data, RunStore.Name(run, RunReport.File));

    /// <summary>Empties a customer's shard of the base, whose version stays.</summary>
    private static void Drop(Shop shop, string customer)
    {
        var store = shop.Spine.Get<BaseStore>();
        var manifest = store.Load()!;
        var empty = store.Store(Table.Empty(RowLayout.Of(Some.Workspace().Customers!)));
        var shard = StableHash.Shard(StableHash.Of(System.Text.Encoding.UTF8.GetBytes(customer)), manifest.Shards);
        var tables = manifest.Tables.ToDictionary(
            source => source.Key,
            source => (IReadOnlyList<TableShard>)[.. source.Value.Select((file, k) => k == shard ? empty : file)]);
        Assert.True(store.TryCommit(manifest with { Tables = tables }, store.ETag));
    }
}
