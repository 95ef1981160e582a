using System.Text.Json;
using EndToEnd;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Tests.Runs;

/// <summary>What moved customers, told by runs over small bases.</summary>
public sealed class CauseTests : IDisposable
{
    private const string Sources = """
        customers: { file: "customers*.csv", id: id }
        streams:
          orders: { file: "orders*.csv", customer: id, time: day, fields: { amount: money } }
        """;

    private const string Measures = """
        frequency: { value: count(orders) }
        recent: { value: count(orders IN LAST 90 DAYS) }
        silent: { value: days_since(last(orders.time)) }
        """;

    // Above half of all in frequency.
    private const string Busy = """
        scheme: busy
        version: 1
        kind: grid
        scores: { f: { of: frequency, quantiles: 2 } }
        missing: none
        segments: [{ id: often, when: f = 2 }, { id: seldom }, { id: none }]
        """;

    private const string Live = """
        scheme: live
        version: 1
        kind: rules
        segments: [{ id: awake, when: silent <= 90 }, { id: asleep }]
        """;

    private static readonly string[] Groups =
    [
        "sources.yaml", Sources.Replace("id: id }", "id: id, parent: parent }", StringComparison.Ordinal),
        "measures.yaml", Measures + "\ngroup: { value: count(orders IN LAST 90 DAYS), rollup: sum }",
        "schemes/live.yaml", Live.Replace("silent <= 90", "group >= 2", StringComparison.Ordinal),
    ];

    private readonly TempFolder _folder = new();
    private int _imports;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_customer_that_did_nothing_is_moved_by_others()
    {
        await using var spine = await OpenAsync();
        await RunAsync(spine, "2026-02-01", Orders("2026-01-10", ("a", 1), ("b", 2), ("c", 4), ("d", 5)));
        var moves = await RunAsync(spine, "2026-02-01", Orders("2026-01-10", ("a", 9), ("b", 9)));
        Assert.Equal(
            [("a", "busy", "seldom", "often", "own-data"), ("b", "busy", "seldom", "often", "own-data"),
             ("c", "busy", "often", "seldom", "population-shift"), ("d", "busy", "often", "seldom", "population-shift")],
            moves.Select(Short));
    }

    [Fact]
    public async Task A_customer_of_whom_only_the_day_changed_is_moved_by_the_clock()
    {
        await using var spine = await OpenAsync();
        await RunAsync(spine, "2026-02-01", Orders("2026-01-10", ("a", 1), ("b", 1)));
        var moves = await RunAsync(spine, "2026-05-01", Orders("2026-04-20", ("b", 1)));
        Assert.Equal([("a", "live", "awake", "asleep", "clock-decay")], moves.Where(OfLive).Select(Short));
        moves = await RunAsync(spine, "2026-09-01", Orders("2026-05-20", ("a", 1)));
        Assert.Equal(
            [("b", "live", "awake", "asleep", "clock-decay")], moves.Where(OfLive).Select(Short));
        moves = await RunAsync(spine, "2026-09-02", Orders("2026-09-02", ("a", 1)));
        Assert.Equal([("a", "live", "asleep", "awake", "own-data")], moves.Where(OfLive).Select(Short));
    }

    [Fact]
    public async Task Orders_that_fall_out_of_a_window_are_the_clocks_and_orders_that_fall_into_it_the_customers()
    {
        await using var spine = await OpenAsync("schemes/live.yaml", Live.Replace(
            "silent <= 90", "recent >= 2", StringComparison.Ordinal));
        await RunAsync(spine, "2026-02-01", Orders("2026-01-10", ("a", 2), ("b", 1)));
        var moves = await RunAsync(spine, "2026-05-01", Orders("2026-04-20", ("b", 2)));
        Assert.Equal(
            [("a", "live", "awake", "asleep", "clock-decay"), ("b", "live", "asleep", "awake", "own-data")],
            moves.Where(OfLive).Select(Short));
    }

