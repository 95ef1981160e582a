using System.Globalization;
using Segmentation.Engine.Tracking;
using Segmentation.Functions.Runs;
using static Segmentation.Functions.Tests.Runs.HeldBusiness;

namespace Segmentation.Functions.Tests.Runs;

/// <summary>What holds and persons did about customers, told by runs over small bases.</summary>
public sealed class HoldCauseTests : IDisposable
{
    private static readonly string[] Holds =
    [
        "", "", "buffer: 1", "buffer: 30%", "minimum_stay: P20D", "confirm_runs: 2",
        "confirm_runs: 2\nbypass: [asleep]",
    ];

    private readonly HeldBusiness _business = new();

    [Fact]
    public async Task A_hold_that_ends_is_the_cause()
    {
        await using var spine = await _business.OpenAsync("schemes/live.yaml", Live + "confirm_runs: 2\n");
        await _business.RunAsync(spine, "2026-02-01", [], Orders("2026-01-10", ("a", 1), ("b", 1)));
        Assert.DoesNotContain(
            await _business.RunAsync(spine, "2026-05-01", [], Orders("2026-04-20", ("b", 1))), OfLive);
        var moves = await _business.RunAsync(spine, "2026-05-02", [], Orders("2026-04-20", ("b", 1)));
        Assert.Equal([("a", "live", "awake", "asleep", "hold-released")], moves.Where(OfLive).Select(Short));
    }

    [Fact]
    public async Task A_hold_that_the_definition_takes_away_is_another_definition()
    {
        await using (var before = await _business.OpenAsync("schemes/live.yaml", Live + "minimum_stay: P1Y\n"))
        {
            await _business.RunAsync(before, "2026-02-01", [], Orders("2026-01-10", ("a", 1), ("b", 1)));
            Assert.DoesNotContain(
                await _business.RunAsync(before, "2026-05-01", [], Orders("2026-04-20", ("b", 1))), OfLive);
        }

        await using var spine = await _business.OpenAsync();
        var moves = await _business.RunAsync(spine, "2026-05-02", [], Orders("2026-04-20", ("b", 1)));
        Assert.Equal([("a", "live", "awake", "asleep", "definition-change")], moves.Where(OfLive).Select(Short));
    }

    [Fact]
    public async Task What_a_person_sets_takes_back_and_lets_expire_is_the_cause_of_all_that_follows()
    {
        var set = new Override("a", "live", "asleep", "Moved away.", "ann", new DateOnly(2026, 3, 1));
        await using var spine = await _business.OpenAsync("schemes/after.yaml", After);
        await _business.RunAsync(spine, "2026-02-01", [], Orders("2026-01-10", ("a", 1), ("b", 1)));
        var moves = await _business.RunAsync(
            spine, "2026-02-02", [set, set with { Customer = "b", Expires = DateOnly.MaxValue }],
            Orders("2026-01-10", ("c", 1)));
        Assert.Equal(
            [("a", "after", "one", "no", "override-set"), ("a", "live", "awake", "asleep", "override-set"),
             ("b", "after", "one", "no", "override-set"), ("b", "live", "awake", "asleep", "override-set")],
            moves.Where(IsOld).Select(Short));
        moves = await _business.RunAsync(spine, "2026-02-03", [set], Orders("2026-01-10", ("c", 1)));
        Assert.Equal(
            [("b", "after", "no", "one", "override-removed"), ("b", "live", "asleep", "awake", "override-removed")],
            moves.Where(IsOld).Where(move => move.Transition.Scheme != "busy").Select(Short));
        moves = await _business.RunAsync(spine, "2026-03-01", [], Orders("2026-01-10", ("c", 1)));
        Assert.Equal(
            [("a", "after", "no", "one", "override-expired"), ("a", "live", "asleep", "awake", "override-expired")],
            moves.Where(IsOld).Where(move => move.Transition.Scheme != "busy").Select(Short));
    }

    [Fact]
    public async Task Two_causes_at_once_are_told_in_their_order()
    {
        var set = new Override("a", "after", "both", "Why.", "ann", new DateOnly(2027, 1, 1));
        await using var spine = await _business.OpenAsync("schemes/after.yaml", After);
        await _business.RunAsync(spine, "2026-02-01", [], Orders("2026-01-10", ("a", 1), ("b", 1)));
        var moves = await _business.RunAsync(spine, "2026-08-01", [set], Orders("2026-01-10", ("b", 1)));
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
            await using var spine = await _business.OpenAsync(
                "schemes/live.yaml", Edited(random, Live, "<= 90", "<= 60", "<= 120"),
                "schemes/busy.yaml", Edited(random, Busy, "f = 2", "f = 2 AND silent < 100"),
                "schemes/after.yaml", Edited(random, After, "live = 'awake' AND", "recent > 1 AND"));
            var orders = Enumerable.Range(0, run == 0 ? 120 : 30).Select(_ => string.Create(
                CultureInfo.InvariantCulture, $"c{random.Next(40)},{day.AddDays(-random.Next(120)):yyyy-MM-dd},10\n"));
            var moves = await _business.RunAsync(
                spine, day.ToString("yyyy-MM-dd", null), Overrides(random), "id,day,amount\n" + string.Concat(orders));
            Assert.All(moves, move => Assert.NotEmpty(move.Transition.Causes));
            moved += moves.Length;
        }

        Assert.True(moved > 20, $"{moved} moved");
    }

    public void Dispose() => _business.Dispose();

    private static string Edited(Random random, string scheme, string part, params string[] others) =>
        scheme.Replace(part, random.Next(3) > 0 ? part : others[random.Next(others.Length)], StringComparison.Ordinal)
        + Holds[random.Next(Holds.Length)].Replace(
            "asleep", scheme == Live ? "asleep" : scheme == Busy ? "seldom" : "no", StringComparison.Ordinal);

    private static Override[] Overrides(Random random) =>
    [
        .. Enumerable.Range(0, 6).Where(_ => random.Next(2) == 0).Select(customer => new Override(
            $"c{customer}", random.Next(2) == 0 ? "live" : "after", random.Next(2) == 0 ? "asleep" : "no", "Why.",
            "ann", new DateOnly(2027, 1, 1))),
    ];

    private static bool OfLive(Move move) => move.Transition.Scheme == "live";

    private static bool IsOld(Move move) => move.Transition.From is not null;

    private static (string, string, string?, string?, string) Short(Move move) => (
        move.Transition.Customer, move.Transition.Scheme, move.Transition.From, move.Transition.To,
        move.Transition.Cause);
}
