using FsCheck;
using FsCheck.Fluent;
using Segmentation.Engine.Calibration;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Tracking;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Tests.Runs;

/// <summary>Scores shards of customers with the measures frequency and monetary.</summary>
public sealed class ScorerTests
{
    private static readonly Plans Small = Plans.Bind(Some.Workspace());

    [Fact]
    public void A_shard_has_measures_scores_segments_and_since()
    {
        var scored = Score(Small, Learn(Small, Customers), 4, Customers, null, out _);
        Assert.Equal(["frequency", "monetary", "rfm.f", "rfm.m", "rfm.segment", "rfm.since"], scored.Names);
        Assert.Equal([1L, 2, 3, IntegerColumn.Null], ((IntegerColumn)scored.Find("rfm.f")!).Values);
        Assert.Equal([3L, 2, 1, IntegerColumn.Null], ((IntegerColumn)scored.Find("rfm.m")!).Values);
        Assert.Equal(["rest", "good", "good", "prospect"], Some.Strings((TextColumn)scored.Find("rfm.segment")!));
        Assert.Equal([4L, 4, 4, 4], ((IntegerColumn)scored.Find("rfm.since")!).Values);
    }

    [Fact]
    public void Who_moved_is_told_with_reasons_and_the_edge_crossed()
    {
        var before = Learn(Small, Customers);
        var published = Score(Small, before, 1, Customers, null, out _);
        (string, long?, decimal?)[] later = [("a", 5, 10), ("b", 2, 20), ("e", 1, 1)];
        var scored = Score(Small, before, 2, later, published, out var scorer);
        var moves = scorer.Moves(
            scorer.Moved, published, scored, before, "monetary", new CustomerTexts(null, null, "owner"));
        Assert.Equal(["a", "c", "d", "e"], moves.Select(m => m.Transition.Customer));
        Assert.Equal(
            [new Reason("frequency", 1L, 5L, before.Schemes["rfm"][0].Exact![1], before.Schemes["rfm"][0].Exact![1])],
            moves[0].Reasons);
        Assert.Equal(10m, moves[0].Value);
        Assert.Equal(
            [new Reason("frequency", 3L, null, null, null), new("monetary", 30m, null, null, null)], moves[1].Reasons);
        Assert.Null(moves[1].Value);
        Assert.Equal([10m, 30, 5, 1], moves.Select(move => ExactSum.Amount(move.Units!.Value)));
        Assert.Equal(
            [new Reason("frequency", null, 1L, null, null), new("monetary", null, 1m, null, null)], moves[3].Reasons);
    }

    [Fact]
    public void The_edge_crossed_lies_between_the_values_when_edges_did_not_move() => Prop.ForAll<int>(seed =>
    {
        var random = new Random(seed);
        var before = Learn(Small, Any(random, 40));
        var (old, now) = (Any(random, 30), Any(random, 30));
        var published = Score(Small, before, 1, old, null, out _);
        var scored = Score(Small, before, 2, now, published, out _);
        var reasons = new Reasons(Small, Small.Schemes[0], published, scored, before, before);
        for (var row = 0; row < 30; row++)
        {
            foreach (var reason in reasons.Of(row, row))
            {
                Assert.Equal(reason.EdgeBefore, reason.EdgeAfter);
                if (reason.EdgeAfter is not decimal edge)
                    continue;
                var (from, to) = (Convert.ToDecimal(reason.Before, null), Convert.ToDecimal(reason.After, null));
                Assert.True(Math.Min(from, to) <= edge && edge < Math.Max(from, to), $"{from} {edge} {to}");
            }
        }
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("quantiles: 3", "quantiles: 9")]
    [InlineData("f: { of: frequency, quantiles: 3 }", "f: { of: monetary, quantiles: 9 }")]
    [InlineData(
        "f: { of: frequency, quantiles: 3 }",
        "x: { of: frequency, quantiles: 9, better: less }\n  f: { of: frequency, quantiles: 2 }")]
    public void Edges_of_another_definition_are_no_fault(string now, string then)
    {
        var other = Plans.Bind(
            Some.Workspace("schemes/rfm.yaml", Some.Grid.Replace(now, then, StringComparison.Ordinal)));
        foreach (var (first, second) in new[] { (other, Small), (Small, other) })
        {
            for (var seed = 0; seed < 30; seed++)
            {
                var customers = Any(new Random(seed), 30);
                var (before, after) = (Learn(first, customers), Learn(second, customers));
                var published = Score(first, before, 1, customers, null, out _);
                var scored = Score(second, after, 2, customers, published, out var scorer);
                scorer.Moves(scorer.Moved, published, scored, before, null, new CustomerTexts(null, null, "owner"));
                var reasons = new Reasons(second, second.Schemes[0], published, scored, before, after);
                Assert.All(Enumerable.Range(0, 30), row => reasons.Of(row, row));
            }
        }
    }

    private static (string Id, long? Frequency, decimal? Monetary)[] Customers =>
        [("a", 1, 10), ("b", 2, 20), ("c", 3, 30), ("d", null, 5)];

    private static (string, long?, decimal?)[] Any(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(
            i => (
                $"c{i:D3}", (long?)(random.Next(8) == 0 ? null : random.Next(12)),
                (decimal?)(random.Next(400) / 4m)))];

    private static ScoredShard Measured((string Id, long? Frequency, decimal? Monetary)[] customers) => new(
        Some.Texts(customers.Select(c => c.Id)), ["frequency", "monetary"],
        [
            new IntegerColumn([.. customers.Select(c => c.Frequency ?? IntegerColumn.Null)]),
            new MoneyColumn([.. customers.Select(c => c.Monetary ?? MoneyColumn.Null)]),
        ]);

    private static RunCalibration Learn(Plans plans, (string, long?, decimal?)[] customers)
    {
        var calibrator = new Calibrator(plans.Schemes[0].Inputs);
        calibrator.Add(Measured(customers).Columns, customers.Length);
        return new RunCalibration(new Dictionary<string, IReadOnlyList<ScoreCalibration>>
        {
            ["rfm"] = [.. plans.Schemes[0].Definition.Scores.Zip(calibrator.Learn(), ScoreCalibration.Of)],
        });
    }

    private static ScoredShard Score(
        Plans plans, RunCalibration calibration, int run, (string, long?, decimal?)[] customers,
        ScoredShard? published, out ShardScorer scorer)
    {
        scorer = new ShardScorer(
            plans, calibration, new RunInputs(run, 1, "shop", "v", new DateOnly(2026, 1, 1), null, "import"),
            Measured(customers));
        return scorer.Score(published);
    }
}
