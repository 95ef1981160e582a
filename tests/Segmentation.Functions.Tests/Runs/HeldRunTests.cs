using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Segmentation.Engine.Tracking;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Lookup;
using Segmentation.Functions.Messages;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Tests.Runs;

public sealed class HeldRunTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_that_moves_more_than_the_limit_is_held_and_nothing_of_it_shows()
    {
        await using var shop = await OpenAsync();
        var held = await HoldAsync(shop);
        var row = await Ledger(shop).GetAsync(held, Cancel);
        Assert.Equal(RunState.Held, row.State);
        Assert.Matches(
            @"^scheme rfm: [2-6] of 6 customers would move \([0-9.]+ %\); expected at most 25 % \(hold_if_moved\); run 2 ",
            row.Error!);
        var scheme = Assert.Single(Report(shop, held).Held!);
        Assert.Equal(("rfm", 6, 25m), (scheme.Scheme, scheme.Customers, scheme.Limit));
        Assert.Equal(0, await shop.Spine.ProjectAsync(held));
        var pointer = await Ledger(shop).PointerAsync(Cancel);
        Assert.Equal((1, false), (pointer.Published, pointer.Shows(held)));
        await Assert.ThrowsAsync<ImportException>(() => shop.PublishAsync(held).AsTask());
    }

    [Fact]
    public async Task A_held_run_is_not_tried_again_and_its_files_stay_until_a_week_after_a_newer_one()
    {
        await using var shop = await OpenAsync();
        var held = await HoldAsync(shop);
        Assert.Null(await ReasonAsync(shop));
        _time.Advance(TimeSpan.FromDays(400));
        await shop.Spine.Get<FinishRun>().RunAsync(held, Cancel);
        Assert.True(shop.Spine.Get<RunStore>().Has(held));
        var scope = await shop.Spine.RunAsync(new RunRequest { Kind = RunKind.Scope, Customers = ["c1"] });
        Assert.True(shop.Spine.Get<RunStore>().Has(held));
        _time.Advance(TimeSpan.FromDays(8));
        await shop.Spine.Get<FinishRun>().RunAsync(scope, Cancel);
        Assert.False(shop.Spine.Get<RunStore>().Has(held));
        Assert.Equal("files-gone", (await DecideAsync(shop, held, (d, row) => d.PublishAsync(row, Cancel))).Refused!.Code);
    }

    [Fact]
    public async Task A_released_run_has_the_same_moves_and_is_asked_for_once()
    {
        await using var shop = await OpenAsync();
        var held = await HoldAsync(shop);
        var asked = await DecideAsync(shop, held, (d, row) => d.PublishAsync(row, Cancel));
        Assert.Equal(asked.Run.Run, (await DecideAsync(shop, held, (d, row) => d.PublishAsync(row, Cancel))).Run.Run);
        var run = await MakeAsync(shop);
        Assert.Equal(asked.Run.Run, run);
        Assert.Equal(run, (await DecideAsync(shop, held, (d, row) => d.PublishAsync(row, Cancel))).Run.Run);
        Assert.Equal((RunState.Released, null), await StateAsync(shop, held));
        Assert.Equal(run, (await Ledger(shop).PointerAsync(Cancel)).Published);
        Assert.Equal(Report(shop, held).Moves, Report(shop, run).Moves);
        Assert.Null(Report(shop, run).Held);
        Assert.Null(await ReasonAsync(shop));
    }

    [Fact]
    public async Task A_discarded_run_is_gone_and_cannot_be_published()
    {
        await using var shop = await OpenAsync();
        var held = await HoldAsync(shop);
        for (var time = 0; time < 2; time++)
        {
            Assert.Null((await DecideAsync(shop, held, (d, row) => d.DiscardAsync(row, Cancel))).Refused);
            Assert.False(shop.Spine.Get<RunStore>().Has(held));
        }

        var refused = (await DecideAsync(shop, held, (d, row) => d.PublishAsync(row, Cancel))).Refused!;
        Assert.Equal(
            ("not-held", "run 2: it is discarded; expected a held run; segment runs shows which are held"),
            (refused.Code, refused.Text));
        Assert.Null(await ReasonAsync(shop));
    }

    [Fact]
    public async Task Going_back_moves_everybody_back_by_reference_and_rests_until_something_is_new()
    {
        await using var shop = await OpenAsync();
        var held = await HoldAsync(shop);
        await DecideAsync(shop, held, (d, row) => d.PublishAsync(row, Cancel));
        await MakeAsync(shop);
        Assert.Equal("is-current", (await BackAsync(shop, 3)).Refused!.Code);
        Assert.Equal("not-published", (await BackAsync(shop, held)).Refused!.Code);
        await BackAsync(shop, 1);
        var run = await MakeAsync(shop);
        Assert.Equal(run, (await BackAsync(shop, 1)).Run.Run);
        var (there, back) = (Report(shop, 3), Report(shop, run));
        Assert.Equal(
            there.Moves.Select(flow => (flow.To, flow.From, flow.Customers)).Order(),
            back.Moves.Select(flow => (flow.From, flow.To, flow.Customers)).Order());
        Assert.All(back.Moves, flow => Assert.Equal(Cause.Rollback, flow.Cause));
        Assert.Equivalent(Report(shop, 1).Schemes, back.Schemes, strict: true);
        Assert.Empty(shop.Folder.Data.Files($"runs/{run}/shards"));
        await CheckSeenAsync(shop);
        Assert.Null(await ReasonAsync(shop));
        await shop.ImportAsync("orders.csv", shop.Orders(6));
        Assert.Equal("import", await ReasonAsync(shop));
    }

    [Fact]
    public async Task What_a_roll_back_did_is_told_by_the_explanation()
    {
        await using var shop = await OpenAsync();
        await HoldAsync(shop);
        await DecideAsync(shop, 2, (d, row) => d.PublishAsync(row, Cancel));
        await MakeAsync(shop);
        await BackAsync(shop, 1);
        var run = await MakeAsync(shop);
        var move = new ExplainCustomer(shop.Folder.Data).Of("c1", "rfm", run).Single().Move!;
        Assert.Equal((run, Cause.Rollback, "rest"), (move.Run, move.Cause, move.To));
        Assert.EndsWith("an earlier run was restored", move.Text, StringComparison.Ordinal);
    }

    private Task<Shop> OpenAsync() => Shop.OpenAsync(
        services => services.AddSingleton<TimeProvider>(_time), "name: shop\nvalue: monetary\ncurrency: EUR\n");

    /// <summary>The least customer becomes the best one, which moves others too.</summary>
    private static async Task<int> HoldAsync(Shop shop)
    {
        await shop.FirstRunAsync();
        var held = await shop.ScoreAsync("orders.csv", shop.Orders(1, 1, 1, 1, 1, 1, 1, 1, 1));
        await shop.Spine.Get<AnnounceHeld>().RunAsync(held, Cancel);
        await shop.Spine.Get<FinishRun>().RunAsync(held, Cancel);
        return held;
    }

    /// <summary>Makes the run that was asked for.</summary>
    private static async Task<int> MakeAsync(Shop shop)
    {
        var (run, todo) = await shop.Spine.Get<TakeRun>().RunAsync(new RunTaker("made", int.MaxValue), Cancel);
        Assert.Equal(TakenRun.Make, todo);
        await shop.Spine.MakeAsync(run);
        return run;
    }

    private static async Task<RunDecision> DecideAsync(
        Shop shop, int run, Func<RunDecisions, RunRow, Task<RunDecision>> decide) =>
        await decide(shop.Spine.Get<RunDecisions>(), await Ledger(shop).GetAsync(run, Cancel));

    private static Task<RunDecision> BackAsync(Shop shop, int run) =>
        DecideAsync(shop, run, (decisions, row) => decisions.RollBackAsync(row, Cancel));

    /// <summary>What the rows say is what the first run said.</summary>
    private static async Task CheckSeenAsync(Shop shop)
    {
        var (_, results) = await shop.Spine.Get<CustomerResults>().ReadAsync(["c1", "c6"], Cancel);
        Assert.Equal(["rest", "good"], results.Select(seen => seen.Result!.Segments["rfm"].Segment));
        Assert.All(results, seen => Assert.Equal(1, seen.Result!.Segments["rfm"].Since));
    }

    private static async Task<(string State, string? Error)> StateAsync(Shop shop, int run)
    {
        var row = await Ledger(shop).GetAsync(run, Cancel);
        return (row.State, row.Error);
    }

    private static async Task<string?> ReasonAsync(Shop shop) =>
        shop.Spine.Get<RunReasons>().Of(await RunOverview.ReadAsync(Ledger(shop), Cancel));

    private static RunLedger Ledger(Shop shop) => shop.Spine.Get<RunLedger>();

    private static RunReport Report(Shop shop, int run) =>
        Json.Read<RunReport>(shop.Folder.Data, RunStore.Name(run, RunReport.File));
}
