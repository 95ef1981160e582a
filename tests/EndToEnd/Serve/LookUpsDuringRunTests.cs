using System.Text.Json;
using Segmentation.Functions.Results;

namespace EndToEnd.Serve;

/// <summary>Look-ups while a run is made see the run before it or the run itself, never both.</summary>
public sealed class LookUpsDuringRunTests
{
    private static readonly string[] Ids = [.. Enumerable.Range(0, 400).Select(i => $"c{i:D3}")];
    private static readonly string?[] Expected = [null, "small", "big", "small", "big"];

    [Fact]
    public async Task Each_answer_about_all_customers_is_of_one_run_and_runs_never_go_back()
    {
        await using var app = await RunningApp.StartAsync(Shop.Workspace);
        app.Drop("snapshot", "2024-02-01", Shop.OrdersFile, Shop.Orders("2024-01-20", 10, Ids));
        await app.FinishedAsync(1);
        using var enough = new CancellationTokenSource();
        var watching = WatchAsync(app, enough.Token);
        for (var run = 2; run < Expected.Length; run++)
        {
            // Some rows are written, then all are: nobody may see the run before it is published.
            var half = app.Gates.Hold(nameof(ProjectShard), isAfter: true, skip: 1);
            var whole = app.Gates.Hold(nameof(PublishRun), isAfter: false);
            var amount = Expected[run] == "big" ? 200 + run : 10 + run;
            app.Drop("snapshot", "2024-02-01", Shop.OrdersFile, Shop.Orders("2024-01-20", amount, Ids));
            foreach (var gate in new[] { half, whole })
            {
                await gate.ReachedAsync();
                await ShowsAsync(app, run - 1);
                gate.Open();
            }

            await app.FinishedAsync(run);
            await ShowsAsync(app, run);
        }

        await enough.CancelAsync();
        Assert.Equal(Enumerable.Range(1, Expected.Length - 1), await watching);
    }

    [Fact]
    public async Task Before_the_first_run_is_published_a_customer_of_the_base_awaits_it()
    {
        await using var app = await RunningApp.StartAsync(Shop.Workspace);
        var gate = app.Gates.Hold(nameof(PublishRun), isAfter: false);
        app.Drop("snapshot", "2024-02-01", Shop.OrdersFile, Shop.Orders("2024-01-20", 10, "a"));
        await gate.ReachedAsync();
        foreach (var path in new[] { "customers/a", "customers/a/explain", "customers/a/history" })
            Assert.Equal("awaiting-first-run", (await app.Api.OkAsync(path))["status"].GetString());
        Assert.Equal(404, (await app.Api.GetAsync("customers/b")).Status);
        Assert.Equal(404, (await app.Api.GetAsync("customers/b/explain")).Status);
        var many = await app.Api.LookUpAsync(["a", "b"]);
        Assert.Equal(
            ["awaiting-first-run", "unknown-customer"], many.Select(item => item.GetProperty("status").GetString()!));
        foreach (var path in new[] { "schemes", "customers?q=a" })
            Assert.Empty((await app.Api.OkAsync(path)).Items);
        Assert.Empty((await app.Api.OkAsync("transitions")).Items);
        gate.Open();
        await app.FinishedAsync(1);
        Assert.Equal("small", Shop.SegmentOf((await app.Api.OkAsync("customers/a")).Json, "size"));
    }

    /// <summary>Looks all customers up again and again; tells the runs that were seen, in their order.</summary>
    private static async Task<List<int>> WatchAsync(RunningApp app, CancellationToken enough)
    {
        var runs = new List<int>();
        while (!enough.IsCancellationRequested)
        {
            var run = OneRun(await app.Api.LookUpAsync(Ids));
            if (runs.Count == 0 || runs[^1] != run)
                runs.Add(run);
        }

        return runs;
    }

    private static async Task ShowsAsync(RunningApp app, int run)
    {
        Assert.Equal(run, OneRun(await app.Api.LookUpAsync(Ids)));
        var one = await app.Api.OkAsync($"customers/{Ids[run]}");
        Assert.Equal((run, Expected[run]), (one["run"].GetInt32(), Shop.SegmentOf(one.Json, "size")));
        Assert.Equal($"\"{run}\"", one.Headers.ETag!.Tag);
    }

    private static int OneRun(JsonElement[] answer)
    {
        var run = answer[0].GetProperty("run").GetInt32();
        Assert.All(answer, customer => Assert.Equal(
            (run, Expected[run]), (customer.GetProperty("run").GetInt32(), Shop.SegmentOf(customer, "size"))));
        return run;
    }
}