    [Fact]
    public async Task A_changed_definition_is_told_from_what_happened_at_the_same_time()
    {
        await using (var before = await OpenAsync())
            await RunAsync(before, "2026-04-01", Orders("2026-01-10", ("a", 1), ("b", 1)), Orders("2026-03-20", ("c", 1)));
        await using var spine = await OpenAsync("schemes/live.yaml", Live.Replace("90", "30", StringComparison.Ordinal));
        // a is silent for 110 days, b too but ordered again, c for 41: only the new definition makes that long.
        var moves = await RunAsync(spine, "2026-04-30", Orders("2026-04-20", ("b", 1)));
        Assert.Equal(
            [("a", "live", "awake", "asleep", "clock-decay"), ("c", "live", "awake", "asleep", "definition-change")],
            moves.Where(OfLive).Select(Short));
    }

    [Fact]
    public async Task Edges_are_learned_anew_under_the_old_definition_before_the_new_one_is_looked_at()
    {
        await using (var before = await OpenAsync())
        {
            await RunAsync(
                before, "2026-02-01", Orders("2026-01-10", ("a", 1), ("b", 2), ("c", 4), ("d", 5), ("e", 30)));
        }

        await using var spine = await OpenAsync("schemes/busy.yaml", Busy.Replace(
            "f = 2", "f = 2 AND frequency < 20", StringComparison.Ordinal));
        var moves = await RunAsync(spine, "2026-02-01", Orders("2026-01-10", ("a", 9), ("b", 9), ("d", 1)));
        Assert.Equal(
            [("b", "busy", "seldom", "often", "own-data"), ("d", "busy", "often", "seldom", "population-shift"), ("e", "busy", "often", "seldom", "definition-change")],
            moves.Select(Short));
    }

    [Fact]
    public async Task Several_steps_are_a_mixed_cause_with_its_parts()
    {
        await using var spine = await OpenAsync("schemes/live.yaml", """
            scheme: live
            version: 1
            kind: rules
            segments: [{ id: large, when: frequency >= 3 AND silent <= 90 }, { id: awake, when: silent <= 90 }, { id: asleep }]
            """);
        await RunAsync(spine, "2026-02-01", Orders("2026-01-10", ("a", 1), ("b", 1)));
        var moves = await RunAsync(spine, "2026-08-01", Orders("2026-01-11", ("a", 2)), Orders("2026-07-30", ("b", 1)));
        var move = Assert.Single(moves, OfLive);
        Assert.Equal(("a", "live", "awake", "asleep", "mixed"), Short(move));
        Assert.Equal(["own-data", "clock-decay"], move.Transition.Causes);
    }

    [Fact]
    public async Task Other_sources_are_another_definition()
    {
        await using (var before = await OpenAsync())
            await RunAsync(before, "2026-02-01", Orders("2026-01-10", ("a", 1)), Orders("2025-09-01", ("a", 1)));
        await using var spine = await OpenAsync("sources.yaml", Sources.Replace(
            "time: day,", "time: day, where: \"day <> '2026-01-10'\",", StringComparison.Ordinal));
        var moves = await RunAsync(spine, "2026-02-02", Orders("2026-01-11", ("b", 1)));
        Assert.Equal(
            [("a", "live", "awake", "asleep", "definition-change"), ("b", "live", null, "awake", "first-seen")],
            moves.Where(OfLive).Select(Short));
    }

    [Fact]
    public async Task An_earlier_day_is_the_clock_too()
    {
        await using var spine = await OpenAsync();
        await RunAsync(spine, "2026-06-01", Orders("2026-01-10", ("a", 1)));
        var moves = await RunAsync(spine, "2026-02-01", Orders("2026-01-01", ("b", 1)));
        Assert.Equal(
            [("a", "live", "asleep", "awake", "clock-decay"), ("b", "live", null, "awake", "first-seen")],
            moves.Where(OfLive).Select(Short));
    }

