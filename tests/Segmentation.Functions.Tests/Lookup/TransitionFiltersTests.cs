using System.Text.Json.Nodes;
using EndToEnd;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Lookup;

namespace Segmentation.Functions.Tests.Lookup;

/// <summary>
/// Orders of <c>a</c> and <c>b</c> in three runs: in the second <c>a</c> falls from good to rest and <c>b</c> rises,
/// in the third <c>a</c> rises again, and <c>c</c> is new.
/// </summary>
public sealed class TransitionFiltersTests : IDisposable
{
    private const string Scheme = """
        scheme: rfm
        version: 1
        kind: rules
        segments:
          - { id: good, when: frequency >= 2 }
          - { id: rest }
        """;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Who_moved_is_told_by_run_and_by_the_segments_left_and_entered()
    {
        await using var spine = await OpenAsync();
        Assert.Equal(["2 a", "2 b", "3 a", "3 c"], await AskAsync(spine, ""));
        Assert.Equal(["2 a", "2 b"], await AskAsync(spine, "?run=2"));
        Assert.Equal(["2 a"], await AskAsync(spine, "?run=2&scheme=rfm&from=good&to=rest"));
        Assert.Equal(["2 b", "3 a", "3 c"], await AskAsync(spine, "?to=good"));
        Assert.Equal(["3 c"], await AskAsync(spine, "?direction=first&to=good"));
        Assert.Equal(["3 c"], await AskAsync(spine, "?run=3&after=3.1"));
        Assert.Empty(await AskAsync(spine, "?run=9"));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-2")]
    [InlineData("two")]
    public async Task What_is_no_number_of_a_run_is_refused(string run)
    {
        await using var spine = await PlainSpine.OpenAsync(_folder.Data, Some.Workspace());
        var answer = Assert.IsAssignableFrom<ContentResult>(await AnswerAsync(spine, $"?run={run}"));
        Assert.Equal(
            (400, "bad-run"), (answer.StatusCode ?? 0, (string?)JsonNode.Parse(answer.Content!)!["code"]));
    }

    private async Task<PlainSpine> OpenAsync()
    {
        var spine = await PlainSpine.OpenAsync(
            _folder.Data, Some.Workspace("schemes/rfm.yaml", Scheme), new Settings { Shards = 2, Parallelism = 2 });
        await RunAsync(spine, "a,2026-01-01,1,9.00\na,2026-01-02,2,9.00\nb,2026-01-02,3,5.00\n");
        await RunAsync(spine, "a,2026-01-01,1,9.00\nb,2026-01-02,3,5.00\nb,2026-01-03,4,5.00\n");
        await RunAsync(
            spine, "a,2026-01-01,1,9.00\na,2026-01-04,5,9.00\nb,2026-01-02,3,5.00\nb,2026-01-03,4,5.00\n"
            + "c,2026-01-03,6,5.00\nc,2026-01-03,7,5.00\n");
        return spine;
    }

    private async Task RunAsync(PlainSpine spine, string orders)
    {
        _folder.Write("in/orders.csv", $"id,day,number,amount\n{orders}");
        Assert.Null((await spine.ImportAsync(_folder["in"])).Fault);
        await spine.RunAsync();
    }

    private static async Task<string[]> AskAsync(PlainSpine spine, string query)
    {
        var answer = Assert.IsAssignableFrom<ContentResult>(await AnswerAsync(spine, query));
        return
        [
            .. JsonNode.Parse(answer.Content!)!["items"]!.AsArray()
                .Select(item => $"{item!["data"]!["run"]} {item["subject"]}"),
        ];
    }

    private static Task<IActionResult> AnswerAsync(PlainSpine spine, string query)
    {
        var context = new DefaultHttpContext();
        context.Request.QueryString = new QueryString(query);
        return spine.Get<ListTransitions>().RunAsync(context.Request, TestContext.Current.CancellationToken);
    }
}
