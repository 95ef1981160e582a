using System.Globalization;
using System.Text.Json;
using EndToEnd;
using Segmentation.Engine.Tracking;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Tests.Runs;

/// <summary>What holds and persons did about customers, told by runs over small bases.</summary>
public sealed class HoldCauseTests : IDisposable
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

    private const string After = """
        scheme: after
        version: 1
        kind: rules
        segments: [{ id: both, when: live = 'awake' AND busy = 'often' }, { id: one, when: live = 'awake' }, { id: no }]

        """;

    private static readonly string[] Holds =
        ["", "", "buffer: 1", "buffer: 30%", "minimum_stay: P20D", "confirm_runs: 2", "confirm_runs: 2\nbypass: [asleep]"];

    private readonly TempFolder _folder = new();
    private int _imports;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_hold_that_ends_is_the_cause()
    {
        await using var spine = await OpenAsync("schemes/live.yaml", Live + "confirm_runs: 2\n");
        await RunAsync(spine, "2026-02-01", [], Orders("2026-01-10", ("a", 1), ("b", 1)));
        Assert.DoesNotContain(await RunAsync(spine, "2026-05-01", [], Orders("2026-04-20", ("b", 1))), OfLive);
        var moves = await RunAsync(spine, "2026-05-02", [], Orders("2026-04-20", ("b", 1)));
        Assert.Equal([("a", "live", "awake", "asleep", "hold-released")], moves.Where(OfLive).Select(Short));
    }

    [Fact]
    public async Task A_hold_that_the_definition_takes_away_is_another_definition()
    {
        await using (var before = await OpenAsync("schemes/live.yaml", Live + "minimum_stay: P1Y\n"))
        {
            await RunAsync(before, "2026-02-01", [], Orders("2026-01-10", ("a", 1), ("b", 1)));
            Assert.DoesNotContain(await RunAsync(before, "2026-05-01", [], Orders("2026-04-20", ("b", 1))), OfLive);
        }

        await using var spine = await OpenAsync();
        var moves = await RunAsync(spine, "2026-05-02", [], Orders("2026-04-20", ("b", 1)));
        Assert.Equal([("a", "live", "awake", "asleep", "definition-change")], moves.Where(OfLive).Select(Short));
    }

    [Fact]
    public async Task What_a_person_sets_takes_back_and_lets_expire_is_the_cause_of_all_that_follows()
    {
        var set = new Override("a", "live", "asleep", "Moved away.", "ann", new DateOnly(2026, 3, 1));
        await using var spine = await OpenAsync("schemes/after.yaml", After);
        await RunAsync(spine, "2026-02-01", [], Orders("2026-01-10", ("a", 1), ("b", 1)));
        var moves = await RunAsync(spine, "2026-02-02", [set, set with { Customer = "b" }], Orders("2026-01-10", ("c", 1)));
        Assert.Equal(
            [("a", "after", "one", "no", "override-set"), ("a", "live", "awake", "asleep", "override-set"),
             ("b", "after", "one", "no", "override-set"), ("b", "live", "awake", "asleep", "override-set")],
            moves.Where(IsOld).Select(Short));
        moves = await RunAsync(spine, "2026-02-03", [set], Orders("2026-01-10", ("c", 1)));
        Assert.Equal(
            [("b", "after", "no", "one", "override-removed"), ("b", "live", "asleep", "awake", "override-removed")],
            moves.Where(IsOld).Where(move => move.Transition.Scheme != "busy").Select(Short));
        moves = await RunAsync(spine, "2026-03-01", [], Orders("2026-01-10", ("c", 1)));
        Assert.Equal(
            [("a", "after", "no", "one", "override-expired"), ("a", "live", "asleep", "awake", "override-expired")],
            moves.Where(IsOld).Where(move => move.Transition.Scheme != "busy").Select(Short));
    }

    [Fact]
    public async Task Two_causes_at_once_are_told_in_their_order()
    {
        var set = new Override("a", "after", "both", "Why.", "ann", new DateOnly(2027, 1, 1));
        await using var spine = await OpenAsync("schemes/after.yaml", After);
        await RunAsync(spine, "2026-02-01", [], Orders("2026-01-10", ("a", 1), ("b", 1)));
        var moves = await RunAsync(spine, "2026-08-01", [set], Orders("2026-01-10", ("b", 1)));
        var move = Assert.Single(moves, one => (one.Transition.Customer, one.Transition.Scheme) == ("a", "after"));
        Assert.Equal(("mixed", "one", "both"), (move.Transition.Cause, move.Transition.From, move.Transition.To));
        Assert.Equal([Cause.ClockDecay, Cause.OverrideSet], move.Transition.Causes);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task The_walk_ends_where_every_customer_is_published(int seed)
    {
        var random = new Random(seed);
        var moved = 0;
        for (var (run, day) = (0, new DateOnly(2026, 2, 1)); run < 6; run++, day = day.AddDays(random.Next(-5, 60)))
        {
            await using var spine = await OpenAsync(
                "schemes/live.yaml", Edited(random, Live, "<= 90", "<= 60", "<= 120"),
                "schemes/busy.yaml", Edited(random, Busy, "f = 2", "f = 2 AND silent < 100"),
                "schemes/after.yaml", Edited(random, After, "live = 'awake' AND", "recent > 1 AND"));
            var orders = Enumerable.Range(0, run == 0 ? 120 : 30).Select(_ => string.Create(
                CultureInfo.InvariantCulture, $"c{random.Next(40)},{day.AddDays(-random.Next(120)):yyyy-MM-dd},10\n"));
            var moves = await RunAsync(
                spine, day.ToString("yyyy-MM-dd", null), Overrides(random), "id,day,amount\n" + string.Concat(orders));
            Assert.All(moves, move => Assert.NotEmpty(move.Transition.Causes));
            moved += moves.Length;
        }

        Assert.True(moved > 20, $"{moved} moved");
    }

    public void Dispose() => _folder.Dispose();

    private static string Edited(Random random, string scheme, string part, params string[] others) =>
        scheme.Replace(part, random.Next(3) > 0 ? part : others[random.Next(others.Length)], StringComparison.Ordinal)
        + Holds[random.Next(Holds.Length)].Replace(
            "asleep", scheme == Live ? "asleep" : scheme == Busy ? "seldom" : "no", StringComparison.Ordinal);

    private static Override[] Overrides(Random random) =>
    [
        .. Enumerable.Range(0, 6).Where(_ => random.Next(2) == 0).Select(customer => new Override(
            $"c{customer}", random.Next(2) == 0 ? "live" : "after", random.Next(2) == 0 ? "asleep" : "no", "Why.", "ann",
            new DateOnly(2027, 1, 1))),
    ];

    private static bool OfLive(Move move) => move.Transition.Scheme == "live";

    private static bool IsOld(Move move) => move.Transition.From is not null;

    private static (string, string, string?, string?, string) Short(Move move) => (
        move.Transition.Customer, move.Transition.Scheme, move.Transition.From, move.Transition.To,
        move.Transition.Cause);

    private static string Orders(string day, params (string Customer, int Count)[] orders) => "id,day,amount\n"
        + string.Concat(orders.SelectMany(order => Enumerable.Repeat($"{order.Customer},{day},10\n", order.Count)));

    private Task<PlainSpine> OpenAsync(params string[] changed) => PlainSpine.OpenAsync(
        _folder.Data, Some.Workspace([
            "workspace.yaml", "name: shop\n", "sources.yaml", Sources, "measures.yaml", Measures,
            "schemes/rfm.yaml", "scheme: rfm\nversion: 1\nkind: rules\nsegments: [{ id: all }]\n",
            "schemes/busy.yaml", Busy, "schemes/live.yaml", Live, .. changed]));

    /// <summary>Takes orders, each in a file of its own, and publishes a run; tells who moved.</summary>
    private async Task<Move[]> RunAsync(PlainSpine spine, string asOf, Override[] set, params string[] orders)
    {
        var name = $"in/{++_imports}";
        for (var i = 0; i < orders.Length; i++)
            _folder.Write($"{name}/orders-{i}.csv", orders[i]);
        Assert.Null((await spine.ImportAsync(_folder[name], delta: true)).Fault);
        var run = await spine.TakeAsync(new RunRequest { AsOf = DateOnly.Parse(asOf, null) });
        await spine.Get<FreezeRun>().RunAsync(run, Cancel);
        if (set.Length > 0)
            _folder.Data.Write(RunStore.Name(run, "overrides.json"), JsonSerializer.SerializeToUtf8Bytes(set, Json.Options));
        await spine.ScoreAsync(run);
        var moves = Enumerable.Range(0, 3).SelectMany(shard => Moves(spine, run, shard))
            .Where(move => move.Transition.To != "all")
            .OrderBy(move => move.Transition.Customer, StringComparer.Ordinal)
            .ThenBy(move => move.Transition.Scheme, StringComparer.Ordinal).ToArray();
        await spine.ProjectAsync(run);
        await spine.Get<PublishRun>().RunAsync(run, Cancel);
        return moves;
    }

    /// <summary>The moves of a shard; the walk that found their causes ended where the customers are.</summary>
    private Move[] Moves(PlainSpine spine, int run, int shard)
    {
        var file = RunWork.MovesName(run, shard);
        if (!_folder.Data.Has(file))
            return [];
        Move[] moves = [.. _folder.Data.Lines(file).Select(line => JsonSerializer.Deserialize<Move>(line, Json.Options)!)];
        var work = spine.Get<RunWork>();
        var published = spine.Get<RunStore>().Shard(work.Inputs(run).Published!.Value, shard);
        var walk = new CauseWalk(work, run, shard, work.Measures(run, shard), published);
        Assert.All(walk.Ways([.. moves.Select(move => move.Transition)]), way =>
            Assert.Equal(way.Key.To, way.Value[^1].Segment));
        return moves;
    }
}
