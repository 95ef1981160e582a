using LocalRuntime.Tests.Worker.Samples;
using LocalRuntime.Worker.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace LocalRuntime.Tests.Worker;

public sealed class TimerTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 30, TimeSpan.Zero);
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(30);

    private const string Never = "0 0 0 1 1 *";

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_timer_fires_at_its_tick_and_tells_where_the_schedule_stands()
    {
        var clock = new SteppingClock(Noon);
        await using var app = await StartAsync(clock, typeof(EveryFiveMinutes));
        var first = await NextAsync(app, clock);
        var second = await NextAsync(app, clock);
        Assert.False(first.IsPastDue);
        Assert.Equal(default, first.ScheduleStatus!.Last);
        Assert.Equal(At(12, 5), first.ScheduleStatus.Next);
        Assert.Equal(DateTimeKind.Utc, first.ScheduleStatus.Next.Kind);
        Assert.Equal(At(12, 5), second.ScheduleStatus!.Last);
        Assert.Equal(At(12, 10), second.ScheduleStatus.Next);
        Assert.Equal(At(12, 10), clock.GetUtcNow().UtcDateTime);
    }

    [Fact]
    public async Task Ticks_missed_while_down_are_caught_up_once()
    {
        await StartAndStopAsync(Never, typeof(EveryFiveMinutes));
        var clock = new SteppingClock(Noon.AddHours(2));
        await using var app = await StartAsync(clock, typeof(EveryFiveMinutes));
        var late = await NextAsync(app, clock);
        Assert.True(late.IsPastDue);
        Assert.Equal(At(12, 5), late.ScheduleStatus!.Next);
        Assert.Equal(Noon.AddHours(2), clock.GetUtcNow());
        var regular = await NextAsync(app, clock);
        Assert.False(regular.IsPastDue);
        Assert.Equal(At(14, 5), regular.ScheduleStatus!.Next);
    }

    [Fact]
    public async Task A_restart_between_two_ticks_catches_up_with_nothing()
    {
        await StartAndStopAsync(Never, typeof(EveryFiveMinutes));
        var clock = new SteppingClock(Noon.AddMinutes(1));
        await using var app = await StartAsync(clock, typeof(EveryFiveMinutes));
        Assert.False((await NextAsync(app, clock)).IsPastDue);
        Assert.Equal(At(12, 5), clock.GetUtcNow().UtcDateTime);
    }

    [Fact]
    public async Task Another_schedule_does_not_count_the_ticks_of_the_old_one()
    {
        await StartAndStopAsync("0 1 12 * * *", typeof(BySetting));
        var clock = new SteppingClock(Noon.AddHours(2));
        await using var app = await StartAsync(clock, "0 5 14 * * *", typeof(BySetting));
        Assert.False((await NextAsync(app, clock)).IsPastDue);
        Assert.Equal(At(14, 5), clock.GetUtcNow().UtcDateTime);
    }

    [Fact]
    public async Task A_timer_may_run_at_each_start()
    {
        for (var start = 0; start < 2; start++)
        {
            await using var app = await StartAsync(new SteppingClock(Noon), typeof(AtStart));
            var tick = await app.Host.Services.GetRequiredService<Recorder>().NextAsync<Tick>();
            Assert.False(tick.Info.IsPastDue);
        }
    }

    [Fact]
    public async Task A_timer_without_a_monitor_catches_up_with_nothing_and_tells_nothing()
    {
        await StartAndStopAsync(Never, typeof(Unmonitored));
        var clock = new SteppingClock(Noon.AddHours(2));
        await using var app = await StartAsync(clock, typeof(Unmonitored));
        var tick = await NextAsync(app, clock);
        Assert.False(tick.IsPastDue);
        Assert.Null(tick.ScheduleStatus);
        Assert.Equal(At(14, 5), clock.GetUtcNow().UtcDateTime);
    }

    [Fact]
    public async Task A_failing_timer_is_logged_and_fires_again()
    {
        var clock = new SteppingClock(Noon);
        await using var app = await StartAsync(clock, typeof(FailingTimer));
        await NextAsync(app, clock);
        var second = await NextAsync(app, clock);
        Assert.Equal(At(12, 5), second.ScheduleStatus!.Last);
        Assert.Contains("failing", app.Logs.Of(5100)[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_timer_that_runs_past_its_ticks_fires_once_more_when_it_has_ended()
    {
        var clock = new SteppingClock(Noon);
        await using var app = await StartAsync(clock, typeof(SlowTimer));
        await NextAsync(app, clock);
        clock.Advance(TimeSpan.FromMinutes(20));
        var recorder = app.Host.Services.GetRequiredService<Recorder>();
        Assert.True(recorder.IsSilent);
        app.Host.Services.GetRequiredService<Gate>().Open();
        var late = (await recorder.NextAsync<Tick>()).Info;
        Assert.Equal(At(12, 10), late.ScheduleStatus!.Next);
        Assert.Equal(At(12, 30), (await NextAsync(app, clock)).ScheduleStatus!.Next);
    }

    [Fact]
    public async Task A_timer_that_the_stop_ended_is_caught_up_at_the_next_start()
    {
        var clock = new SteppingClock(Noon);
        await using (var app = await StartAsync(clock, typeof(SlowTimer)))
            await NextAsync(app, clock);
        await using var again = await StartAsync(clock, typeof(SlowTimer));
        var tick = await again.Host.Services.GetRequiredService<Recorder>().NextAsync<Tick>();
        Assert.True(tick.Info.IsPastDue);
        Assert.Equal(At(12, 5), tick.Info.ScheduleStatus!.Next);
    }

    [Theory]
    [InlineData("every day", "every day")]
    [InlineData("0 0 25 * * *", "0 0 25 * * *")]
    [InlineData(null, "%Nightly:Schedule%")]
    public async Task A_schedule_that_is_none_is_refused_at_start(string? schedule, string found)
    {
        var problem = await Assert.ThrowsAsync<StartException>(
            () => StartAsync(new SteppingClock(Noon), schedule, typeof(BySetting)));
        Assert.Contains("function 'setting': schedule", problem.Message, StringComparison.Ordinal);
        Assert.Contains($"found '{found}'", problem.Message, StringComparison.Ordinal);
    }

    private static DateTime At(int hour, int minute) => new(2026, 11, 21, hour, minute, 0, DateTimeKind.Utc);

    private static async Task<Microsoft.Azure.Functions.Worker.TimerInfo> NextAsync(TestApp app, SteppingClock clock) =>
        (await clock.UntilAsync<Tick>(app.Host.Services.GetRequiredService<Recorder>(), Step)).Info;

    private async Task StartAndStopAsync(string schedule, Type function)
    {
        var clock = new SteppingClock(Noon);
        await using var app = await StartAsync(clock, schedule, function);
        await clock.WaitedForAsync();
    }

    private Task<TestApp> StartAsync(SteppingClock clock, params Type[] functions) =>
        StartAsync(clock, Never, functions);

    private Task<TestApp> StartAsync(SteppingClock clock, string? schedule, params Type[] functions)
    {
        var builder = TestApp.Builder(
            _folder, functions, ("LocalRuntime:Triggers", "true"), ("LocalRuntime:StopGrace", "0:0:0"));
        if (schedule is not null)
            builder.Configuration["Nightly:Schedule"] = schedule;
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton<Gate>();
        return TestApp.StartAsync(builder);
    }
}
