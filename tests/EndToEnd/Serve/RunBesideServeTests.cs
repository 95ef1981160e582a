using System.Text.Json;

namespace EndToEnd.Serve;

/// <summary>Commands on the data folder of a running app.</summary>
public sealed class RunBesideServeTests
{
    private static readonly string[] Files = ["customers.csv", "transitions.ndjson", "rejects.csv"];

    [Fact]
    public async Task A_run_is_handed_over_and_gives_the_same_bytes_as_alone()
    {
        await using var app = await RunningApp.StartAsync(Shop.Workspace);
        var workspace = app.Folder["workspace"];
        for (var import = 1; import <= 2; import++)
        {
            app.Folder.Write(
                $"in-{import}/orders.csv",
                Shop.Orders($"2024-0{import}-20", 90 * import, "a", "b", $"c{import}") + "x,2024-01-01,what\n");
            string[] arguments = ["run", app.Folder[$"in-{import}"], "--workspace", workspace, "--delta"];
            var alone = Command.Done(
                [.. arguments, "--data", app.Folder["alone/data"], "--out", app.Folder[$"alone/out-{import}"]]);
            var beside = Command.Done([.. arguments, "--data", app.Data, "--out", app.Folder[$"out-{import}"]]);
            Assert.DoesNotContain("handed over", alone.Output, StringComparison.Ordinal);
            Assert.Contains("handed over", beside.Output, StringComparison.Ordinal);
            foreach (var file in Files)
                Assert.Equal(app.Folder.Text($"alone/out-{import}/{file}"), app.Folder.Text($"out-{import}/{file}"));
            await app.FinishedAsync(import);
            Assert.Equal(import, (await app.Api.OkAsync("health"))["published"].GetInt32());
        }

        Assert.Equal("big", Shop.SegmentOf((await app.Api.OkAsync("customers/a")).Json, "size"));
        Assert.Equal(2, (await app.Api.OkAsync("imports")).Items.Length);
        Assert.Equal(2, (await app.Api.OkAsync("runs")).Items.Length);
    }

    [Fact]
    public async Task A_bad_import_fails_beside_the_app_as_it_does_alone_and_the_app_goes_on()
    {
        await using var app = await RunningApp.StartAsync(Shop.Workspace);
        app.Folder.Write("in/orders.csv", "id,when\na,2024-01-01\n");
        string[] arguments = ["run", app.Folder["in"], "--workspace", app.Folder["workspace"]];
        var alone = Command.Fails(1, [.. arguments, "--data", app.Folder["alone"]]);
        Assert.Equal(alone, Command.Fails(1, [.. arguments, "--data", app.Data]));
        app.Folder.Write("in/orders.csv", Shop.Orders("2024-01-20", 10, "a"));
        Command.Done([.. arguments, "--data", app.Data]);
        Assert.Equal("small", Shop.SegmentOf((await app.Api.OkAsync("customers/a")).Json, "size"));
    }

    [Fact]
    public async Task A_second_serve_is_refused_with_one_message()
    {
        await using var app = await RunningApp.StartAsync(Shop.Workspace);
        var error = Command.Fails(2, "serve", "--port", "0", "--data", app.Data);
        Assert.Contains(app.Data, error, StringComparison.Ordinal);
        Assert.Contains(app.Api.Root.GetLeftPart(UriPartial.Authority), error, StringComparison.Ordinal);
        Assert.Equal(200, (await app.Api.GetAsync("health")).Status);
    }

    [Fact]
    public async Task Commands_that_only_read_work_beside_the_app()
    {
        await using var app = await RunningApp.StartAsync(Shop.Workspace);
        app.Drop("snapshot", "2024-02-01", Shop.OrdersFile, Shop.Orders("2024-01-20", 10, "a"));
        await app.FinishedAsync(1);
        var import = (await app.Api.OkAsync("imports")).Items.Single().GetProperty("import").GetString()!;
        Assert.Contains(import, Command.Done("imports", "--data", app.Data).Output, StringComparison.Ordinal);
        Assert.Contains(import, Command.Done("imports", import, "--data", app.Data).Output, StringComparison.Ordinal);
        Assert.Contains("published", Command.Done("runs", "--data", app.Data).Output, StringComparison.Ordinal);
        Assert.Contains("Small", Command.Done("runs", "1", "--data", app.Data).Output, StringComparison.Ordinal);
        Assert.Contains("Small", Command.Done("explain", "a", "--data", app.Data).Output, StringComparison.Ordinal);
        Assert.Equal(2, app.Messages().Length);
        Assert.Equal(JsonValueKind.Null, (await app.Api.OkAsync("runs/1"))["run"].GetProperty("error").ValueKind);
    }
}