    [Fact]
    public async Task A_customer_falls_out_of_a_tier_by_its_own_data_by_others_and_by_another_cut()
    {
        const string tiers = """
            scheme: busy
            version: 1
            kind: tiers
            of: frequency
            share: 60%
            missing: none
            segments: [{ id: large }, { id: small }]
            """;
        await using (var spine = await OpenAsync("schemes/busy.yaml", tiers))
        {
            await RunAsync(spine, "2026-02-01", Orders("2026-01-10", ("a", 5), ("b", 4), ("c", 2)));
            // a and b had 9 of 11. Then c and a have 15 of 19, and b falls out although nothing of it changed.
            var moves = await RunAsync(spine, "2026-02-01", Orders("2026-01-11", ("c", 8)));
            Assert.Equal(
                [("b", "busy", "large", "small", "population-shift"), ("c", "busy", "small", "large", "own-data")],
                moves.Where(move => move.Transition.Scheme == "busy").Select(Short));
        }

        await using var changed = await OpenAsync("schemes/busy.yaml", tiers.Replace(
            "60%", "90%", StringComparison.Ordinal));
        var last = await RunAsync(changed, "2026-02-01", Orders("2026-01-12", ("a", 1)));
        Assert.Equal([("b", "busy", "small", "large", "definition-change")], last.Select(Short));
    }

    [Fact]
    public async Task Minutes_that_are_shared_anew_move_customers_by_the_rows_of_all_and_by_the_clock()
    {
        await using var spine = await OpenAsync(
            "measures.yaml", Measures + "\neffort: { value: recent, allocate: 1h }",
            "schemes/live.yaml", Live.Replace("silent <= 90", "effort >= 30", StringComparison.Ordinal));
        await RunAsync(spine, "2026-02-01", Orders("2026-01-10", ("a", 3), ("b", 2)));
        // a has 36 of 60 minutes, b 24; then they have 20 and 40.
        var moves = await RunAsync(spine, "2026-02-02", Orders("2026-02-01", ("b", 4)));
        Assert.Equal(
            [("a", "live", "awake", "asleep", "own-data"), ("b", "live", "asleep", "awake", "own-data")],
            moves.Where(OfLive).Select(Short));
        moves = await RunAsync(spine, "2026-08-01", Orders("2025-12-31", ("a", 1)));
        Assert.Equal([("b", "live", "awake", "asleep", "clock-decay")], moves.Where(OfLive).Select(Short));
    }

    [Fact]
    public async Task What_those_below_a_customer_do_is_its_own_data_where_measures_are_rolled_up()
    {
        await using var spine = await OpenAsync(Groups);
        _folder.Write("in/1/customers.csv", "id,parent\ntop,\nlow,top\n");
        await RunAsync(spine, "2026-02-01", Orders("2026-01-10", ("low", 2)));
        var moves = await RunAsync(spine, "2026-05-01", Orders("2026-01-11", ("other", 1)));
        Assert.Equal(
            [("low", "live", "awake", "asleep", "clock-decay"), ("other", "live", null, "asleep", "first-seen"),
             ("top", "live", "awake", "asleep", "clock-decay")], moves.Where(OfLive).Select(Short));
        moves = await RunAsync(spine, "2026-05-02", Orders("2026-05-02", ("top", 1), ("low", 1)));
        Assert.Equal([("top", "live", "asleep", "awake", "own-data")], moves.Where(OfLive).Select(Short));
    }

    [Fact]
    public async Task A_rollup_that_is_taken_back_is_another_definition()
    {
        await using (var before = await OpenAsync(Groups))
        {
            _folder.Write("in/1/customers.csv", "id,parent\ntop,\nlow,top\nbase,low\n");
            await RunAsync(before, "2026-02-01", Orders("2026-01-10", ("low", 2)));
        }

        await using var spine = await OpenAsync(
            [.. Groups.Select(text => text.Replace(", rollup: sum", "", StringComparison.Ordinal))]);
        var moves = await RunAsync(spine, "2026-02-02", Orders("2026-02-02", ("base", 2)));
        Assert.Equal(
            [("base", "live", "asleep", "awake", "own-data"), ("top", "live", "awake", "asleep", "definition-change")],
            moves.Where(OfLive).Select(Short));
    }

