using System.Text.Json.Nodes;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Segmentation.Engine.Tracking;
using Segmentation.Functions.Overrides;
using Segmentation.Functions.Runs;
using Segmentation.Functions.Tests.Messages;

namespace Segmentation.Functions.Tests.Overrides;

/// <summary>What becomes of overrides as days go by.</summary>
public sealed class OverrideWatchTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero));
    private LimitedTopic _topic = null!;
    private Shop _shop = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private OverrideLedger Overrides => _shop.Spine.Get<OverrideLedger>();

    private RunLedger Runs => _shop.Spine.Get<RunLedger>();

    public async ValueTask InitializeAsync()
    {
        _topic = new LimitedTopic($"Data Source={_folder["topic.db"]}");
        _shop = await Shop.OpenAsync(services => services.AddSingleton<TimeProvider>(_time)
            .AddSingleton<ServiceBusClient>(_topic));
        await _shop.FirstRunAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _shop.DisposeAsync();
        await _topic.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task The_end_of_an_override_is_announced_ten_days_before_and_once()
    {
        var before = (await _topic.ReadAsync()).Count;
        await SetAsync("c1", "2026-06-20");
        await LookAsync(days: 8);
        Assert.Equal(before, (await _topic.ReadAsync()).Count);
        for (var time = 0; time < 3; time++)
            await LookAsync(days: time == 0 ? 1 : 0);
        var text = Assert.Single((await _topic.ReadAsync()).Skip(before)).Body.ToString();
        var told = JsonNode.Parse(text)!;
        Assert.Equal(
            ("segmentation.override.expiring.v1", "c1", "2026-06-20", 10),
            ((string)told["type"]!, (string)told["subject"]!, (string)told["data"]!["expires"]!,
                (int)told["data"]!["days"]!));
        Assert.Equal(
            ["customer", "scheme", "segment", "expires", "days", "conflictRuns"],
            told["data"]!.AsObject().Select(field => field.Key));
    }

    [Fact]
    public async Task What_holds_and_is_not_shown_gets_one_run_and_so_does_what_has_ended()
    {
        await SetAsync("c1", "2026-06-20");
        await SetAsync("c2", "2026-06-20");
        await SetAsync("c3", "2026-07-20");
        Assert.True(await LookAsync(days: 0));
        Assert.False(await LookAsync(days: 0));
        var run = await Runs.GetAsync(2, Cancel);
        Assert.Equal((OverrideRuns.Trigger, RunKind.Scope), (run.Trigger, run.Asked.Kind));
        Assert.Equal(["c1", "c2", "c3"], run.Asked.Customers!);
        await _shop.Spine.RunQueuedAsync();
        Assert.False(await LookAsync(days: 18));
        Assert.True(await LookAsync(days: 1));
        Assert.Equal(["c1", "c2"], (await Runs.GetAsync(3, Cancel)).Asked.Customers!);
        Assert.Equal("c3", Assert.Single(await Overrides.AllAsync(Cancel)).Customer);
        await _shop.Spine.RunQueuedAsync();
        Assert.False(await LookAsync(days: 0));
        Assert.Null(await Runs.FindAsync(4, Cancel));
    }

    [Fact]
    public async Task A_run_that_failed_is_not_asked_for_again_before_another_is_published()
    {
        await SetAsync("c1", "2026-06-20");
        Assert.True(await LookAsync(days: 0));
        await _shop.Spine.GiveUpAsync(2);
        Assert.True(await LookAsync(days: 0));
        Assert.Null(await Runs.FindAsync(3, Cancel));
        await _shop.Spine.RunAsync(new RunRequest { AsOf = new DateOnly(2026, 6, 1) });
        Assert.False(await LookAsync(days: 0));
    }

    [Fact]
    public async Task An_override_holds_for_runs_before_its_end_whichever_day_is_looked_at()
    {
        await SetAsync("c2", "2026-06-20");
        await SetAsync("c1", "2026-06-21");
        Assert.Equal(["c1", "c2"], await HoldingAsync("2020-01-01"));
        Assert.Equal(["c1"], await HoldingAsync("2026-06-20"));
        _time.Advance(TimeSpan.FromDays(19));
        Assert.Equal(["c1"], await HoldingAsync("2020-01-01"));
    }

    [Fact]
    public async Task Of_two_that_set_the_same_at_once_the_second_is_told()
    {
        await SetAsync("c1", "2026-06-20");
        var one = await Overrides.FindAsync("c1", "rfm", Cancel);
        var other = await Overrides.FindAsync("c1", "rfm", Cancel);
        Assert.NotNull(await Overrides.SetAsync(Row("c1", "2026-06-21"), one, Cancel));
        Assert.Null(await Overrides.SetAsync(Row("c1", "2026-06-22"), other, Cancel));
        Assert.False(await Overrides.DeleteAsync(other!, Cancel));
        Assert.Equal("2026-06-21", (await Overrides.FindAsync("c1", "rfm", Cancel))!.Expires);
    }

    private async Task<string[]> HoldingAsync(string asOf) =>
        [.. (await Overrides.HoldingAsync(
            Days.At(_time.GetUtcNow(), TimeZoneInfo.Utc), DateOnly.Parse(asOf, null), Cancel))
            .Select(held => held.Customer)];

    private Task<bool> LookAsync(int days)
    {
        _time.Advance(TimeSpan.FromDays(days));
        return _shop.Spine.Get<OverrideWatch>().LookAsync(Cancel);
    }

    private async Task SetAsync(string customer, string expires) =>
        Assert.NotNull(await Overrides.SetAsync(Row(customer, expires), null, Cancel));

    private OverrideRow Row(string customer, string expires) => OverrideRow.Of(
        new Override(customer, "rfm", "best", "why", "ana", DateOnly.Parse(expires, null)), _time.GetUtcNow());
}
