using System.Text;
using System.Text.Json;

namespace EndToEnd.Serve;

/// <summary>Segments that a person sets over HTTP.</summary>
public sealed class OverrideTests
{
    private readonly FastClock _clock = new();

    [Fact]
    public async Task A_person_sets_a_segment_which_others_change_only_knowingly_and_takes_it_back()
    {
        await using var app = await StartAsync();
        var set = await PutAsync(app, "b", "big", headers: ("If-None-Match", "*"));
        Assert.Equal((202, "/api/runs/2"), (set.Status, set.Headers.Location!.OriginalString));
        await app.FinishedAsync(2);
        var (size, activity) = await SegmentsAsync(app, "b");
        Assert.Equal(("big", "small", "active"), (
            Text(size, "segment"), Text(size, "modelSegment"), Text(activity, "segment")));
        Assert.Equal(("big", "a promise", "ana", Day(30)), (
            Text(size.GetProperty("override"), "segment"), Text(size.GetProperty("override"), "reason"),
            Text(size.GetProperty("override"), "author"), Text(size.GetProperty("override"), "expires")));
        var (others, _) = await SegmentsAsync(app, "c");
        Assert.Equal(("small", JsonValueKind.Null), (Text(others, "segment"), others.GetProperty("override").ValueKind));
        var move = Assert.Single((await app.Api.OkAsync("transitions?after=1.0")).Items).GetProperty("data");
        Assert.Equal(("b", "size", "override-set"), (
            Text(move, "customer"), Text(move, "scheme"), Text(move, "cause")));
        Assert.Contains(
            "ana set it to big until", Command.Done("explain", "b", "--scheme", "size", "--data", app.Data).Output,
            StringComparison.Ordinal);

        IsProblem(await PutAsync(app, "b", "small", headers: ("If-None-Match", "*")), 412, "override-changed");
        IsProblem(await PutAsync(app, "b", "small", headers: ("If-Match", "\"0\"")), 412, "override-changed");
        var etag = set.Headers.ETag!.Tag;
        IsProblem(
            await app.Api.SendAsync(HttpMethod.Delete, "customers/b/overrides/size", null, ("If-Match", "\"0\"")),
            412, "override-changed");
        var removed = await app.Api.SendAsync(
            HttpMethod.Delete, "customers/b/overrides/size", null, ("If-Match", etag));
        Assert.Equal((202, "/api/runs/3"), (removed.Status, removed.Headers.Location!.OriginalString));
        await app.FinishedAsync(3);
        Assert.Equal("small", Text((await SegmentsAsync(app, "b")).Size, "segment"));
        Assert.Equal("override-removed", Text(
            Assert.Single((await app.Api.OkAsync("transitions?after=2.1")).Items).GetProperty("data"), "cause"));
        IsProblem(
            await app.Api.SendAsync(HttpMethod.Delete, "customers/b/overrides/size"), 404, "no-override");
    }

    [Fact]
    public async Task What_cannot_be_set_is_told_and_no_run_is_made()
    {
        await using var app = await StartAsync();
        IsProblem(await PutAsync(app, "nobody", "big"), 404, "unknown-customer");
        IsProblem(await PutAsync(app, "b", "big", scheme: "none"), 404, "unknown-scheme");
        IsProblem(await PutAsync(app, "b", "bigg"), 400, "unknown-segment");
        IsProblem(await PutAsync(app, "b", "big", days: 181), 400, "late-expiry");
        IsProblem(await PutAsync(app, "b", "big", days: 0), 400, "past-expiry");
        IsProblem(await app.Api.SendAsync(
            HttpMethod.Put, "customers/b/overrides/size", new StringContent("{")), 400, "malformed-json");
        Assert.Single((await app.Api.OkAsync("runs")).Items);
    }

    private async Task<RunningApp> StartAsync()
    {
        var app = await RunningApp.StartAsync(Shop.Workspace, _clock);
        app.Drop("snapshot", "2024-02-01", Shop.OrdersFile, Shop.Orders("2024-01-20", 10, "a", "b", "c"));
        await app.FinishedAsync(1);
        return app;
    }

    private Task<Answer> PutAsync(
        RunningApp app, string customer, string segment, string scheme = "size", int days = 30,
        params (string, string)[] headers) => app.Api.SendAsync(
        HttpMethod.Put, $"customers/{customer}/overrides/{scheme}",
        new StringContent(
            JsonSerializer.Serialize(new { segment, reason = "a promise", author = "ana", expires = Day(days) }),
            Encoding.UTF8, "application/json"),
        headers);

    private string Day(int ahead) =>
        FormattableString.Invariant($"{_clock.GetUtcNow().UtcDateTime.Date.AddDays(ahead):yyyy-MM-dd}");

    private static async Task<(JsonElement Size, JsonElement Activity)> SegmentsAsync(RunningApp app, string customer)
    {
        var segments = (await app.Api.OkAsync($"customers/{customer}"))["segments"];
        return (segments.GetProperty("size"), segments.GetProperty("activity"));
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static void IsProblem(Answer answer, int status, string code) =>
        BadRequestTests.IsProblem(answer, status, code);
}
