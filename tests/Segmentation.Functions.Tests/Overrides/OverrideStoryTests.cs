using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Segmentation.Engine.Tracking;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Overrides;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Tests.Overrides;

/// <summary>The life of an override from its first run to its last.</summary>
public sealed class OverrideStoryTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_override_outlives_three_runs_is_announced_and_expires()
    {
        await using var shop = await OpenAsync();
        await SetAsync(shop, "c1", "best", "2026-06-20");
        Assert.Equal(
            [("c1", "rest", "best", Cause.OverrideSet)], Moves(shop, await shop.Spine.RunQueuedAsync()));
        for (var day = 2; day <= 4; day++)
        {
            var run = await shop.Spine.RunAsync(new RunRequest { AsOf = new DateOnly(2026, 6, day) });
            Assert.Empty(Moves(shop, run));
            Assert.Equal(("best", "rest"), await SeenAsync(shop, "c1"));
        }

        Assert.Equal(3, (await RowsAsync(shop))[0].ConflictRuns);
        await LookAsync(shop, days: 9);
        Assert.Equal("2026-06-20", (await RowsAsync(shop))[0].Announced);
        await LookAsync(shop, days: 10);
        Assert.Equal(
            [("c1", "best", "rest", Cause.OverrideExpired)], Moves(shop, await shop.Spine.RunQueuedAsync()));
        Assert.Empty(await RowsAsync(shop));
        Assert.Equal(("rest", "rest"), await SeenAsync(shop, "c1"));
    }

    [Fact]
    public async Task A_run_of_a_customer_leaves_all_others_as_they_are()
    {
        await using var shop = await OpenAsync();
        var before = await Task.WhenAll(Enumerable.Range(2, 5).Select(c => SeenAsync(shop, $"c{c}")));
        await SetAsync(shop, "c1", "best", "2026-06-20");
        var run = await shop.Spine.RunQueuedAsync();
        Assert.Equal(RunKind.Scope, shop.Spine.Get<RunStore>().Inputs(run).Kind);
        Assert.Equal(before, await Task.WhenAll(Enumerable.Range(2, 5).Select(c => SeenAsync(shop, $"c{c}"))));
        var report = Json.Read<RunReport>(shop.Folder.Data, RunStore.Name(run, RunReport.File));
        Assert.Equal(6, report.Customers);
        Assert.Equal(6, report.Schemes.Single().Segments.Sum(segment => segment.Customers));
    }

    [Fact]
    public async Task An_override_that_is_taken_back_and_data_that_changed_are_two_causes()
    {
        await using var shop = await OpenAsync();
        await SetAsync(shop, "c1", "best", "2026-06-20");
        await shop.Spine.RunQueuedAsync();
        var row = (await RowsAsync(shop))[0];
        Assert.True(await shop.Spine.Get<OverrideLedger>().DeleteAsync(row, Cancel));
        var run = await shop.RunAsync("orders.csv", shop.Orders(1, 1, 1, 1, 1, 1, 1, 1, 1));
        // Its own orders would have made it good; while the override held, they made no difference.
        Assert.Contains(("c1", "best", "good", Cause.OverrideRemoved), Moves(shop, run));
        Assert.DoesNotContain(Moves(shop, run), move => move.Cause == Cause.OverrideExpired);
    }

    [Fact]
    public async Task Where_a_newer_base_waits_a_run_of_all_is_made_and_holds_the_override()
    {
        await using var shop = await OpenAsync();
        await shop.ImportAsync("customers.csv", "id,name,owner\nc7,Gil,u3\n");
        await SetAsync(shop, "c1", "best", "2026-06-20");
        var run = await shop.Spine.RunQueuedAsync();
        Assert.Equal(RunKind.Full, shop.Spine.Get<RunStore>().Inputs(run).Kind);
        Assert.Equal(7, Json.Read<RunReport>(shop.Folder.Data, RunStore.Name(run, RunReport.File)).Customers);
        Assert.Contains(("c1", "rest", "best", Cause.OverrideSet), Moves(shop, run));
    }

    private async Task<Shop> OpenAsync()
    {
        var shop = await Shop.OpenAsync(services => services.AddSingleton<TimeProvider>(_time));
        await shop.FirstRunAsync();
        return shop;
    }

    private async Task SetAsync(Shop shop, string customer, string segment, string expires)
    {
        var row = OverrideRow.Of(
            new Override(customer, "rfm", segment, "a promise", "ana", DateOnly.Parse(expires, null)),
            _time.GetUtcNow());
        Assert.NotNull(await shop.Spine.Get<OverrideLedger>().SetAsync(row, null, Cancel));
        await shop.Spine.Get<OverrideRuns>().AskAsync("put", [customer], Cancel);
    }

    private Task<bool> LookAsync(Shop shop, int days)
    {
        _time.Advance(TimeSpan.FromDays(days));
        return shop.Spine.Get<OverrideWatch>().LookAsync(Cancel);
    }

    private static Task<IReadOnlyList<OverrideRow>> RowsAsync(Shop shop) =>
        shop.Spine.Get<OverrideLedger>().AllAsync(Cancel);

    private static (string? Customer, string? From, string? To, string? Cause)[] Moves(Shop shop, int run) =>
    [
        .. TransitionFile.InOrder(shop.Folder.Data, run, shop.Spine.Get<RunStore>().Base(run).Shards)
            .Select(line => JsonDocument.Parse(line.Line).RootElement.GetProperty("data"))
            .Select(move => (
                move.GetProperty("customer").GetString(), move.GetProperty("from").GetString(),
                move.GetProperty("to").GetString(), move.GetProperty("cause").GetString())),
    ];

    /// <summary>The segment that people see, and the one that the scheme decides.</summary>
    private static async Task<(string, string)> SeenAsync(Shop shop, string customer)
    {
        var (_, seen) = await shop.Spine.Get<Functions.Lookup.CustomerResults>().ReadAsync([customer], Cancel);
        var rfm = seen[0].Result!.Segments["rfm"];
        return (rfm.Segment, rfm.Model ?? rfm.Segment);
    }
}