    [Fact]
    public async Task A_scheme_is_moved_by_another_for_the_cause_of_that_one()
    {
        await using var spine = await OpenAsync("schemes/after.yaml", """
            scheme: after
            version: 1
            kind: rules
            segments: [{ id: seen, when: busy = 'often' AND f = 2 }, { id: unseen }]
            """);
        await RunAsync(spine, "2026-02-01", Orders("2026-01-10", ("a", 1), ("b", 2), ("c", 4), ("d", 5)));
        var moves = await RunAsync(spine, "2026-02-01", Orders("2026-01-10", ("a", 9), ("b", 9)));
        Assert.Equal(
            [("a", "after", "unseen", "seen", "own-data"), ("b", "after", "unseen", "seen", "own-data"),
             ("c", "after", "seen", "unseen", "population-shift"), ("d", "after", "seen", "unseen", "population-shift")],
            moves.Where(move => move.Transition.Scheme == "after").Select(Short));
        Assert.Equal(
            [new Reason("busy", "seldom", "often", null, null), new Reason("f", 1L, 2L, null, null)],
            moves.First(move => move.Transition.Scheme == "after").Reasons.Select(reason => reason with
            {
                Before = Plain(reason.Before),
                After = Plain(reason.After),
            }));
    }

    [Fact]
    public async Task A_move_out_of_a_renamed_segment_has_no_cause_but_its_own()
    {
        await using (var before = await OpenAsync())
            await RunAsync(before, "2026-02-01", Orders("2026-01-10", ("a", 1), ("b", 1)));
        await using var spine = await OpenAsync("schemes/live.yaml", Live
            .Replace("id: awake", "id: lively, renamed_from: awake", StringComparison.Ordinal)
            .Replace("version: 1", "version: 2", StringComparison.Ordinal));
        var moves = await RunAsync(spine, "2026-05-01", Orders("2026-04-20", ("b", 1)));
        Assert.Equal([("a", "live", "lively", "asleep", "clock-decay")], moves.Where(OfLive).Select(Short));
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>A value that was read from JSON.</summary>
    private static object? Plain(object? value) => value is JsonElement json
        ? json.ValueKind == JsonValueKind.Number ? json.GetInt64() : json.GetString()
        : value;

    private static bool OfLive(Move move) => move.Transition.Scheme == "live";

    private static (string, string, string?, string?, string) Short(Move move) => (
        move.Transition.Customer, move.Transition.Scheme, move.Transition.From, move.Transition.To,
        move.Transition.Cause);

    private static string Orders(string day, params (string Customer, int Count)[] orders) => "id,day,amount\n"
        + string.Concat(orders.SelectMany(order => Enumerable.Repeat($"{order.Customer},{day},10\n", order.Count)));

    private Task<PlainSpine> OpenAsync(params string[] changed) => PlainSpine.OpenAsync(
        _folder.Data, Some.Workspace([
            "workspace.yaml", "name: shop\nhold_if_moved: 100%\n", "sources.yaml", Sources, "measures.yaml", Measures,
            "schemes/rfm.yaml", "scheme: rfm\nversion: 1\nkind: rules\nsegments: [{ id: all }]\n",
            "schemes/busy.yaml", Busy, "schemes/live.yaml", Live, .. changed]));

    /// <summary>Takes orders, each in a file of its own, and publishes a run; tells who moved.</summary>
    private async Task<Move[]> RunAsync(PlainSpine spine, string asOf, params string[] orders)
    {
        var name = $"in/{++_imports}";
        for (var i = 0; i < orders.Length; i++)
            _folder.Write($"{name}/orders-{i}.csv", orders[i]);
        Assert.Null((await spine.ImportAsync(_folder[name], delta: true)).Fault);
        var run = await spine.TakeAsync(new RunRequest { AsOf = DateOnly.Parse(asOf, null) });
        await spine.ScoreAsync(run);
        var moves = Enumerable.Range(0, 3).SelectMany(shard => MovesOf.Shard(_folder.Data, run, shard))
            .Where(move => move.Transition.To != "all")
            .OrderBy(move => move.Transition.Customer, StringComparer.Ordinal)
            .ThenBy(move => move.Transition.Scheme, StringComparer.Ordinal).ToArray();
        await spine.ProjectAsync(run);
        await spine.Get<PublishRun>().RunAsync(run, Cancel);
        return moves;
    }
}
