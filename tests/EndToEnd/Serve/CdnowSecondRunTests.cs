using System.Text.Json;

namespace EndToEnd.Serve;

/// <summary>A second import moves customers: look-ups, history, transitions and messages tell the same.</summary>
public sealed class CdnowSecondRunTests(ServedCdnow served) : IClassFixture<ServedCdnow>
{
    private const string Moved = "segmentation.customer.transitioned.v1";

    [Fact]
    public async Task Many_customers_moved_to_the_second_run()
    {
        var (_, before, after) = await served.SecondAsync();
        Assert.All(after, customer => Assert.Equal(
            (2, ServedCdnow.Later),
            (customer.GetProperty("run").GetInt32(), customer.GetProperty("asOf").GetString()!)));
        Assert.InRange(Differences(before, after).Count, 1_000, before.Length);
    }

    [Fact]
    public async Task Every_moved_customer_has_one_move_in_its_history_and_no_other_customer_has()
    {
        var (app, before, after) = await served.SecondAsync();
        var moved = Differences(before, after);
        var stayed = ServedCdnow.Ids.Where(id => !moved.ContainsKey(id)).Where((_, i) => i % 100 == 0).ToArray();
        Assert.NotEmpty(stayed);
        await Parallel.ForEachAsync(
            moved.Keys.Concat(stayed), TestContext.Current.CancellationToken, async (id, _) =>
            {
                var moves = (await app.Api.OkAsync($"customers/{id}/history")).Items;
                Assert.Equal(moved.ContainsKey(id) ? 1 : 0, moves.Length);
                Assert.All(moves, move => Assert.Equal(
                    (2, "rfm", moved[id]), (move.GetProperty("run").GetInt32(), move.GetProperty("scheme").GetString()!,
                        (move.GetProperty("from").GetString()!, move.GetProperty("to").GetString()!))));
            });
    }

    [Fact]
    public async Task Transitions_page_by_page_are_the_differences_of_the_look_ups()
    {
        var (app, before, after) = await served.SecondAsync();
        var lines = await app.Api.AllAsync("transitions?limit=300", "after");
        var moves = lines.Where(line => line.GetProperty("type").GetString() == Moved)
            .Select(line => line.GetProperty("data")).ToArray();
        Assert.Equal(
            Differences(before, after).OrderBy(move => move.Key, StringComparer.Ordinal),
            moves.Select(data => KeyValuePair.Create(data.GetProperty("customer").GetString()!, (
                    data.GetProperty("from").GetString()!, data.GetProperty("to").GetString()!)))
                .OrderBy(move => move.Key, StringComparer.Ordinal));
        Assert.Equal(
            Enumerable.Range(1, moves.Length), moves.Select(data => data.GetProperty("sequence").GetInt32()));
        Assert.Equal(lines.Count, lines.DistinctBy(line => line.GetProperty("id").GetString()).Count());
    }

    [Fact]
    public async Task Transitions_of_one_cause_or_scheme_are_a_part_of_all()
    {
        var (app, before, after) = await served.SecondAsync();
        var count = Differences(before, after).Count;
        Assert.Equal(count, (await app.Api.AllAsync("transitions?scheme=rfm&limit=1000", "after")).Count);
        Assert.Empty(await app.Api.AllAsync("transitions?scheme=none&limit=1000", "after"));
        var causes = (await app.Api.AllAsync("transitions?scheme=rfm&limit=1000", "after"))
            .CountBy(line => line.GetProperty("data").GetProperty("cause").GetString()!).ToArray();
        foreach (var (cause, number) in causes)
            Assert.Equal(number, (await app.Api.AllAsync($"transitions?cause={cause}&limit=1000", "after")).Count);
        Assert.Equal(count, causes.Sum(cause => cause.Value));
    }

    [Fact]
    public async Task Every_transition_is_sent_once_as_it_is_listed()
    {
        var (app, _, _) = await served.SecondAsync();
        var sent = app.Messages();
        Assert.Equal(sent.Length, sent.DistinctBy(message => message.GetProperty("id").GetString()).Count());
        var listed = await app.Api.AllAsync("transitions?limit=1000", "after");
        Assert.Equal(Moves(listed), Moves(sent));
    }

    [Fact]
    public async Task A_day_before_the_second_run_answers_the_first()
    {
        var (app, before, _) = await served.SecondAsync();
        foreach (var then in before.Where((_, i) => i % 400 == 1))
        {
            var id = then.GetProperty("customer").GetString()!;
            foreach (var day in new[] { ServedCdnow.AsOf, "1998-07-31" })
            {
                var found = (await app.Api.OkAsync($"customers/{id}?asOf={day}")).Json;
                Assert.Equal(1, found.GetProperty("run").GetInt32());
                Assert.Equal(Text(then.GetProperty("segments")), Text(found.GetProperty("segments")));
            }
        }

        var early = await app.Api.GetAsync("customers/00004?asOf=1998-06-30");
        Assert.Equal((404, "no-run"), (early.Status, early["code"].GetString()!));
    }

    [Fact]
    public async Task Explain_tells_what_moved_a_customer()
    {
        var (app, before, after) = await served.SecondAsync();
        foreach (var (id, move) in Differences(before, after).Where((_, i) => i % 1_000 == 5))
        {
            var told = (await app.Api.OkAsync($"customers/{id}/explain"))["move"];
            Assert.Equal((move, 2), (
                (told.GetProperty("from").GetString()!, told.GetProperty("to").GetString()!),
                told.GetProperty("run").GetInt32()));
            Assert.NotEmpty(told.GetProperty("inputs").EnumerateArray());
        }
    }

    [Fact]
    public async Task A_cursor_of_the_first_run_goes_on_in_the_first_run()
    {
        // An app of its own: the cursor is taken before the second run.
        await using var own = new ServedCdnow();
        var first = await (await own.FirstAsync()).Api.OkAsync("schemes/rfm/segments/loyal/customers?limit=10");
        var (app, before, _) = await own.SecondAsync();
        var rest = await app.Api.AllAsync("schemes/rfm/segments/loyal/customers?limit=1000", next: first.Next);
        Assert.Equal(
            before.Where(customer => Shop.SegmentOf(customer, "rfm") == "loyal")
                .Select(customer => customer.GetProperty("customer").GetString()),
            first.Items.Concat(rest).Select(customer => customer.GetProperty("customer").GetString())
                .Order(StringComparer.Ordinal));
    }

    private static Dictionary<string, (string From, string To)> Differences(
        JsonElement[] before, JsonElement[] after) => before.Zip(after)
        .Select(pair => (
            Id: pair.First.GetProperty("customer").GetString()!,
            From: Shop.SegmentOf(pair.First, "rfm")!, To: Shop.SegmentOf(pair.Second, "rfm")!))
        .Where(move => move.From != move.To).ToDictionary(move => move.Id, move => (move.From, move.To));

    private static IEnumerable<string> Moves(IEnumerable<JsonElement> lines) => lines
        .Where(line => line.GetProperty("type").GetString() == Moved).Select(Text).Order(StringComparer.Ordinal);

    private static string Text(JsonElement json) => JsonSerializer.Serialize(json);
}
