namespace EndToEnd.Serve;

/// <summary>An import from the inbox that is held, and decided on over HTTP or by a command beside the app.</summary>
public sealed class HeldInboxTests
{
    [Fact]
    public async Task Confirmed_over_http_it_is_taken_and_a_run_follows()
    {
        await using var app = await StartAsync();
        var id = await HoldAsync(app);
        var shown = await app.Api.OkAsync($"imports/{id}");
        Assert.Equal("held", shown["state"].GetString());
        Assert.Contains(
            "it would remove 1 of 2 customers", shown["error"].GetString(), StringComparison.Ordinal);
        Assert.Equal(1, shown["fields"][0].GetProperty("rows").GetInt32());
        Assert.Empty(Directory.EnumerateFileSystemEntries(app.Folder["data/dumps/inbox"]));

        var answer = await app.Api.PostAsync($"imports/{id}/confirm", "");
        Assert.Equal((202, $"/api/imports/{id}"), (answer.Status, answer.Headers.Location?.ToString()));
        await app.FinishedAsync(2);
        Assert.Equal(2, (await app.ImportsAsync(2, "accepted")).Items.Length);
        Assert.Equal(404, (await app.Api.GetAsync("customers/b")).Status);
        foreach (var decision in new[] { "confirm", "discard" })
        {
            answer = await app.Api.PostAsync($"imports/{id}/{decision}", "");
            Assert.Equal((409, "not-held"), (answer.Status, answer["code"].GetString()));
            answer = await app.Api.PostAsync($"imports/unknown/{decision}", "");
            Assert.Equal((404, "unknown-import"), (answer.Status, answer["code"].GetString()));
        }

        Assert.Equal(["accepted", "held", "accepted"], await ToldAsync(app, 3));
    }

    [Fact]
    public async Task Discarded_over_http_it_leaves_the_base_as_it_was()
    {
        await using var app = await StartAsync();
        var before = app.Folder.Text("data/base/manifest.json");
        var id = await HoldAsync(app);
        Assert.Equal(202, (await app.Api.PostAsync($"imports/{id}/discard", "")).Status);
        await app.ImportsAsync(1, "discarded");
        Assert.Equal(["accepted", "held", "rejected"], await ToldAsync(app, 3));
        Assert.Equal(before, app.Folder.Text("data/base/manifest.json"));
        Assert.Equal("discarded", (await app.Api.OkAsync($"imports/{id}"))["state"].GetString());
        Assert.Empty(Directory.EnumerateFileSystemEntries(app.Folder["data/dumps/held"]));
        Assert.Single((await app.Api.OkAsync("runs")).Items);
    }

    [Fact]
    public async Task A_second_decision_is_refused_while_the_first_is_at_work()
    {
        await using var app = await StartAsync();
        var id = await HoldAsync(app);
        var gate = app.Gates.Hold("DiscardImport", isAfter: false);
        Assert.Equal(202, (await app.Api.PostAsync($"imports/{id}/discard", "")).Status);
        await gate.ReachedAsync();
        var answer = await app.Api.PostAsync($"imports/{id}/confirm", "");
        Assert.Equal((409, "being-decided"), (answer.Status, answer["code"].GetString()));
        gate.Open();
        await app.ImportsAsync(1, "discarded");
    }

    [Theory]
    [InlineData("--confirm", "accepted", 2)]
    [InlineData("--discard", "discarded", 1)]
    public async Task A_command_beside_the_app_decides_too(string decision, string state, int runs)
    {
        await using var app = await StartAsync();
        var id = await HoldAsync(app);
        Command.Done("imports", id, decision, "--data", app.Data);
        Assert.Equal(state, (await app.Api.OkAsync($"imports/{id}"))["state"].GetString());
        Assert.Equal(runs, (await app.Api.OkAsync("runs")).Items.Length);
    }

    [Fact]
    public async Task A_command_that_confirms_an_import_of_the_inbox_says_where_its_day_comes_from()
    {
        await using var app = await StartAsync();
        var id = await HoldAsync(app, asOf: null);
        var output = Command.Done("imports", id, "--confirm", "--data", app.Data).Output;
        Assert.Contains("(today)", output.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.DoesNotContain("--as-of", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_that_discards_while_the_run_of_a_confirmation_is_made_says_that_it_was_confirmed()
    {
        await using var app = await StartAsync();
        var id = await HoldAsync(app);
        var gate = app.Gates.Hold("FreezeRun", isAfter: false);
        Assert.Equal(202, (await app.Api.PostAsync($"imports/{id}/confirm", "")).Status);
        await gate.ReachedAsync();
        Assert.StartsWith(
            $"import {id}: it was confirmed meanwhile;",
            Command.Fails(1, "imports", id, "--discard", "--data", app.Data), StringComparison.Ordinal);
        gate.Open();
        await app.FinishedAsync(2);
        Assert.Equal("accepted", (await app.Api.OkAsync($"imports/{id}"))["state"].GetString());
    }

    private static async Task<RunningApp> StartAsync()
    {
        var app = await RunningApp.StartAsync(Shop.Workspace);
        app.Drop("full", "2024-02-01", Shop.OrdersFile, Shop.Orders("2024-01-20", 10, "a", "b"));
        await app.FinishedAsync(1);
        return app;
    }

    /// <summary>Drops a full import that lacks one of two customers; tells its id.</summary>
    private static async Task<string> HoldAsync(RunningApp app, string? asOf = "2024-03-01")
    {
        app.Drop("full", asOf, Shop.OrdersFile, Shop.Orders("2024-02-20", 10, "a"));
        var row = (await app.ImportsAsync(1, "held")).Items.Single(
            item => item.GetProperty("state").GetString() == "held");
        await ToldAsync(app, 2);
        return row.GetProperty("import").GetString()!;
    }

    /// <summary>What was announced of imports, once there are so many messages.</summary>
    private static async Task<string[]> ToldAsync(RunningApp app, int count) => await RunningApp.UntilAsync(
        () => Task.FromResult(app.Messages().Select(message => message.GetProperty("type").GetString()!)
            .Where(type => type.Contains(".import.", StringComparison.Ordinal))
            .Select(type => type.Split('.')[2]).ToArray()),
        told => told.Length >= count);
}
