using EndToEnd;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Segmentation.Engine.Tracking;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Messages;
using Segmentation.Functions.Overrides;
using Segmentation.Functions.Runs;
using Segmentation.Functions.Tests.Messages;

namespace Segmentation.Functions.Tests.Overrides;

/// <summary>What becomes of overrides as days go by.</summary>
public sealed class OverrideWatchTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly LimitedTopic _topic;
    private readonly OverrideLedger _overrides;
    private readonly RunLedger _runs;
    private readonly OverrideWatch _watch;

    public OverrideWatchTests()
    {
        var tables = new TableServiceClient($"Data Source={_folder["tables.db"]}");
        var workspaces = new WorkspaceStore(_folder.Data, new Memo());
        workspaces.Use(workspaces.Keep(Some.Workspace()));
        _topic = new LimitedTopic($"Data Source={_folder["topic.db"]}");
        (_overrides, _runs) = (new OverrideLedger(tables), new RunLedger(tables, _time));
        _watch = new OverrideWatch(
            _overrides, new OverrideRuns(_overrides, _runs), workspaces,
            new Messenger(_topic, _folder.Data, NullLogger<Messenger>.Instance), _time);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _overrides.CreateAsync(Cancel);
        await _runs.CreateAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _topic.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task The_end_of_an_override_is_announced_ten_days_before_and_once()
    {
        await SetAsync("c1", "2026-06-20");
        await LookAsync(days: 8);
        Assert.Empty(await _topic.ReadAsync());
        for (var time = 0; time < 3; time++)
            await LookAsync(days: time == 0 ? 1 : 0);
        var told = JsonNode.Parse(Assert.Single(await _topic.ReadAsync()).Body.ToString())!;
        Assert.Equal(
            ("segmentation.override.expiring.v1", "c1", "2026-06-20", 10),
            ((string)told["type"]!, (string)told["subject"]!, (string)told["data"]!["expires"]!,
                (int)told["data"]!["days"]!));
        Assert.Null(told["data"]!["reason"]);
        Assert.Null(told["data"]!["author"]);
    }

    [Fact]
    public async Task When_overrides_end_one_run_is_asked_for_and_they_are_gone()
    {
        await SetAsync("c1", "2026-06-20");
        await SetAsync("c2", "2026-06-20");
        await SetAsync("c3", "2026-07-20");
        await LookAsync(days: 18);
        Assert.Null(await _runs.FindAsync(2, Cancel));
        await LookAsync(days: 1);
        await LookAsync(days: 0);
        var run = await _runs.GetAsync(2, Cancel);
        Assert.Equal((OverrideRuns.Trigger, RunKind.Scope), (run.Trigger, run.Asked.Kind));
        Assert.Equal(["c1", "c2"], run.Asked.Customers!);
        Assert.Null(await _runs.FindAsync(3, Cancel));
        Assert.Equal("c3", Assert.Single(await _overrides.AllAsync(Cancel)).Customer);
    }

    [Fact]
    public async Task What_nobody_came_to_ask_a_run_for_gets_one()
    {
        await SetAsync("c1", "2026-06-20", isAsked: false);
        await LookAsync(days: 0);
        await LookAsync(days: 0);
        Assert.Equal(["c1"], (await _runs.GetAsync(1, Cancel)).Asked.Customers!);
        Assert.Equal(1, (await _overrides.FindAsync("c1", "touch", Cancel))!.Run);
        Assert.Null(await _runs.FindAsync(2, Cancel));
    }

    [Fact]
    public async Task An_override_that_was_taken_back_goes_with_a_run()
    {
        await SetAsync("c1", "2026-06-20");
        var row = (await _overrides.FindAsync("c1", "touch", Cancel))!;
        await _overrides.ChangeAsync(row, changed => changed.IsRemoved = true, Cancel);
        Assert.Empty(await HoldingAsync("2026-06-01"));
        await LookAsync(days: 0);
        Assert.Equal(["c1"], (await _runs.GetAsync(2, Cancel)).Asked.Customers!);
        Assert.Empty(await _overrides.AllAsync(Cancel));
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
        var (one, other) = (await _overrides.RowAsync("c1", "touch", Cancel), await _overrides.RowAsync("c1", "touch", Cancel));
        Assert.NotNull(await _overrides.SetAsync(Row("c1", "2026-06-21"), one, Cancel));
        Assert.Null(await _overrides.SetAsync(Row("c1", "2026-06-22"), other, Cancel));
        Assert.Equal("2026-06-21", (await _overrides.FindAsync("c1", "touch", Cancel))!.Expires);
    }

    private async Task<string[]> HoldingAsync(string asOf) =>
        [.. (await _overrides.HoldingAsync(
            Days.At(_time.GetUtcNow(), TimeZoneInfo.Utc), DateOnly.Parse(asOf, null), Cancel))
            .Select(held => held.Customer)];

    private Task LookAsync(int days)
    {
        _time.Advance(TimeSpan.FromDays(days));
        return _watch.LookAsync(Cancel);
    }

    private async Task SetAsync(string customer, string expires, bool isAsked = true)
    {
        var set = await _overrides.SetAsync(Row(customer, expires), null, Cancel);
        if (isAsked)
            await new OverrideRuns(_overrides, _runs).AskAsync("all", [set!], isEnd: false, Cancel);
    }

    private OverrideRow Row(string customer, string expires) => OverrideRow.Of(
        new Override(customer, "touch", "high", "why", "ana", DateOnly.Parse(expires, null)), _time.GetUtcNow());
}
