using System.Globalization;
using System.Text.Json.Nodes;
using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Segmentation.Functions.Lookup;
using Segmentation.Functions.Runs;
using Segmentation.Functions.Tests.Messages;

namespace Segmentation.Functions.Tests.Lookup;

/// <summary>A shop whose run 1 moves nobody, whose run 3 is given up, and whose runs 2, 4 and 5 move customers.
/// </summary>
public sealed class MovingShop : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private readonly LimitedTopic _topic;

    public MovingShop() => _topic = new LimitedTopic($"Data Source={_folder["topic.db"]}");

    internal Shop Shop { get; private set; } = null!;

    /// <summary>The messages about moves that were sent, by run and sequence.</summary>
    internal JsonNode[] Sent { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        Shop = await Shop.OpenAsync(services => services.AddSingleton<ServiceBusClient>(_topic));
        await Shop.FirstRunAsync();
        await Shop.RunAsync("orders.csv", Moving(1));
        await Shop.Spine.GiveUpAsync(await Shop.ScoreAsync("orders.csv", Moving(6)));
        await Shop.RunAsync("orders.csv", Moving(2));
        await Shop.RunAsync("orders.csv", Moving(3));
        Sent =
        [
            .. (await _topic.ReadAsync())
                .Where(message => message.Subject == "segmentation.customer.transitioned.v1")
                .Select(message => JsonNode.Parse(message.Body.ToString())!)
                .OrderBy(move => (ListTransitionsTests.Run(move), ListTransitionsTests.Sequence(move))),
        ];
        Assert.Equal([2, 4, 5], Sent.Select(ListTransitionsTests.Run).Distinct());
    }

    public async ValueTask DisposeAsync()
    {
        await Shop.DisposeAsync();
        await _topic.DisposeAsync();
        _folder.Dispose();
    }

    private string Moving(int customer) => Shop.Orders([.. Enumerable.Repeat(customer, 12 * customer + 10)]);
}

/// <summary>The list of transitions is the topic again.</summary>
public sealed class ListTransitionsTests(MovingShop moving) : IClassFixture<MovingShop>
{
    private readonly JsonNode[] _sent = moving.Sent;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1_000)]
    public async Task From_the_beginning_it_has_every_message_with_its_id_and_body_page_by_page(int limit)
    {
        var (items, next) = (new List<JsonNode>(), default(string));
        do
        {
            var page = Asked.Ok(await ListAsync(next, limit));
            items.AddRange(page["items"]!.AsArray()!);
            next = (string?)page["next"];
        }
        while (next is not null);
        Assert.Equal(Texts(_sent), Texts(items));
    }

    [Fact]
    public async Task Behind_every_place_are_the_messages_that_follow()
    {
        for (var known = 0; known < _sent.Length; known++)
            Assert.Equal(Texts(_sent[(known + 1)..]), await BehindAsync(Run(_sent[known]), Sequence(_sent[known])));
    }

    [Theory]
    [InlineData(1, 0, 2)]
    [InlineData(1, 99, 2)]
    [InlineData(2, 999, 4)]
    [InlineData(3, 1, 4)]
    [InlineData(4, long.MaxValue, 5)]
    [InlineData(5, 999, 6)]
    [InlineData(6, 0, 6)]
    [InlineData(99, 1, 6)]
    public async Task Behind_a_run_that_moved_nobody_was_given_up_or_has_no_more_are_the_next_runs(
        int run, long sequence, int next) =>
        Assert.Equal(Texts(_sent.Where(move => Run(move) >= next)), await BehindAsync(run, sequence));

    [Fact]
    public async Task Where_moves_may_be_missing_a_place_has_expired_and_the_beginning_is_what_is_kept()
    {
        // Run 2 may be kept because another run needs its files, when a later one is gone.
        var (data, inputs) = (moving.Shop.Folder.Data, RunStore.Name(4, RunStore.InputsFile));
        var hidden = data.Read(inputs);
        data.Delete(inputs);
        foreach (var (run, sequence) in new[] { (1, 0L), (2, 1L), (3, 1L), (4, 1L) })
            Assert.Equal((410, "cursor-expired"), Asked.Problem(await ListAsync(Place(run, sequence))));
        Assert.Equal(Texts(_sent.Where(move => Run(move) == 5)), await BehindAsync(5, 0));
        Assert.Equal(Texts(_sent.Where(move => Run(move) != 4)), await BehindAsync(0, 0));
        data.Write(inputs, hidden);
    }

    private Task<IActionResult> ListAsync(string? after, int limit = 1_000) =>
        moving.Shop.Spine.Get<ListTransitions>().RunAsync(new Asked(string.Create(
            CultureInfo.InvariantCulture, $"?limit={limit}{(after is null ? "" : "&after=")}{after}")).Request, Cancel);

    private async Task<string[]> BehindAsync(int run, long sequence) =>
        Texts(Asked.Ok(await ListAsync(Place(run, sequence)))["items"]!.AsArray()!);

    private static string Place(int run, long sequence) =>
        string.Create(CultureInfo.InvariantCulture, $"{run}.{sequence}");

    private static string[] Texts(IEnumerable<JsonNode> messages) => [.. messages.Select(move => move.ToJsonString())];

    internal static int Run(JsonNode move) => (int)move["data"]!["run"]!;

    internal static long Sequence(JsonNode move) => (long)move["data"]!["sequence"]!;
}
