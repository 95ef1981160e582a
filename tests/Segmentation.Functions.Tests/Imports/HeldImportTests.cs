using Segmentation.Functions.Imports;

namespace Segmentation.Functions.Tests.Imports;

/// <summary>An import whose owners are empty, after one whose owners are not.</summary>
public sealed class HeldImportTests
{
    private const string Why =
        "customers.csv, field owner: filled 0 % of 40 rows, 100 % in the last import; expected at most 30 points less";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_held_with_its_dumps_and_the_base_stays()
    {
        await using var shop = await OpenAsync();
        var before = Base(shop);
        var held = await HoldAsync(shop);
        Assert.Equivalent(before, Base(shop), strict: true);
        Assert.StartsWith(Why, held.Why, StringComparison.Ordinal);
        var row = await RowAsync(shop, held);
        Assert.Equal(
            (ImportRow.Held, held.Why, (int?)null, 40L), (row.State, row.Error, row.BaseVersion, row.Rows));
        Assert.Equal(
            Customers(40, "", "x"), File.ReadAllText(shop.Folder[$"data/dumps/held/{held.Taken.Id}/customers.csv"]));
        Assert.StartsWith(
            $"import {held.Taken.Id} is held; nothing was changed\n{Why}",
            File.ReadAllText(shop.Folder[$"data/dumps/receipts/{held.Taken.Id}.txt"]), StringComparison.Ordinal);
        var owner = held.Receipt.Fields.Single(field => field.Field == "owner");
        Assert.Equal(("sales", 40L, 0m, -100m), (owner.Group, owner.Rows, owner.FilledPercent, owner.ChangePoints));
        Assert.False(shop.Spine.Get<ImportScratch>().IsBusy);
    }

    [Fact]
    public async Task Confirmed_it_is_taken_and_the_next_one_is_compared_with_it()
    {
        await using var shop = await OpenAsync();
        var held = await HoldAsync(shop);
        var outcome = await shop.Spine.ImportAsync(held.Confirmed);
        Assert.Equal((null, held.Taken.Id), (outcome.Fault, outcome.Import));
        Assert.Equal((2, held.Taken.Id), (Base(shop).Version, Base(shop).Imports[^1].Id));
        Assert.Equal(ImportRow.Accepted, (await RowAsync(shop, held)).State);
        Assert.Null(shop.Spine.Get<HeldImports>().Find(held.Taken.Id));
        Assert.DoesNotContain(shop.Folder.Files(), file => file.Contains("dumps/held/", StringComparison.Ordinal));
        Assert.True(File.Exists(shop.Folder[$"data/dumps/accepted/{held.Taken.Id}/customers.csv"]));
        Assert.Null((await shop.Spine.ImportAsync(shop.Drop("customers.csv", Customers(41, "", "y")))).Fault);

        var again = await shop.Spine.ImportAsync(held.Confirmed);
        Assert.StartsWith(
            $"import {held.Taken.Id}: it is not held any more", again.Fault!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Discarded_it_leaves_a_receipt_and_the_next_one_is_compared_with_the_one_before()
    {
        await using var shop = await OpenAsync();
        var (before, held) = (Base(shop), await HoldAsync(shop));
        var discarded = new DiscardedImport(held.Taken.Id, new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc));
        for (var time = 0; time < 2; time++)
            await shop.Spine.Get<DiscardImport>().RunAsync(discarded, Cancel);
        Assert.Equivalent(before, Base(shop), strict: true);
        var row = await RowAsync(shop, held);
        Assert.Equal((ImportRow.Discarded, discarded.At), (row.State, row.At.UtcDateTime));
        Assert.DoesNotContain(shop.Folder.Files(), file => file.Contains("dumps/held/", StringComparison.Ordinal));
        Assert.StartsWith(
            $"import {held.Taken.Id} was held and is discarded; nothing was changed\n{Why}",
            File.ReadAllText(shop.Folder[$"data/dumps/receipts/{held.Taken.Id}.txt"]), StringComparison.Ordinal);
        Assert.True((await shop.Spine.ImportAsync(shop.Drop("customers.csv", Customers(41, "", "y")))).Fault!.IsHeld);
        Assert.Null((await shop.Spine.ImportAsync(shop.Drop("customers.csv", Customers(42, "u2", "z")))).Fault);
    }

    [Fact]
    public async Task Taken_again_it_is_held_again_with_one_row()
    {
        await using var shop = await OpenAsync();
        var (first, second) = (await HoldAsync(shop), await HoldAsync(shop));
        Assert.Equivalent(first.Receipt, second.Receipt, strict: true);
        Assert.Equal(
            [ImportRow.Held, ImportRow.Accepted],
            (await shop.Spine.Get<ImportLedger>().NewestFirstAsync(Cancel)).Select(row => row.State));
    }

    [Fact]
    public async Task A_confirmation_that_fails_leaves_it_held()
    {
        await using var shop = await OpenAsync();
        var held = await HoldAsync(shop);
        File.Delete(shop.Folder[$"data/dumps/held/{held.Taken.Id}/customers.csv"]);
        Assert.NotNull((await shop.Spine.ImportAsync(held.Confirmed)).Fault);
        Assert.Equal(ImportRow.Held, (await RowAsync(shop, held)).State);
        Assert.NotNull(shop.Spine.Get<HeldImports>().Find(held.Taken.Id));
    }

    [Fact]
    public async Task What_was_confirmed_is_not_held_when_all_is_read_again()
    {
        await using var shop = await OpenAsync();
        await shop.Spine.ImportAsync((await HoldAsync(shop)).Confirmed);
        var other = shop.Spine.Get<Functions.Runs.WorkspaceStore>().Keep(Some.Workspace(
            "sources.yaml", """customers: { file: "customers*.csv", id: id, owner: owner }""",
            "measures.yaml", "mine: owner\n", "workspace.yaml", "name: shop\n", "schemes/rfm.yaml", """
            scheme: rfm
            version: 1
            kind: rules
            segments: [{ id: a, when: mine = 'u1' }, { id: b }]
            """));
        var request = new ImportRequest("reread", IsInbox: false) { Rereads = true, Workspace = other };
        var outcome = await shop.Spine.ImportAsync(request);
        Assert.Equal((null, true), (outcome.Fault, outcome.Reread));
        Assert.Equal(-100m, Base(shop).Health["customers"].Fields.Single(field => field.Field == "owner").ChangePoints);
    }

    private static async Task<Shop> OpenAsync()
    {
        var shop = await Shop.OpenAsync();
        Assert.Null((await shop.Spine.ImportAsync(shop.Drop("customers.csv", Customers(40, "u1", "x")))).Fault);
        return shop;
    }

    private static async Task<HeldImport> HoldAsync(Shop shop)
    {
        var outcome = await shop.Spine.ImportAsync(shop.Drop("customers.csv", Customers(40, "", "x")));
        Assert.True(outcome.Fault!.IsHeld);
        var row = (await shop.Spine.Get<ImportLedger>().NewestFirstAsync(Cancel))[0];
        return shop.Spine.Get<HeldImports>().Find(row.Import)!;
    }

    private static async Task<ImportRow> RowAsync(Shop shop, HeldImport held) =>
        (await shop.Spine.Get<ImportLedger>().FindImportAsync(held.Taken.Id, Cancel))!;

    private static string Customers(int count, string owner, string name) => "id,name,owner\n"
        + string.Concat(Enumerable.Range(1, count).Select(i => $"c{i},{name},{owner}\n"));

    private static BaseManifest Base(Shop shop) => shop.Spine.Get<BaseStore>().Load()!;
}
