using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Lookup;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Tests.Lookup;

/// <summary>What a look-up answers though it remembers: what is published, imported and erased by now.</summary>
public sealed class AnsweredCustomerTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_from_the_row_is_byte_for_byte_that_from_the_files_of_the_run()
    {
        await using var shop = await OpenAsync();
        await shop.FirstRunAsync();
        await shop.RunAsync("orders.csv", shop.Orders(1, 1, 1, 1, 1, 1, 1, 1));
        var runs = shop.Spine.Get<PublishedRuns>();
        var run = await runs.GetAsync(2, Cancel);
        foreach (var id in new[] { "c1", "c2", "c3", "c4", "c5", "c6" })
        {
            var text = (await AskAsync(shop, id)).Text;
            var read = JsonSerializer.Deserialize<CustomerAnswer>(text, Json.Options)!;
            var filed = await shop.Spine.Get<CustomerAnswers>().FromFilesAsync(
                read with { Segments = new Dictionary<string, SegmentAnswer>() }, run, Cancel);
            Assert.Equal(JsonSerializer.Serialize(filed, Json.Options), text);
        }
    }

    [Fact]
    public async Task A_publish_of_this_process_is_seen_at_once_while_the_clock_stands()
    {
        await using var shop = await OpenAsync();
        Assert.IsType<ContentResult>(await FindAsync(shop, "c1"));
        await shop.FirstRunAsync();
        Assert.Equal((1, "\"1\""), await RunAndTagAsync(shop, "c1"));
        await shop.RunAsync("orders.csv", shop.Orders(1, 1, 1, 1, 1, 1, 1, 1));
        Assert.Equal((2, "\"2\""), await RunAndTagAsync(shop, "c1"));
        Assert.Equal((2, "\"2\""), await RunAndTagAsync(shop, "c6"));
    }

    [Fact]
    public async Task A_publish_of_another_process_is_seen_within_a_second_and_a_row_behind_it_at_once()
    {
        await using var shop = await OpenAsync();
        await shop.FirstRunAsync();
        var other = new RunLedger(shop.Spine.Get<TableServiceClient>(), _time);
        var second = await shop.ScoreAsync("orders.csv", shop.Orders(1, 1, 1, 1, 1, 1, 1, 1));
        await shop.Spine.ProjectAsync(second);
        Assert.Equal(1, (await RunAndTagAsync(shop, "c1")).Run);
        await other.ChangeAsync(second, row => row.PublishedAt = _time.GetUtcNow(), Cancel);
        Assert.True(await other.PublishAsync(second, Cancel));
        // The row of c1 has run 1 too; all answers of this second are of run 1.
        Assert.Equal(1, (await RunAndTagAsync(shop, "c1")).Run);
        var row = await shop.Spine.Get<TableServiceClient>().GetTableClient("segments").GetEntityAsync<CustomerRow>(
            CustomerKey.Partition("c1"u8), CustomerKey.Current("c1"u8), cancellationToken: Cancel);
        row.Value.PreviousRun = second;
        await shop.Spine.Get<TableServiceClient>().GetTableClient("segments").UpdateEntityAsync(
            row.Value, Azure.ETag.All, TableUpdateMode.Replace, Cancel);
        Assert.Equal(second, (await RunAndTagAsync(shop, "c1")).Run);
        await shop.Spine.Get<RunLedger>().AbandonAsync(99, Cancel);
        _time.Advance(SeenPointer.Kept);
        Assert.Equal(second, (await RunAndTagAsync(shop, "c6")).Run);
    }

    [Fact]
    public async Task A_newer_base_makes_it_stale_at_once_and_the_run_of_it_fresh_again()
    {
        await using var shop = await OpenAsync();
        await shop.FirstRunAsync();
        Assert.False(await IsStaleAsync(shop));
        await shop.ImportAsync("orders.csv", shop.Orders(1));
        Assert.True(await IsStaleAsync(shop));
        await shop.RunAsync("orders.csv", shop.Orders(2));
        Assert.False(await IsStaleAsync(shop));
        var workspaces = shop.Spine.Get<WorkspaceStore>();
        var changed = Some.Workspace(
            "measures.yaml", $"{Some.Measures}\nmore: {{ value: count(orders), kind: value }}\n");
        workspaces.Use(new Deployment(workspaces.Keep(changed), _time.GetUtcNow(), Deployment.Deploy));
        Assert.True(await IsStaleAsync(shop));
    }

    [Fact]
    public async Task A_base_that_another_process_replaced_makes_it_stale_within_a_second()
    {
        await using var shop = await OpenAsync();
        await shop.FirstRunAsync();
        Assert.False(await IsStaleAsync(shop));
        var path = shop.Folder["data/base/manifest.json"];
        var manifest = await File.ReadAllTextAsync(path, Cancel);
        await File.WriteAllTextAsync(
            path, manifest.Replace("\"version\":1", "\"version\":9", StringComparison.Ordinal), Cancel);
        Assert.False(await IsStaleAsync(shop));
        _time.Advance(SeenPointer.Kept);
        Assert.True(await IsStaleAsync(shop));
    }

    [Fact]
    public async Task A_customer_whose_row_was_erased_is_found_nowhere_though_it_was_just_answered()
    {
        await using var shop = await OpenAsync();
        await shop.FirstRunAsync();
        Assert.Equal(1, (await RunAndTagAsync(shop, "c1")).Run);
        await shop.Spine.Get<TableServiceClient>().GetTableClient("segments").DeleteEntityAsync(
            CustomerKey.Partition("c1"u8), CustomerKey.Current("c1"u8), cancellationToken: Cancel);
        Assert.DoesNotContain("segments", (await AskAsync(shop, "c1")).Text, StringComparison.Ordinal);
    }

    private Task<Shop> OpenAsync() => Shop.OpenAsync(services => services.AddSingleton<TimeProvider>(_time));

    private static async Task<(int Run, string ETag)> RunAndTagAsync(Shop shop, string id)
    {
        var (text, http) = await AskAsync(shop, id);
        return (JsonSerializer.Deserialize<CustomerAnswer>(text, Json.Options)!.Run, http.Response.Headers.ETag!);
    }

    private static async Task<bool> IsStaleAsync(Shop shop) =>
        JsonSerializer.Deserialize<CustomerAnswer>((await AskAsync(shop, "c1")).Text, Json.Options)!.Stale;

    private static async Task<(string Text, HttpContext Http)> AskAsync(Shop shop, string id)
    {
        var http = new DefaultHttpContext();
        using var body = new MemoryStream();
        http.Response.Body = body;
        var answer = Assert.IsType<JsonAnswer>(
            await shop.Spine.Get<FindSegments>().OneAsync(http.Request, id, Cancel));
        await answer.ExecuteResultAsync(new ActionContext { HttpContext = http });
        return (Encoding.UTF8.GetString(body.ToArray()), http);
    }

    private static Task<IActionResult> FindAsync(Shop shop, string id) =>
        shop.Spine.Get<FindSegments>().OneAsync(new DefaultHttpContext().Request, id, Cancel);
}
