using Azure.Data.Tables;
using Microsoft.Extensions.Time.Testing;
using Segmentation.Functions.Reads;

namespace Segmentation.Functions.Tests.Reads;

/// <summary>What is counted is written, day by day.</summary>
public sealed class ReadBookTests : IDisposable
{
    private static readonly DateOnly Day = new(2026, 6, 1);

    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 6, 1, 23, 55, 0, TimeSpan.Zero));
    private readonly ReadCounter _counter = new();
    private readonly ReadLedger _ledger;
    private readonly ReadBook _book;

    public ReadBookTests()
    {
        _ledger = new ReadLedger(new TableServiceClient($"Data Source={_folder["tables.db"]}"));
        _book = new ReadBook(_counter, _ledger, _time);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _book.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Counts_are_added_to_the_day_on_which_their_counting_began()
    {
        await _ledger.CreateAsync(Cancel);
        Count("rfm", 2);
        _time.Advance(TimeSpan.FromMinutes(1));
        await _book.WriteAsync(Cancel);
        Count("rfm", 3);
        Count("touch", 1);
        _time.Advance(TimeSpan.FromMinutes(4));
        await _book.WriteAsync(Cancel);
        Count("rfm", 4);
        _time.Advance(TimeSpan.FromMinutes(5));
        await _book.WriteAsync(Cancel);
        await _book.WriteAsync(Cancel);
        Assert.Equal(
            [
                new DailyReads(Day, "rfm", "crm", 5), new DailyReads(Day, "touch", "crm", 1),
                new DailyReads(Day.AddDays(1), "rfm", "crm", 4),
            ],
            await AllAsync());
    }

    [Fact]
    public async Task Counts_that_could_not_be_written_are_written_the_next_time()
    {
        Count("rfm", 2);
        await Assert.ThrowsAnyAsync<Azure.RequestFailedException>(() => _book.WriteAsync(Cancel));
        await _ledger.CreateAsync(Cancel);
        Count("rfm", 1);
        await _book.WriteAsync(Cancel);
        Assert.Equal([new DailyReads(Day, "rfm", "crm", 3)], await AllAsync());
    }

    [Fact]
    public async Task Instances_that_write_at_once_add_to_each_other()
    {
        await _ledger.CreateAsync(Cancel);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(
            () => _ledger.AddAsync(Day, new CountedReads("rfm", "crm", i), Cancel), Cancel)));
        Assert.Equal([new DailyReads(Day, "rfm", "crm", 28)], await AllAsync());
    }

    [Fact]
    public async Task The_timer_forgets_days_that_are_too_old_and_remembers_when_counting_began()
    {
        await _ledger.CreateAsync(Cancel);
        var first = Day.AddDays(-ReadLedger.DaysKept);
        foreach (var day in new[] { first.AddDays(-1), first })
            await _ledger.AddAsync(day, new CountedReads("rfm", "crm", 1), Cancel);
        var timer = new WriteReads(_book, _ledger, _time);
        Assert.Null(await _ledger.BeganAsync(Cancel));
        await timer.RunAsync(new Microsoft.Azure.Functions.Worker.TimerInfo(), Cancel);
        Assert.Equal(first, Assert.Single(await AllAsync()).Day);
        _time.Advance(TimeSpan.FromDays(1));
        await timer.RunAsync(new Microsoft.Azure.Functions.Worker.TimerInfo(), Cancel);
        Assert.Empty(await AllAsync());
        Assert.Equal(Day, await _ledger.BeganAsync(Cancel));
    }

    [Fact]
    public async Task What_is_counted_last_is_written_when_the_app_ends()
    {
        await _ledger.CreateAsync(Cancel);
        var last = new WriteLastReads(_book);
        await last.StartAsync(Cancel);
        Count("rfm", 7);
        await last.StopAsync(Cancel);
        Assert.Equal([new DailyReads(Day, "rfm", "crm", 7)], await AllAsync());
    }

    private void Count(string scheme, int reads)
    {
        for (var i = 0; i < reads; i++)
            _counter.Count(new Asked(consumer: "crm").Request, scheme);
    }

    private Task<IReadOnlyList<DailyReads>> AllAsync() =>
        _ledger.BetweenAsync(DateOnly.MinValue, DateOnly.MaxValue, Cancel);
}
