using System.Globalization;

namespace EndToEnd.Serve;

/// <summary>Time alone moves customers.</summary>
public sealed class ScheduleTests
{
    [Fact]
    public async Task A_schedule_moves_customers_when_time_passes_without_any_command()
    {
        var clock = new FastClock();
        await using var app = await RunningApp.StartAsync(
            folder => Shop.Workspace(folder, "resegment: daily at 06:00\n"), clock);
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        app.Drop("snapshot", Day(today), Shop.OrdersFile, Shop.Orders(Day(today.AddDays(-5)), 10, "a", "b"));
        await app.FinishedAsync(1);
        Assert.Equal("active", Shop.SegmentOf((await app.Api.OkAsync("customers/a")).Json, "activity"));

        clock.Jump(TimeSpan.FromDays(60));
        await app.FinishedAsync(2);
        var (customer, run) = (await app.Api.OkAsync("customers/a"), (await app.Api.OkAsync("runs/2"))["run"]);
        Assert.Equal(("quiet", "small"), (
            Shop.SegmentOf(customer.Json, "activity"), Shop.SegmentOf(customer.Json, "size")));
        Assert.Equal("schedule", run.GetProperty("trigger").GetString());
        var asOf = DateOnly.ParseExact(
            run.GetProperty("asOf").GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        Assert.InRange(asOf, today.AddDays(60), today.AddDays(62));
        var move = Assert.Single((await app.Api.OkAsync("customers/a/history")).Items);
        Assert.Equal(("active", "quiet"), (move.GetProperty("from").GetString()!, move.GetProperty("to").GetString()!));
        Assert.Equal(run.GetProperty("baseVersion").GetInt32(), (await app.Api.OkAsync("runs/1"))["run"]
            .GetProperty("baseVersion").GetInt32());
    }

    [Fact]
    public async Task Without_a_schedule_time_makes_no_run()
    {
        var clock = new FastClock();
        await using var app = await RunningApp.StartAsync(Shop.Workspace, clock);
        app.Drop("snapshot", "2024-02-01", Shop.OrdersFile, Shop.Orders("2024-01-20", 10, "a"));
        await app.FinishedAsync(1);
        var looks = app.Gates.Calls("Reconcile");
        clock.Jump(TimeSpan.FromDays(60));
        await RunningApp.UntilAsync(() => Task.FromResult(app.Gates.Calls("Reconcile")), calls => calls > looks + 1);
        Assert.Single((await app.Api.OkAsync("runs")).Items);
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
