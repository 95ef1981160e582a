using EndToEnd;
using System.Text.Json;
using Azure.Data.Tables;
using Microsoft.Extensions.Time.Testing;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Imports;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Tests.Runs;

public sealed class TakeRunTests : IAsyncLifetime
{
    private static readonly TakenRun Nothing = new(0, "");

    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly RunLedger _ledger;
    private readonly BaseStore _store;
    private readonly WorkspaceStore _workspaces;

    public TakeRunTests()
    {
        _ledger = new RunLedger(new TableServiceClient($"Data Source={_folder["tables.db"]}"), _time);
        _store = new BaseStore(_folder.Data);
        _workspaces = new WorkspaceStore(_folder.Data, new Memo());
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _ledger.CreateAsync(Cancel);

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Without_base_or_definitions_there_is_nothing_to_do()
    {
        Assert.Equal(Nothing, await TakeAsync("a"));
        Commit(1);
        Assert.Equal(Nothing, await TakeAsync("a"));
    }

    [Fact]
    public async Task The_oldest_that_was_asked_for_goes_before_what_is_newer()
    {
        Ready();
        await QueueAsync("x");
        await QueueAsync("y");
        Assert.Equal(new TakenRun(1, TakenRun.Make), await TakeAsync("a"));
        var row = await _ledger.GetAsync(1, Cancel);
        Assert.Equal(("a", RunState.Scoring, _time.GetUtcNow()), (row.Taker, row.State, row.StartedAt));
        await EndAsync(1, RunState.Published);
        Assert.Equal(new TakenRun(2, TakenRun.Make), await TakeAsync("b"));
    }

    [Fact]
    public async Task A_retry_finds_its_own_run()
    {
        Ready();
        for (var time = 0; time < 3; time++)
            Assert.Equal(new TakenRun(1, TakenRun.Make), await TakeAsync("a"));
        Assert.Null(await _ledger.FindAsync(2, Cancel));
    }

    [Fact]
    public async Task A_newer_base_is_a_reason_once()
    {
        Ready();
        Assert.Equal("import", await MakeAsync());
        Assert.Equal(Nothing, await TakeAsync("b"));
        Commit(2);
        Assert.Equal("import", await MakeAsync());
        Assert.Equal(Nothing, await TakeAsync("c"));
    }

    [Fact]
    public async Task Newer_definitions_are_a_reason_once()
    {
        Ready();
        await MakeAsync();
        Use("currency: EUR\nreview_every: P3M");
        Assert.Equal("workspace", await MakeAsync());
        Assert.Equal(Nothing, await TakeAsync("b"));
    }

    [Fact]
    public async Task The_schedule_of_the_workspace_is_a_reason_once_it_is_due()
    {
        Use("time_zone: Europe/Berlin\nresegment: daily at 06:00");
        Commit(1);
        await MakeAsync();
        Assert.Equal(Nothing, await TakeAsync("b"));
        // It is 14:00 in Berlin.
        _time.Advance(TimeSpan.FromHours(16) - TimeSpan.FromSeconds(1));
        Assert.Equal(Nothing, await TakeAsync("b"));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("schedule", await MakeAsync());
        Assert.Equal(Nothing, await TakeAsync("c"));
    }

    [Fact]
    public async Task Failed_runs_count_so_that_the_same_inputs_are_not_tried_twice()
    {
        Ready();
        Assert.Equal("import", await MakeAsync(RunState.Failed));
        Assert.Equal(Nothing, await TakeAsync("b"));
        Commit(2);
        Assert.Equal("import", await MakeAsync(RunState.Failed));
    }

    [Fact]
    public async Task A_run_that_failed_before_its_inputs_were_frozen_counts_too()
    {
        Ready();
        var (run, _) = await TakeAsync("a");
        await EndAsync(run, RunState.Failed);
        Assert.Equal(Nothing, await TakeAsync("b"));
        Commit(2);
        Assert.Equal("import", await MakeAsync());
        Assert.Equal(Nothing, await TakeAsync("c"));
    }

    [Fact]
    public async Task Definitions_of_other_sources_are_no_reason_before_the_dumps_were_read_again()
    {
        Ready();
        await MakeAsync();
        Use("currency: USD");
        Assert.Equal(Nothing, await TakeAsync("b"));
        Commit(2);
        Assert.Equal("import", await MakeAsync());
    }

    [Theory]
    [InlineData(RunState.Scoring)]
    [InlineData(RunState.Projecting)]
    public async Task What_an_ended_orchestration_left_is_given_up_first(string state)
    {
        Ready();
        await TakeAsync("dead");
        await EndAsync(1, state);
        await QueueAsync("x");
        Assert.Equal(new TakenRun(1, TakenRun.GiveUp), await TakeAsync("a"));
        await EndAsync(1, RunState.Failed);
        Assert.Equal(new TakenRun(2, TakenRun.Make), await TakeAsync("b"));
    }

    [Fact]
    public async Task Messages_that_were_not_sent_are_tried_again_once()
    {
        Ready();
        await MakeAsync();
        Assert.Equal(Nothing, await TakeAsync("b", relayAfter: 1));
        Assert.Equal(new TakenRun(1, TakenRun.Relay), await TakeAsync("b", relayAfter: 0));
        await _ledger.ChangeAsync(1, row => row.RelayedAt = row.FinishedAt = _time.GetUtcNow(), Cancel);
        Assert.Equal(Nothing, await TakeAsync("b", relayAfter: 0));
    }

    private Task<TakenRun> TakeAsync(string token, int relayAfter = int.MaxValue) =>
        new TakeRun(_ledger, new RunReasons(_store, _workspaces, _time), _time)
            .RunAsync(new RunTaker(token, relayAfter), Cancel);

    private Task<int> QueueAsync(string token) =>
        new QueueRun(_ledger).RunAsync(new QueuedRun(token, new RunRequest()), Cancel);

    /// <summary>Takes a run, freezes its inputs and ends it; tells why it was made.</summary>
    private async Task<string> MakeAsync(string state = RunState.Published)
    {
        var (run, todo) = await TakeAsync("made");
        Assert.Equal(TakenRun.Make, todo);
        var inputs = new RunInputs(run, _store.Version, "shop", _workspaces.Current!, default, null, "import");
        var row = await _ledger.ChangeAsync(
            run, row => (row.Inputs, row.Token) = (JsonSerializer.Serialize(inputs, Json.Options), $"made-{run}"),
            Cancel);
        await EndAsync(run, state);
        return row.Trigger;
    }

    private Task<RunRow> EndAsync(int run, string state) => _ledger.ChangeAsync(
        run, row => row.State = state, Cancel);

    private void Ready()
    {
        Use("currency: EUR");
        Commit(1);
    }

    /// <summary>Commits a version of the base that was read under the current definitions.</summary>
    private void Commit(int version)
    {
        var sources = _workspaces.Current is { } current ? SourcesHash.Of(_workspaces.Read(current)) : "none";
        Assert.True(_store.TryCommit(BaseManifest.Empty("shop", 1, sources) with { Version = version }, _store.ETag));
    }

    private void Use(string settings)
    {
        var currency = settings.Contains("currency", StringComparison.Ordinal) ? "" : "currency: EUR\n";
        _workspaces.Use(_workspaces.Keep(
            Some.Workspace("workspace.yaml", $"name: shop\nvalue: monetary\n{currency}{settings}\n")));
    }
}
