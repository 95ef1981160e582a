using System.Text.Json.Nodes;
using EndToEnd;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Messages;
using Segmentation.Functions.Reviews;
using Segmentation.Functions.Runs;
using Segmentation.Functions.Tests.Messages;

namespace Segmentation.Functions.Tests.Reviews;

/// <summary>The announcement of reviews as days go by.</summary>
public sealed class ReviewWatchTests : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly LimitedTopic _topic;
    private readonly ReviewBook _book;

    public ReviewWatchTests()
    {
        _topic = new LimitedTopic($"Data Source={_folder["topic.db"]}");
        _book = new ReviewBook(_folder.Data);
    }

    public async ValueTask DisposeAsync()
    {
        await _topic.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_review_is_announced_on_the_day_on_which_it_is_due_and_once()
    {
        Use("reviewed: 2026-05-10\nreview_every: P1M\n", "");
        await LookAsync(days: 8);
        Assert.Empty(await _topic.ReadAsync());
        foreach (var days in new[] { 1, 0, 5 })
            await LookAsync(days);
        var told = Assert.Single(await _topic.ReadAsync()).Body.ToString();
        Assert.Contains(
            "\"type\":\"segmentation.review.due.v1\",\"subject\":\"workspace\",\"datacontenttype\":\"application/json\",\"data\":{\"scheme\":null,\"every\":\"P1M\",\"last\":\"2026-05-10\",\"due\":\"2026-06-10\"}",
            told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recorded_review_puts_the_next_announcement_off()
    {
        Use("reviewed: 2026-05-10\nreview_every: P1M\n", "");
        _book.Record(new RecordedReview(
            ReviewBook.Workspace, new DateOnly(2026, 6, 5), "ana", null, _time.GetUtcNow()));
        await LookAsync(days: 33);
        Assert.Empty(await _topic.ReadAsync());
        await LookAsync(days: 1);
        var told = JsonNode.Parse(Assert.Single(await _topic.ReadAsync()).Body.ToString())!;
        Assert.Equal(
            ("workspace", "2026-06-05", "2026-07-05"),
            ((string)told["subject"]!, (string)told["data"]!["last"]!, (string)told["data"]!["due"]!));
        Assert.DoesNotContain("ana", told.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scheme_that_is_due_on_another_day_is_announced_by_itself()
    {
        Use("reviewed: 2026-05-10\nreview_every: P3M\n", "reviewed: 2026-05-10\nreview_every: P1M\nowner: cs\n");
        await LookAsync(days: 9);
        var told = Assert.Single(await _topic.ReadAsync()).Body.ToString();
        Assert.Equal("rfm", (string)JsonNode.Parse(told)!["data"]!["scheme"]!);
    }

    private void Use(string settings, string scheme)
    {
        var workspaces = Workspaces();
        workspaces.Use(workspaces.Keep(Some.Workspace(
            "workspace.yaml", "name: shop\n" + settings, "schemes/rfm.yaml", Some.Grid + "\n" + scheme)));
    }

    private Task LookAsync(int days)
    {
        _time.Advance(TimeSpan.FromDays(days));
        var messenger = new Messenger(_topic, _folder.Data, NullLogger<Messenger>.Instance);
        return new ReviewWatch(_book, Workspaces(), messenger, _time)
            .LookAsync(TestContext.Current.CancellationToken);
    }

    private WorkspaceStore Workspaces() => new(_folder.Data, new Memo());
}
