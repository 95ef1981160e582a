using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Segmentation.Functions.Erasure;
using Segmentation.Functions.Feedback;
using Segmentation.Functions.Lookup;
using Segmentation.Functions.Tests.Messages;

namespace Segmentation.Functions.Tests.Attention;

/// <summary>What becomes of what people say about segments.</summary>
public sealed class FeedbackTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private LimitedTopic _topic = null!;
    private CareShop _shop = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _topic = new LimitedTopic($"Data Source={_folder["topic.db"]}");
        _shop = await CareShop.OpenAsync(services => services.AddSingleton<ServiceBusClient>(_topic));
        await _shop.RunAsync(CareShop.Customers, "2026-06-01");
    }

    public async ValueTask DisposeAsync()
    {
        await _shop.DisposeAsync();
        await _topic.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Three_authors_who_say_wrong_raise_attention_and_it_is_told_once()
    {
        Assert.Equal(201, (await _shop.WrongAsync("c3", "ana")).Status);
        Assert.Equal(200, (await _shop.WrongAsync("c3", "ana")).Status);
        await _shop.WrongAsync("c3", "ben");
        Assert.DoesNotContain(await WordsAsync(), word => word == "wrong-segment");
        Assert.Equal(0, await ToldAsync());
        var third = await _shop.VoteAsync(
            "Cy", """{"scheme": "care", "verdict": "wrong-segment", "suggested": "small", "author": "cy"}""");
        Assert.Equal(
            """{"customer":"c3","scheme":"care","segment":"large","votes":3,"wrong":3,"precision":0,"needsAttention":true}""",
            third.Text);
        var item = (await _shop.ListAsync("?reason=wrong-segment")).Items.Single();
        Assert.Equal(
            ("c3", 50m, "3 of 3 people say that large is wrong, most often small is suggested", new DateOnly(2026, 6, 15)),
            (item.Customer, item.Stake!.Value, item.Reasons[0].Text, item.Reasons[0].Due));
        await _shop.WrongAsync("c3", "dan");
        await _shop.Spine.Get<FeedbackWatch>().LookAsync(Cancel);
        Assert.Equal(1, await ToldAsync());
    }

    [Fact]
    public async Task A_vote_counts_while_the_topic_is_away_and_is_told_later()
    {
        await _shop.WrongAsync("c3", "ana");
        await _shop.WrongAsync("c3", "ben");
        _topic.Left = 0;
        Assert.Equal(201, (await _shop.WrongAsync("c3", "cy")).Status);
        _topic.Left = null;
        await _shop.Spine.Get<FeedbackWatch>().LookAsync(Cancel);
        Assert.Equal(1, await ToldAsync());
    }

    [Fact]
    public async Task As_many_who_say_right_take_the_attention_away_again()
    {
        foreach (var author in new[] { "ana", "ben", "cy" })
            await _shop.WrongAsync("c3", author);
        foreach (var author in new[] { "dan", "eve", "flo" })
            await _shop.WrongAsync("c3", author, "right-segment");
        Assert.DoesNotContain(await WordsAsync(), word => word == "wrong-segment");
    }

    [Fact]
    public async Task A_vote_lapses_when_the_customer_moves_away_even_when_it_comes_back()
    {
        foreach (var author in new[] { "ana", "ben", "cy" })
            await _shop.WrongAsync("c3", author);
        await _shop.WrongAsync("c2", "ana", "right-segment");
        Assert.Equal((4, 3, 0.25m), await LargeAsync());
        await _shop.RunAsync(CareShop.Header + "c3,Cy,u2,5,,,\n", "2026-06-02");
        Assert.Equal((1, 0, 1m), await LargeAsync());
        await _shop.RunAsync(CareShop.Header + "c3,Cy,u2,500,,,\n", "2026-06-03");
        Assert.Equal((1, 0, 1m), await LargeAsync());
        var own = await ListAsync("c3");
        Assert.Equal(3, own.Split("\"stands\":false").Length - 1);
    }

    [Fact]
    public async Task An_erased_customer_leaves_no_vote()
    {
        await _shop.WrongAsync("c3", "ana");
        await _shop.WrongAsync("c2", "ana");
        await _shop.Spine.Get<ErasedTableRows>().CleanAsync(new ErasedCustomer("c3", []), Cancel);
        Assert.Equal(["c2"], (await _shop.Spine.Get<FeedbackLedger>().AllAsync(Cancel)).Select(row => row.Customer));
    }

    private async Task<string[]> WordsAsync() =>
        [.. (await _shop.ListAsync()).Items.SelectMany(item => item.Reasons).Select(reason => reason.Reason)];

    private async Task<int> ToldAsync() => (await _topic.ReadAsync()).Count(message =>
        message.Body.ToString().Contains("\"reason\":\"wrong-segment\"", StringComparison.Ordinal));

    private async Task<(int, int, decimal?)> LargeAsync()
    {
        var answer = await _shop.Spine.Get<ListSchemes>().OneAsync(new DefaultHttpContext().Request, "care", Cancel);
        var card = System.Text.Json.JsonSerializer.Deserialize<SchemeCard>(
            ((ContentResult)answer).Content!, Functions.Hosting.Json.Options)!;
        var counts = card.Segments.Single(segment => segment.Segment == "large").Feedback!;
        return ((int)counts.Votes, (int)counts.Wrong, counts.Precision);
    }

    private async Task<string> ListAsync(string customer) => ((ContentResult)await _shop.Spine.Get<GiveFeedback>()
        .ListAsync(new DefaultHttpContext().Request, customer, Cancel)).Content!;
}
