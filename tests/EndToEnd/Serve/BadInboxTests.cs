using System.Globalization;
using Segmentation.Functions.Imports;

namespace EndToEnd.Serve;

/// <summary>A bad import in the inbox is rejected once, says why, and stops nothing else.</summary>
public sealed class BadInboxTests
{
    private const string Rejected = "segmentation.import.rejected.v1";

    private static readonly Dictionary<string, (string Orders, string? Manifest, string Why)> Bad = new()
    {
        ["quarantine"] = (
            "id,day,amount\n" + string.Concat(Enumerable.Range(0, 120).Select(i => string.Create(
                CultureInfo.InvariantCulture, $"c{i},2024-01-20,{(i % 3 == 0 ? "7" : "lots")}\n"))),
            null, "80 of 120 rows rejected"),
        ["length"] = (
            Shop.Orders("2024-01-20", 10, "a"), """{"files":[{"name":"orders.csv","length":7,"rows":1}]}""", "7 bytes"),
        ["hash"] = (
            Shop.Orders("2024-01-20", 10, "a"), """{"files":[{"name":"orders.csv","sha256":"00ff"}]}""", "00ff"),
        ["rows"] = (
            Shop.Orders("2024-01-20", 10, "a"), """{"files":[{"name":"orders.csv","rows":2}]}""", "2 rows"),
        ["mode"] = (
            Shop.Orders("2024-01-20", 10, "a"), """{"mode":"most","files":[{"name":"orders.csv"}]}""", "manifest.json"),
        ["columns"] = ("id,day,price\na,2024-01-20,7\n", null, "amount"),
        ["empty"] = ("", null, "orders.csv"),
    };

    [Theory]
    [InlineData("quarantine")]
    [InlineData("length")]
    [InlineData("hash")]
    [InlineData("rows")]
    [InlineData("mode")]
    [InlineData("columns")]
    [InlineData("empty")]
    public async Task A_bad_import_is_rejected_once_until_it_is_mended(string kind)
    {
        var (orders, manifest, why) = Bad[kind];
        var clock = new FastClock();
        await using var app = await RunningApp.StartAsync(Shop.Workspace, clock);
        Place(app, orders, manifest);
        clock.Jump(TimeSpan.FromHours(2));
        var row = Assert.Single((await app.ImportsAsync(1, "rejected")).Items);
        Assert.Contains(why, row.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal("bad", row.GetProperty("folder").GetString());
        var id = row.GetProperty("import").GetString()!;
        var receipt = app.Folder.Text($"data/dumps/receipts/{id}.txt");
        Assert.Contains(row.GetProperty("error").GetString()!, receipt, StringComparison.Ordinal);
        Assert.Equal("rejected", (await app.Api.OkAsync($"imports/{id}"))["state"].GetString());
        Assert.Equal(
            kind == "quarantine" ? 80 : 0, (await app.Api.AllAsync($"imports/{id}/rejects?limit=50")).Count);

        await NotTriedAgainAsync(app, clock);
        await OthersGoOnAsync(app);
        var message = Assert.Single(app.Messages(), message => message.GetProperty("type").GetString() == Rejected);
        Assert.Equal(
            row.GetProperty("error").GetString(), message.GetProperty("data").GetProperty("error").GetString());

        Place(app, Shop.Orders("2024-01-21", 500, "b"), """{"mode":"delta","files":[{"name":"orders.csv"}]}""");
        clock.Jump(TimeSpan.FromHours(2));
        await app.ImportsAsync(2, "accepted");
        await RunningApp.UntilAsync(() => app.Api.GetAsync("customers/b"), answer => answer.Status == 200);
        await RunningApp.UntilAsync(
            () => Task.FromResult(Directory.Exists(app.Folder["data/dumps/inbox/bad"])), isThere => !isThere);
    }

    private static void Place(RunningApp app, string orders, string? manifest)
    {
        var ready = app.Folder[$"bad-{app.Gates.Calls(nameof(SettleImport))}"];
        Directory.CreateDirectory(ready);
        File.WriteAllText(Path.Combine(ready, Shop.OrdersFile), orders);
        if (manifest is not null)
            File.WriteAllText(Path.Combine(ready, "manifest.json"), manifest);
        var inbox = app.Folder["data/dumps/inbox/bad"];
        if (Directory.Exists(inbox))
            Directory.Delete(inbox, recursive: true);
        Directory.Move(ready, inbox);
    }

    private static async Task NotTriedAgainAsync(RunningApp app, FastClock clock)
    {
        // Its row is seen a moment before the import has come to its end.
        var tries = await RunningApp.UntilAsync(
            () => Task.FromResult(app.Gates.Calls(nameof(SettleImport))), calls => calls > 0);
        var looks = await RunningApp.UntilAsync(
            () => Task.FromResult(app.Gates.Calls(nameof(InspectInbox))), calls => calls > 1);
        clock.Jump(TimeSpan.FromHours(1));
        await RunningApp.UntilAsync(
            () => Task.FromResult(app.Gates.Calls(nameof(InspectInbox))), calls => calls > looks);
        Assert.Equal(tries, app.Gates.Calls(nameof(SettleImport)));
        Assert.True(File.Exists(app.Folder[$"data/dumps/inbox/bad/{Shop.OrdersFile}"]));
    }

    private static async Task OthersGoOnAsync(RunningApp app)
    {
        app.Drop("delta", "2024-02-01", Shop.OrdersFile, Shop.Orders("2024-01-20", 10, "good"));
        await app.FinishedAsync(1);
        Assert.Equal("small", Shop.SegmentOf((await app.Api.OkAsync("customers/good")).Json, "size"));
        Assert.Single((await app.Api.OkAsync("runs")).Items);
        Assert.Equal("ok", (await app.Api.OkAsync("health"))["status"].GetString());
    }
}
