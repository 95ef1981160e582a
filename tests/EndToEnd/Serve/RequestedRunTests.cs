using System.Text.Json;

namespace EndToEnd.Serve;

/// <summary>Runs that are asked for over HTTP.</summary>
public sealed class RequestedRunTests
{
    [Fact]
    public async Task A_run_that_is_asked_for_is_published_with_its_as_of_day()
    {
        await using var app = await RunningApp.StartAsync(Shop.Workspace, new FastClock());
        app.Drop("snapshot", "2024-02-01", Shop.OrdersFile, Shop.Orders("2024-01-20", 10, "a"));
        await app.FinishedAsync(1);
        var asked = await app.Api.PostAsync("runs", """{"asOf":"2024-03-01"}""");
        Assert.Equal((202, "/api/runs/2"), (asked.Status, asked.Headers.Location!.OriginalString));
        var finished = await app.FinishedAsync(2);
        var run = finished["run"];
        Assert.Equal(("2024-03-01", "request", true), (
            run.GetProperty("asOf").GetString()!, run.GetProperty("trigger").GetString()!,
            run.GetProperty("isCurrent").GetBoolean()));
        Assert.Equal("2024-03-01", finished["report"].GetProperty("asOf").GetString());
        Assert.Equal("quiet", Shop.SegmentOf((await app.Api.OkAsync("customers/a")).Json, "activity"));
        Assert.Equal(
            [2, 1], (await app.Api.AllAsync("runs?limit=1")).Select(item => item.GetProperty("run").GetInt32()));
        var move = Assert.Single((await app.Api.OkAsync("customers/a/history")).Items);
        Assert.Equal(("active", "quiet"), (move.GetProperty("from").GetString()!, move.GetProperty("to").GetString()!));
    }

    [Fact]
    public async Task A_run_without_a_day_is_of_today()
    {
        var clock = new FastClock();
        await using var app = await RunningApp.StartAsync(Shop.Workspace, clock);
        app.Drop("snapshot", "2024-02-01", Shop.OrdersFile, Shop.Orders("2024-01-20", 10, "a"));
        await app.FinishedAsync(1);
        var before = clock.GetUtcNow().UtcDateTime.Date;
        Assert.Equal(202, (await app.Api.PostAsync("runs", "")).Status);
        var run = (await app.FinishedAsync(2))["run"];
        var asOf = run.GetProperty("asOf").GetDateTime();
        Assert.InRange(asOf, before, clock.GetUtcNow().UtcDateTime.Date);
    }

    [Fact]
    public async Task Runs_that_are_asked_for_at_once_are_all_made()
    {
        await using var app = await RunningApp.StartAsync(Shop.Workspace, new FastClock());
        app.Drop("snapshot", "2024-02-01", Shop.OrdersFile, Shop.Orders("2024-01-20", 10, "a"));
        await app.FinishedAsync(1);
        var asked = await Task.WhenAll(Enumerable.Range(1, 6).Select(
            day => app.Api.PostAsync("runs", $$"""{"asOf":"2024-04-0{{day}}"}""")));
        Assert.Equal(
            Enumerable.Range(2, 6), asked.Select(answer => answer["run"].GetInt32()).Order());
        foreach (var (answer, day) in asked.Zip(Enumerable.Range(1, 6)))
        {
            var run = (await app.FinishedAsync(answer["run"].GetInt32()))["run"];
            Assert.Equal($"2024-04-0{day}", run.GetProperty("asOf").GetString());
        }

        Assert.Equal(7, (await app.Api.OkAsync("health"))["published"].GetInt32());
    }

    [Fact]
    public async Task Without_a_base_there_is_nothing_to_run_on()
    {
        await using var app = await RunningApp.StartAsync(Shop.Workspace);
        BadRequestTests.IsProblem(await app.Api.PostAsync("runs", ""), 409, "no-base");
        Assert.Empty((await app.Api.OkAsync("runs")).Items);
        BadRequestTests.IsProblem(await app.Api.GetAsync("customers/a"), 404, "unknown-customer");
        BadRequestTests.IsProblem(await app.Api.GetAsync("customers/a/explain"), 404, "unknown-customer");
        Assert.Equal(JsonValueKind.Null, (await app.Api.OkAsync("health"))["published"].ValueKind);
    }
}
