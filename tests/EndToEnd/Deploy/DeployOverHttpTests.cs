using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using EndToEnd.Serve;

namespace EndToEnd.Deploy;

/// <summary>Definitions go live over HTTP.</summary>
public sealed class DeployOverHttpTests
{
    [Fact]
    public async Task Definitions_that_are_sent_go_live_with_a_run_as_of_the_published_day_and_back()
    {
        await using var app = await RunningApp.StartAsync(Shop.Workspace, new FastClock());
        var first = Assert.Single((await app.Api.OkAsync("workspaces")).Items);
        Assert.Equal("shop", first.GetProperty("name").GetString());
        var before = first.GetProperty("version").GetString()!;
        Assert.Equal(200, (await PutAsync(app, new { version = before })).Status);

        app.Drop("snapshot", "2024-02-01", Shop.OrdersFile, Shop.Orders("2024-01-20", 10, "a", "b"));
        await app.FinishedAsync(1);
        var files = Files(app.Folder["workspace"]);
        files["schemes/size.yaml"] = files["schemes/size.yaml"].Replace(
            "spent >= 100", "spent >= 5", StringComparison.Ordinal);
        var sent = await PutAsync(app, new { files, author = "ana", note = "smaller" }, $"\"{before}\"");
        Assert.Equal((202, "/api/runs/2"), (sent.Status, sent.Headers.Location!.OriginalString));
        Assert.Contains(
            sent["warnings"].EnumerateArray(),
            warning => warning.GetProperty("code").GetString() == "version-not-raised");
        var report = (await app.FinishedAsync(2))["report"];
        Assert.Equal("2024-02-01", report.GetProperty("asOf").GetString());
        Assert.Equal("size", report.GetProperty("definitionChanges")[0].GetProperty("scheme").GetString());
        Assert.Equal("big", Shop.SegmentOf((await app.Api.OkAsync("customers/a")).Json, "size"));

        var moved = await PutAsync(app, new { version = before }, $"\"{before}\"", 412);
        Assert.Equal("version-moved", moved["code"].GetString());
        await PutAsync(
            app, new { version = before, asOf = "2024-02-10" }, $"\"{sent["version"].GetString()}\"", 202);
        Assert.Equal("2024-02-10", (await app.FinishedAsync(3))["run"].GetProperty("asOf").GetString());
        Assert.Equal(3, (await PutAsync(app, new { version = before }, null, 200))["run"].GetInt32());
        Assert.StartsWith(
            "\"3", (await app.Api.OkAsync("schemes")).Headers.ETag!.Tag, StringComparison.Ordinal);
        Assert.Equal("small", Shop.SegmentOf((await app.Api.OkAsync("customers/a")).Json, "size"));
        var items = (await app.Api.OkAsync("workspaces")).Items;
        Assert.Equal(["rollback", "deploy", "serve"], items.Select(item => item.GetProperty("how").GetString()!));
        Assert.Equal([3, 2, 1], items.Select(item => item.GetProperty("run").GetInt32()));
        Assert.Equal([true, false, false], items.Select(item => item.GetProperty("current").GetBoolean()));
        Assert.Equal(
            ("ana", "smaller"),
            (items[1].GetProperty("author").GetString()!, items[1].GetProperty("note").GetString()!));

        files["workspace.yaml"] = "name: other\n";
        Assert.Equal("other-workspace", (await PutAsync(app, new { files }, null, 409))["code"].GetString());
        files["measures.yaml"] = "spent: cuont(orders)\n";
        var wrong = await PutAsync(app, new { files }, null, 400);
        Assert.Equal("definition-errors", wrong["code"].GetString());
        Assert.Contains(
            wrong["problems"].EnumerateArray(), problem => problem.GetProperty("code").GetString() == "unknown-name");
        Assert.Equal(
            "bad-date", (await PutAsync(app, new { version = before, asOf = "soon" }, null, 400))["code"].GetString());
        Assert.Equal("unknown-version", (await PutAsync(app, new { version = "0" }, null, 404))["code"].GetString());
        Assert.Equal("malformed-json", (await PutAsync(app, new { author = "x" }, null, 400))["code"].GetString());
        Assert.Equal(3, (await app.Api.OkAsync("workspaces")).Items.Length);
    }

    [Fact]
    public async Task Other_sources_go_live_when_the_kept_dumps_were_read_under_them()
    {
        await using var app = await RunningApp.StartAsync(Shop.Workspace, new FastClock());
        app.Drop("snapshot", "2024-02-01", Shop.OrdersFile, Shop.Orders("2024-01-20", 10, "a", "b"));
        await app.FinishedAsync(1);
        var files = Files(app.Folder["workspace"]);
        files["sources.yaml"] += "# nothing else\n";
        var sent = await PutAsync(app, new { files, author = "ana" });
        Assert.Equal((202, true), (sent.Status, sent["rereads"].GetBoolean()));
        Assert.Equal("2024-02-01", (await app.FinishedAsync(2))["run"].GetProperty("asOf").GetString());
        var newest = (await app.Api.OkAsync("workspaces")).Items[0];
        Assert.Equal(
            ("ana", "deploy", 2),
            (newest.GetProperty("author").GetString()!, newest.GetProperty("how").GetString()!,
                newest.GetProperty("run").GetInt32()));
    }

    private static Dictionary<string, string> Files(string folder) => Directory
        .EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories)
        .ToDictionary(file => Path.GetRelativePath(folder, file), File.ReadAllText);

    private static async Task<Answer> PutAsync(RunningApp app, object body, string? ifMatch = null, int? status = null)
    {
        var content = new StringContent(
            JsonSerializer.Serialize(body), Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        var answer = ifMatch is null
            ? await app.Api.SendAsync(HttpMethod.Put, "workspaces/current", content)
            : await app.Api.SendAsync(HttpMethod.Put, "workspaces/current", content, ("If-Match", ifMatch));
        Assert.True(status is null || status == answer.Status, answer.ToString());
        return answer;
    }
}
