using System.Text.Json;

namespace EndToEnd.Serve;

/// <summary>Customers and definitions as somebody supposes them to be: they are decided, and nothing is kept.</summary>
public sealed class SupposedCustomerTests(ServedShop served) : IClassFixture<ServedShop>
{
    [Fact]
    public async Task Nothing_is_decided_before_the_first_run()
    {
        await using var app = await RunningApp.StartAsync(Shop.Workspace);
        IsProblem(await app.Api.PostAsync("score", """{"measures":{}}"""), 409, "awaiting-first-run");
        IsProblem(await app.Api.PostAsync("customers/a/whatif", """{"measures":{}}"""), 404, "unknown-customer");
        IsProblem(await app.Api.PostAsync("workspaces/preview", ""), 409, "no-preview");
    }

    [Fact]
    public async Task Measures_and_definitions_are_tried_without_a_trace()
    {
        await using var app = await RunningApp.StartAsync(Shop.Workspace);
        app.Drop("snapshot", "2024-02-01", Shop.OrdersFile, Shop.Orders("2024-01-20", 10, "a", "b", "c"));
        await app.FinishedAsync(1);

        var whatIf = await app.Api.PostAsync("customers/a/whatif", """{"measures":{"spent":100}}""");
        var size = whatIf["schemes"].GetProperty("size");
        Assert.Equal(("big", "small", true, "spent >= 100"), (
            Text(size, "segment"), Text(size, "from"), size.GetProperty("changed").GetBoolean(),
            Text(size, "decidedBy")));
        Assert.False(whatIf["schemes"].GetProperty("activity").GetProperty("changed").GetBoolean());

        var score = await app.Api.PostAsync("score", """{"measures":{"spent":250.5,"recency":31}}""");
        Assert.True(score["provisional"].GetBoolean());
        Assert.Equal(("big", "quiet"), (
            Text(score["schemes"].GetProperty("size"), "segment"),
            Text(score["schemes"].GetProperty("activity"), "segment")));
        Assert.Equal("small", Text(
            (await app.Api.PostAsync("score", """{"measures":{}}"""))["schemes"].GetProperty("size"), "segment"));

        var files = Directory.GetFiles(app.Folder["workspace"], "*", SearchOption.AllDirectories).ToDictionary(
            file => Path.GetRelativePath(app.Folder["workspace"], file).Replace('\\', '/'),
            file => File.ReadAllText(file).Replace("spent >= 100", "spent >= 10", StringComparison.Ordinal));
        var preview = await app.Api.PostAsync("workspaces/preview", JsonSerializer.Serialize(new { files }));
        Assert.Equal(200, preview.Status);
        var changed = preview["schemes"].EnumerateArray().Single(scheme => Text(scheme, "scheme") == "size");
        Assert.Equal(3, changed.GetProperty("moved").GetInt64());
        Assert.Single((await app.Api.OkAsync("runs")).Items);
        Assert.Equal("small", Shop.SegmentOf((await app.Api.OkAsync("customers/a")).Json, "size"));
    }

    [Theory]
    [InlineData("customers/a/whatif", "{", "malformed-json")]
    [InlineData("customers/a/whatif", """{"measures":{"spend":1}}""", "unknown-measure")]
    [InlineData("customers/a/whatif", """{"measures":{"spent":"much"}}""", "wrong-type")]
    [InlineData("score", """{"measures":{"recency":1.5}}""", "wrong-type")]
    [InlineData("score", """{"measures":{},"scheme":"size"}""", "malformed-json")]
    [InlineData("workspaces/preview", """{"files":{"workspace.yaml":"name: other"}}""", "definition-errors")]
    [InlineData("workspaces/preview", """{"asOf":"soon"}""", "bad-date")]
    [InlineData("workspaces/preview", """{"version":"x"}""", "malformed-json")]
    public async Task What_cannot_be_supposed_is_told(string path, string body, string code) =>
        IsProblem(await (await served.AppAsync()).Api.PostAsync(path, body), 400, code);

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static void IsProblem(Answer answer, int status, string code) =>
        BadRequestTests.IsProblem(answer, status, code);
}
