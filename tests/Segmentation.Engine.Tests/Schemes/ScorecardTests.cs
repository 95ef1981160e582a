using FsCheck;
using FsCheck.Fluent;
using Segmentation.Engine.Calibration;
using Segmentation.Engine.Columns;

namespace Segmentation.Engine.Tests.Schemes;

public sealed class ScorecardTests
{
    private const string Touch = """
        scheme: high-low
        version: 1
        kind: scorecard
        points:
          worth: { of: arr, quantiles: 4, weight: 8.125 }
          size: { of: seats, edges: [20, 10], weight: -0.000003, better: less }
          detractor: { when: "nps <= 6", points: -15 }
          live: { when: "phase = 'live'", points: 0.1, missing: included }
        missing: unscored
        segments:
          - { id: high, from: 20 }
          - { id: middle, from: 8.1 }
          - { id: low }
        """;

    [Fact]
    public void Contributions_are_points_times_scores_and_the_total_is_their_exact_sum_whatever_the_shards() =>
        Prop.ForAll<int>(seed =>
        {
            var random = new Random(seed);
            var accounts = Account.Some(random);
            var set = Account.Bind(Touch);
            var edges = Account.Learn(set, accounts);

            random.Shuffle(accounts);
            Assert.Equal(
                edges["high-low"].Select(edge => string.Join(' ', edge.Exact!)),
                Account.Learn(set, accounts.Chunk(random.Next(1, 9)))["high-low"]
                    .Select(edge => string.Join(' ', edge.Exact!)));
            var expected = accounts.Select(account => Expected(account, edges["high-low"])).ToArray();
            var at = 0;
            foreach (var shard in accounts.Chunk(random.Next(1, 9)))
            {
                var results = Account.Decide(set, edges, shard);
                var decision = results.Of(set.Schemes[0]);
                var segments = Account.Segments(set, "high-low", results);
                for (var i = 0; i < shard.Length; i++, at++)
                {
                    Assert.Equal(expected[at].Points, decision.Columns.Select(column => Cell(column, i)));
                    Assert.Equal(expected[at].Segment, segments[i]);
                }
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_total_on_a_threshold_reaches_it() => Assert.Equal(
        ["high", "middle", "low"],
        Account.Segments(
            """
            scheme: s
            version: 1
            kind: scorecard
            points: { p: { when: nps > 5, points: 2.5 }, q: { when: seats > 5, points: 2.5 } }
            missing: unscored
            segments: [{ id: high, from: 5 }, { id: middle, from: 2.5 }, { id: low }, { id: unscored }]
            """,
            new Account(Nps: 9, Seats: 9), new Account(Nps: 9), new Account(Nps: 1, Seats: 2)));

    [Theory]
    [InlineData("excluded", "low", "0", 1)]
    [InlineData("included", "high", "7", 1)]
    [InlineData("unknown", "unscored", null, 1)]
    public void A_condition_that_is_unknown_counts_as_its_policy_says(
        string policy, string segment, string? points, int unknown)
    {
        var set = Account.Bind($$"""
            scheme: s
            version: 1
            kind: scorecard
            points: { p: { when: nps > 5, points: 7, missing: {{policy}} } }
            missing: unscored
            segments: [{ id: high, from: 1 }, { id: low }]
            """);
        var results = Account.Decide(set, new Account(), new Account(Nps: 9), new Account(Nps: 1));
        var decision = results.Of(set.Schemes[0]);

        Assert.Equal([segment, "high", "low"], Account.Segments(set, "s", results));
        Assert.Equal(points, Cell(decision.Columns[1], 0)?.ToString(null, null));
        Assert.Equal([(sbyte)unknown, 0, 0], decision.Unknown);
    }

    /// <summary>The contributions, their total, and the segment, by hand.</summary>
    private static (decimal?[] Points, string Segment) Expected(Account account, Edges[] edges)
    {
        if (account is not { Arr: { } arr, Seats: { } seats })
            return (new decimal?[5], "unscored");
        decimal?[] points =
        [
            8.125m * (1 + edges[0].Exact!.Count(edge => edge < arr)),
            -0.000003m * (3 - new[] { 10, 20 }.Count(edge => edge < seats)),
            account.Nps <= 6 ? -15 : 0, account.Phase is null or "live" ? 0.1m : 0,
        ];
        var total = points.Sum();
        return ([.. points, total], total >= 20 ? "high" : total >= 8.1m ? "middle" : "low");
    }

    private static decimal? Cell(Column column, int row) =>
        column.IsNull(row) ? null : ((MoneyColumn)column).Values[row];
}
