using EndToEnd;
using Segmentation.Functions.Imports;
using Segmentation.Functions.Runs;

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
        var outcome = await ConfirmAsync(shop, held);
        Assert.Equal((null, held.Taken.Id), (outcome.Fault, outcome.Import));
        Assert.Equal((2, held.Taken.Id), (Base(shop).Version, Base(shop).Imports[^1].Id));
        Assert.Equal(ImportRow.Accepted, (await RowAsync(shop, held)).State);
        Assert.Null(shop.Spine.Get<HeldImports>().Find(held.Taken.Id));
        Assert.DoesNotContain(shop.Folder.Files(), file => file.Contains("dumps/held/", StringComparison.Ordinal));
        Assert.True(File.Exists(shop.Folder[$"data/dumps/accepted/{held.Taken.Id}/customers.csv"]));
        Assert.Null((await shop.Spine.ImportAsync(shop.Drop("customers.csv", Customers(41, "", "y")))).Fault);

        var again = await ConfirmAsync(shop, held);
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
        Assert.NotNull((await ConfirmAsync(shop, held)).Fault);
        Assert.Equal(ImportRow.Held, (await RowAsync(shop, held)).State);
        Assert.NotNull(shop.Spine.Get<HeldImports>().Find(held.Taken.Id));
    }

    [Fact]
    public async Task What_was_confirmed_is_not_held_when_all_is_read_again()
    {
        await using var shop = await OpenAsync();
        await ConfirmAsync(shop, await HoldAsync(shop));
        var other = shop.Spine.Get<WorkspaceStore>().Keep(Some.Workspace(
            "sources.yaml", """customers: { file: "customers*.csv", id: id, owner: owner }""",
            "measures.yaml", "mine: owner\n", "workspace.yaml", "name: shop\nhold_if_moved: 100%\n", "schemes/rfm.yaml", """
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

    [Fact]
    public async Task However_it_arrives_again_it_has_one_row_which_a_decision_settles()
    {
        await using var shop = await OpenAsync();
        await HoldDroppedAsync(shop, "a");
        await HoldDroppedAsync(shop, "b");
        var held = await HoldAsync(shop);
        Assert.Equal([ImportRow.Held, ImportRow.Accepted], await StatesAsync(shop));
        Assert.Null((await ConfirmAsync(shop, held)).Fault);
        Assert.Equal([ImportRow.Accepted, ImportRow.Accepted], await StatesAsync(shop));
    }

    [Fact]
    public async Task Taken_without_a_question_when_it_arrives_again_it_is_held_no_more()
    {
        await using var shop = await OpenAsync();
        await HoldDroppedAsync(shop, "a");
        await ConfirmAsync(shop, await HoldAsync(shop, 41));
        Assert.Null((await shop.Spine.ImportAsync(shop.Drop("customers.csv", Customers(40, "", "x")))).Fault);
        Assert.Equal(Enumerable.Repeat(ImportRow.Accepted, 3), await StatesAsync(shop));
    }

    [Fact]
    public async Task Rejected_when_it_arrives_again_it_is_still_held()
    {
        await using var shop = await OpenAsync();
        var held = await HoldAsync(shop);
        var manifest = """{"files": [{"name": "customers.csv", "rows": 39}]}""";
        var again = shop.Drop("manifest.json", manifest, "customers.csv", Customers(40, "", "x"));
        Assert.False((await shop.Spine.ImportAsync(again)).Fault!.IsHeld);
        Assert.Equal([ImportRow.Rejected, ImportRow.Held, ImportRow.Accepted], await StatesAsync(shop));
        Assert.Equal(held.Row, (await RowAsync(shop, held)).RowKey);
    }

    [Theory]
    [InlineData(ImportRow.Accepted)]
    [InlineData(ImportRow.Discarded)]
    public async Task A_confirmation_of_what_was_decided_changes_nothing(string decided)
    {
        await using var shop = await OpenAsync();
        var held = await HoldAsync(shop);
        if (decided == ImportRow.Accepted)
            await ConfirmAsync(shop, held);
        else
            await shop.Spine.Get<DiscardImport>().RunAsync(
                new DiscardedImport(held.Taken.Id, new DateTime(2099, 11, 1, 0, 0, 0, DateTimeKind.Utc)), Cancel);
        var rows = await StatesAsync(shop);
        var before = await RowAsync(shop, held);
        Assert.NotNull((await ConfirmAsync(shop, held)).Fault);
        Assert.Equal(rows, await StatesAsync(shop));
        Assert.Equal((decided, before.At), (rows[0], (await RowAsync(shop, held)).At));
        Assert.False(shop.Spine.Get<ImportScratch>().IsBusy);
    }

    [Fact]
    public async Task It_is_confirmed_under_its_own_definitions_unless_others_were_used_since()
    {
        await using var shop = await OpenAsync();
        var workspaces = shop.Spine.Get<WorkspaceStore>();
        var version = shop.Spine.Version;
        var held = await HoldAsync(shop, new ImportRequest(
            shop.Drop("customers.csv", Customers(40, "", "x")), IsInbox: false)
        {
            Workspace = version,
            Run = new RunRequest { Workspace = version },
        });
        var own = held.Confirmed(workspaces.Current);
        Assert.Equal((version, version), (own.Workspace, own.Run!.Workspace));
        var newer = workspaces.Keep(Some.Workspace(
            "sources.yaml", File.ReadAllText(shop.Folder[$"data/workspaces/{version}/sources.yaml"]),
            "workspace.yaml", "name: shop\nvalue: monetary\ncurrency: EUR\nhold_if_moved: 100%\nhold_if_emptied: 20%\n"));
        workspaces.Use(newer);
        var since = held.Confirmed(workspaces.Current);
        Assert.Equal((null, null), (since.Workspace, since.Run!.Workspace));
        Assert.Null((await shop.Spine.ImportAsync(since)).Fault);
        Assert.Equal((newer, newer), (workspaces.Current, (await RowAsync(shop, held)).Workspace));
    }

    [Fact]
    public async Task A_run_is_asked_for_whoever_confirms()
    {
        await using var shop = await OpenAsync();
        var held = await HoldDroppedAsync(shop, "a");
        Assert.Equal(new RunRequest(), held.Confirmed(shop.Spine.Version).Run);
    }

    [Fact]
    public async Task What_came_later_is_not_replaced_by_what_was_held()
    {
        await using var shop = await OpenAsync();
        var held = await HoldAsync(shop);
        await shop.ImportAsync("orders.csv", shop.Orders(1));
        var later = (await shop.ImportAsync("customers.csv", Customers(1, "u9", "z"))).Import;
        var before = Base(shop);
        var fault = (await ConfirmAsync(shop, held)).Fault!;
        Assert.Equal(
            $"import {held.Taken.Id}: import {later} came later, and its rows would be replaced by older ones; "
            + "expected a held import that is newer than what it replaces; import the newest files again, or "
            + $"throw this one away: segment imports {held.Taken.Id} --discard",
            fault.Message);
        Assert.Equivalent(before, Base(shop), strict: true);
        var row = await RowAsync(shop, held);
        Assert.Equal((ImportRow.Held, fault.Message), (row.State, row.Error));
        Assert.Null((await ConfirmAsync(shop, await HoldAsync(shop))).Fault);
    }

    [Theory]
    [InlineData("delta", "customers.csv", true)]
    [InlineData("snapshot", "orders.csv", true)]
    [InlineData("full", "orders.csv", false)]
    public async Task What_replaces_nothing_that_came_later_is_taken(string mode, string later, bool isTaken)
    {
        await using var shop = await OpenAsync();
        var manifest = $$"""{"mode": "{{mode}}", "files": [{"name": "customers.csv"}]}""";
        var held = await HoldAsync(shop, shop.Drop("manifest.json", manifest, "customers.csv", Customers(40, "", "x")));
        await shop.ImportAsync(later, later == "orders.csv" ? shop.Orders(1) : Customers(1, "u9", "z"));
        Assert.Equal(isTaken, (await ConfirmAsync(shop, held)).Fault is null);
    }

    private static async Task<Shop> OpenAsync()
    {
        var shop = await Shop.OpenAsync();
        Assert.Null((await shop.Spine.ImportAsync(shop.Drop("customers.csv", Customers(40, "u1", "x")))).Fault);
        return shop;
    }

    private static Task<HeldImport> HoldAsync(Shop shop, int customers = 40) =>
        HoldAsync(shop, shop.Drop("customers.csv", Customers(customers, "", "x")));

    private static Task<HeldImport> HoldAsync(Shop shop, string folder) =>
        HoldAsync(shop, new ImportRequest(folder, IsInbox: false) { Workspace = shop.Spine.Version });

    /// <summary>Drops it into a folder of the inbox.</summary>
    private static Task<HeldImport> HoldDroppedAsync(Shop shop, string folder)
    {
        shop.Folder.Write($"data/dumps/inbox/{folder}/customers.csv", Customers(40, "", "x"));
        return HoldAsync(shop, new ImportRequest(folder, IsInbox: true));
    }

    private static async Task<HeldImport> HoldAsync(Shop shop, ImportRequest request)
    {
        Assert.True((await shop.Spine.ImportAsync(request)).Fault!.IsHeld);
        var row = (await shop.Spine.Get<ImportLedger>().NewestFirstAsync(Cancel))[0];
        return shop.Spine.Get<HeldImports>().Find(row.Import)!;
    }

    private static Task<ImportOutcome> ConfirmAsync(Shop shop, HeldImport held) =>
        shop.Spine.ImportAsync(held.Confirmed(shop.Spine.Get<WorkspaceStore>().Current));

    /// <summary>The states of all imports, newest first.</summary>
    private static async Task<string[]> StatesAsync(Shop shop) =>
        [.. (await shop.Spine.Get<ImportLedger>().NewestFirstAsync(Cancel)).Select(row => row.State)];

    private static async Task<ImportRow> RowAsync(Shop shop, HeldImport held) =>
        (await shop.Spine.Get<ImportLedger>().FindImportAsync(held.Taken.Id, Cancel))!;

    private static string Customers(int count, string owner, string name) => "id,name,owner\n"
        + string.Concat(Enumerable.Range(1, count).Select(i => $"c{i},{name},{owner}\n"));

    private static BaseManifest Base(Shop shop) => shop.Spine.Get<BaseStore>().Load()!;
}
