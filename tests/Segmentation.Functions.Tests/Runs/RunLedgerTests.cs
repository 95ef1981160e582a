using Azure.Data.Tables;
using Microsoft.Extensions.Time.Testing;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Tests.Runs;

public sealed class RunLedgerTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero));

    public void Dispose() => _folder.Dispose();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Numbers_rise_from_one_and_newest_come_first()
    {
        var ledger = await OpenAsync();
        Assert.Equal(1, (await TakeAsync(ledger, "a")).Run);
        Assert.Equal(2, (await TakeAsync(ledger, "b")).Run);
        var row = await TakeAsync(ledger, "c");
        Assert.Equal(
            (3, "c", RunState.Queued, "request", _time.GetUtcNow()),
            (row.Run, row.Token, row.State, row.Trigger, row.CreatedAt));
        Assert.Equal([3, 2, 1], await RunsAsync(ledger));
    }

    [Fact]
    public async Task A_token_finds_the_number_that_it_took()
    {
        var ledger = await OpenAsync();
        for (var time = 0; time < 2; time++)
        {
            Assert.Equal(1, (await TakeAsync(ledger, "a")).Run);
            Assert.Equal(2, (await TakeAsync(ledger, "b")).Run);
        }

        Assert.Equal([2, 1], await RunsAsync(ledger));
    }

    [Fact]
    public async Task However_many_take_at_once_no_number_is_used_twice()
    {
        await OpenAsync();
        var rows = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(
            () => TakeAsync(Ledger(), $"token-{i}"), Cancel)));
        Assert.Equal(Enumerable.Range(1, 12), rows.Select(row => row.Run).Order());
        Assert.Equal(
            Enumerable.Range(0, 12).Select(i => $"token-{i}"), rows.OrderBy(r => r.Token.Length)
                .ThenBy(r => r.Token, StringComparer.Ordinal).Select(row => row.Token));
    }

    [Fact]
    public async Task Changes_of_several_at_once_are_all_made()
    {
        var ledger = await OpenAsync();
        await TakeAsync(ledger, "a");
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(
            () => Ledger().ChangeAsync(1, row => row.Customers = (row.Customers ?? 0) + 1, Cancel), Cancel)));
        Assert.Equal(10, (await ledger.GetAsync(1, Cancel)).Customers);
    }

    [Fact]
    public async Task A_change_that_is_none_leaves_the_row_as_it_is()
    {
        var ledger = await OpenAsync();
        await TakeAsync(ledger, "a");
        var before = await ledger.GetAsync(1, Cancel);
        await ledger.ChangeAsync(1, row => row.Trigger = "request", Cancel);
        Assert.Equal(before.ETag, (await ledger.GetAsync(1, Cancel)).ETag);
    }

    [Fact]
    public async Task A_run_that_is_not_there_is_one_clear_fault()
    {
        var ledger = await OpenAsync();
        Assert.Null(await ledger.FindAsync(7, Cancel));
        Assert.StartsWith(
            "run 7: it is not in the table of runs; expected ",
            (await Assert.ThrowsAsync<ImportException>(() => ledger.GetAsync(7, Cancel))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_any_table_there_is_nothing()
    {
        Assert.Empty(await RunsAsync(Ledger()));
        Assert.Null(await Ledger().FindAsync(1, Cancel));
        Assert.Equivalent(new Pointer(0, []), await Ledger().PointerAsync(Cancel), strict: true);
    }

    [Fact]
    public async Task The_pointer_only_rises()
    {
        var ledger = await OpenAsync();
        Assert.True(await ledger.PublishAsync(2, Cancel));
        Assert.True(await ledger.PublishAsync(2, Cancel));
        Assert.False(await ledger.PublishAsync(1, Cancel));
        Assert.True(await ledger.PublishAsync(5, Cancel));
        Assert.False(await ledger.PublishAsync(2, Cancel));
        Assert.Equal(5, (await ledger.PointerAsync(Cancel)).Published);
    }

    [Fact]
    public async Task Of_several_published_at_once_the_highest_stays()
    {
        await OpenAsync();
        await Task.WhenAll(Enumerable.Range(1, 10).Select(run => Task.Run(
            () => Ledger().PublishAsync(run, Cancel), Cancel)));
        Assert.Equal(10, (await Ledger().PointerAsync(Cancel)).Published);
    }

    [Fact]
    public async Task What_was_given_up_stays_so_and_is_never_published()
    {
        var ledger = await OpenAsync();
        Assert.True(await ledger.AbandonAsync(2, Cancel));
        Assert.True(await ledger.AbandonAsync(2, Cancel));
        Assert.True(await ledger.AbandonAsync(4, Cancel));
        Assert.False(await ledger.PublishAsync(2, Cancel));
        Assert.True(await ledger.PublishAsync(5, Cancel));
        var pointer = await ledger.PointerAsync(Cancel);
        Assert.Equal((5, "2 4"), (pointer.Published, string.Join(' ', pointer.Abandoned)));
    }

    [Fact]
    public async Task What_is_published_is_not_given_up()
    {
        var ledger = await OpenAsync();
        Assert.True(await ledger.PublishAsync(3, Cancel));
        Assert.False(await ledger.AbandonAsync(3, Cancel));
        Assert.Empty((await ledger.PointerAsync(Cancel)).Abandoned);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(4, false)]
    public void A_run_shows_up_to_the_pointer_unless_it_was_given_up(int run, bool shows) =>
        Assert.Equal(shows, new Pointer(3, [2]).Shows(run));

    private RunLedger Ledger() => new(new TableServiceClient($"Data Source={_folder["tables.db"]}"), _time);

    private async Task<RunLedger> OpenAsync()
    {
        var ledger = Ledger();
        await ledger.CreateAsync(Cancel);
        return ledger;
    }

    private static Task<RunRow> TakeAsync(RunLedger ledger, string token) =>
        ledger.TakeNumberAsync(token, "request", new RunRequest(), Cancel);

    private static async Task<List<int>> RunsAsync(RunLedger ledger)
    {
        var runs = new List<int>();
        await foreach (var row in ledger.NewestFirstAsync(Cancel))
            runs.Add(row.Run);
        return runs;
    }
}
