using System.Text.Json;

namespace EndToEnd.Serve;

/// <summary>What answers when the files of an old run are not kept any more.</summary>
public sealed class ForgottenRunTests
{
    private static readonly string[] Everybody = ["a", "b", "c"];

    [Fact]
    public async Task A_day_of_a_run_without_files_answers_its_segments_without_scores()
    {
        await using var app = await TwoRunsAsync();
        var kept = await app.Api.OkAsync("customers/b?asOf=2024-02-01");
        Directory.Delete(app.Folder["data/runs/1"], recursive: true);
        var rolled = await app.Api.OkAsync("customers/b?asOf=2024-02-01");
        foreach (var scheme in new[] { "size", "activity" })
        {
            var (then, now) = (kept["segments"].GetProperty(scheme), rolled["segments"].GetProperty(scheme));
            Assert.Equal(then.GetProperty("segment").GetString(), now.GetProperty("segment").GetString());
            Assert.Equal(then.GetProperty("since").GetString(), now.GetProperty("since").GetString());
            Assert.Equal(JsonValueKind.Null, now.GetProperty("scores").ValueKind);
        }

        Assert.Equal("small", Shop.SegmentOf(rolled.Json, "size"));
        Assert.Equal("big", Shop.SegmentOf((await app.Api.OkAsync("customers/b")).Json, "size"));
        // It came with the second run.
        var late = await app.Api.GetAsync("customers/c?asOf=2024-02-01");
        Assert.Equal((404, "unknown-customer"), (late.Status, late["code"].GetString()!));
    }

    [Fact]
    public async Task Cursors_and_places_in_a_run_without_files_are_gone()
    {
        await using var app = await TwoRunsAsync();
        var cursor = app.Folder.Text("cursor");
        Directory.Delete(app.Folder["data/runs/1"], recursive: true);
        foreach (var path in new[]
        {
            $"schemes/activity/segments/active/customers?cursor={cursor}", $"customers?q=a&cursor={cursor}",
            "transitions?after=1.1",
        })
        {
            var gone = await app.Api.GetAsync(path);
            Assert.Equal((410, "cursor-expired"), (gone.Status, gone["code"].GetString()!));
        }

        Assert.NotEmpty((await app.Api.OkAsync("transitions")).Items);
        Assert.Equal("published", (await app.Api.OkAsync("runs/1"))["run"].GetProperty("state").GetString());
    }

    private static async Task<RunningApp> TwoRunsAsync()
    {
        var app = await RunningApp.StartAsync(Shop.Workspace);
        app.Drop("snapshot", "2024-02-01", Shop.OrdersFile, Shop.Orders("2024-01-20", 10, Everybody[..2]));
        await app.FinishedAsync(1);
        app.Folder.Write(
            "cursor", (await app.Api.OkAsync("schemes/activity/segments/active/customers?limit=1")).Next!);
        app.Drop("delta", "2024-03-01", Shop.OrdersFile, Shop.Orders("2024-02-20", 200, Everybody[1..]));
        await app.FinishedAsync(2);
        return app;
    }
}
