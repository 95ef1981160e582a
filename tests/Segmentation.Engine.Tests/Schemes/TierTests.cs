using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Segmentation.Engine.Calibration;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Measures;
using Segmentation.Engine.Schemes;
using Segmentation.Engine.Tests.Workspaces;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Tests.Schemes;

/// <summary>Tiers from the values of customers in shards to segments, against plain loops.</summary>
public sealed class TierTests
{
    private const int Customers = 60;

    [Fact]
    public void Shares_are_those_of_sorting_and_adding_whatever_the_shards() => Prop.ForAll<int>(seed =>
    {
        var random = new Random(seed);
        var values = Values(random);
        var shares = Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Next(1, 10_000) / 100m)
            .Distinct().Order().ToArray();
        var plan = Plan($"share: [{string.Join(", ", shares.Select(share => $"{share}%"))}]", shares.Length + 1);

        Assert.Equal(values.Select(value => ByAdding(values, shares, value)), Tiers(plan, values, random));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Edges_put_a_value_on_an_edge_into_the_better_tier() => Prop.ForAll<int>(seed =>
    {
        var random = new Random(seed);
        var values = Values(random);
        var edges = Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Next(-8, 40) / 4m).Distinct().ToArray();
        Array.Sort(edges);
        if (random.Next(2) == 0)
            Array.Reverse(edges);
        var less = random.Next(2) == 0;
        var plan = Plan(
            $"edges: [{string.Join(", ", edges)}]\nbetter: {(less ? "less" : "more")}", edges.Length + 1);

        Assert.Equal(
            values.Select(value => value is { } own ? edges.Count(edge => less ? own > edge : own < edge) : -1),
            Tiers(plan, values, random));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Quantiles_are_those_of_a_grid() => Prop.ForAll<int>(seed =>
    {
        var random = new Random(seed);
        var values = Values(random);
        var less = random.Next(2) == 0;
        var plan = Plan($"quantiles: 4\nbetter: {(less ? "less" : "more")}", 4);
        var edges = Edges.Learn([.. values.OfType<decimal>()], 4);

        Assert.Equal(
            values.Select(value => value is not { } own ? -1 : less ? edges.Bucket(own) - 1 : 4 - edges.Bucket(own)),
            Tiers(plan, values, random));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Shares_of_floating_point_numbers_are_those_of_adding_from_the_largest() => Prop.ForAll<int>(seed =>
    {
        var random = new Random(seed);
        double[] awkward = [0, -0.0, double.Epsilon, 2 * double.Epsilon, 0.1, 0.2, 0.3, 1e308, double.MaxValue, -5];
        var values = Enumerable.Range(0, random.Next(1, 40))
            .Select(_ => random.Next(3) == 0 ? awkward[random.Next(awkward.Length)] : random.NextDouble()).ToArray();
        decimal[] shares = [50, 80, 99.999999m];
        var edges = new ShareCut(shares).Learn([.. values]);

        var sorted = values.Where(value => value > 0).OrderDescending().ToArray();
        var whole = sorted.Aggregate(0.0, (sum, value) => sum + value);
        Assert.Equal(sorted.Length == 0 ? 0 : shares.Length, edges.Count);
        for (var share = 0; share < edges.Count; share++)
        {
            var (sum, last) = (sorted[0], 0);
            while (sum < whole * (double)(shares[share] / 100))
                sum += sorted[++last];
            Assert.Equal(sorted[last], edges.Floating![^(share + 1)]);
        }

        random.Shuffle(values);
        Assert.Equal(edges.Floating!, new ShareCut(shares).Learn(values).Floating!);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_sum_that_no_amount_can_hold_is_shared_exactly()
    {
        var edges = new ShareCut([50, 90]).Learn([7e28m, 7e28m, 7e28m, 0.0000000000000000000000000001m, -1]);
        Assert.Equal([7e28m, 7e28m], edges.Exact!);
        Assert.Equal([1, 3], edges.Reachable);
    }

    [Fact]
    public void A_share_that_is_reached_to_the_digit_ends_its_tier()
    {
        // 4 + 4 of 10 are 80 %, and a hair more is not reached by them.
        Assert.Equal([4m], new ShareCut([80]).Learn([1m, 4m, 1m, 4m]).Exact!);
        Assert.Equal([1m], new ShareCut([80.000001m]).Learn([1m, 4m, 1m, 4m]).Exact!);
    }

    [Theory]
    [InlineData(new[] { 0.0, -3 })]
    [InlineData(new double[0])]
    public void Without_a_value_above_zero_nobody_is_in_a_better_tier(double[] values)
    {
        var exact = new ShareCut([80, 95]).Learn(Array.ConvertAll(values, value => (decimal)value));
        Assert.Equal((0, values.Length, 1), (exact.Count, exact.Customers, exact.Bucket(5m)));
        Assert.Equal(0, new ShareCut([80, 95]).Learn(values).Count);
    }

    [Fact]
    public void A_date_has_no_share_and_no_edges_in_numbers()
    {
        var problem = Problem("last(orders.time)", "edges: [5, 9]", 3);
        Assert.Equal(
            "schemes/one.yaml:4:5: measure 'worth' is Date; expected a number to cut by 'share' or 'edges'; "
            + "cut it by 'quantiles', or measure days with days_since()",
            problem);
        Assert.Null(Problem("last(orders.time)", "quantiles: 3", 3));
        Assert.StartsWith(
            "schemes/one.yaml:4:5: measure 'worth' is Boolean; expected a number or a date to score",
            Problem("count(orders) > 1", "share: 80%", 2));
    }

    /// <summary>A tier, from 0 for the best, by a loop over all customers for each; -1 without a value.</summary>
    private static int ByAdding(decimal?[] values, decimal[] shares, decimal? own)
    {
        if (own is null)
            return -1;
        // As whole hundredths, with shares in hundredths of a percent. Customers above this one are in its tier only
        // while they alone do not reach its share.
        var units = values.Where(value => value > 0).Select(value => new BigInteger(value!.Value * 100)).ToArray();
        var whole = units.Aggregate(BigInteger.Zero, (sum, value) => sum + value);
        var above = units.Where(value => value > new BigInteger(own.Value * 100))
            .Aggregate(BigInteger.Zero, (sum, value) => sum + value);
        var reached = shares.Count(share => above * 10_000 >= whole * new BigInteger(share * 100));
        return own > 0 ? reached : shares.Length;
    }

    /// <summary>Values with ties, nulls, and some that count for nothing.</summary>
    private static decimal?[] Values(Random random) =>
    [
        .. Enumerable.Range(0, random.Next(1, Customers)).Select(_ => random.Next(6) switch
        {
            0 => (decimal?)null,
            1 => random.Next(-300, 1),
            2 => random.Next(100_000) / 100m,
            _ => random.Next(-8, 40) / 4m,
        }),
    ];

    /// <summary>The tiers of customers, decided shard by shard in another order.</summary>
    private static int[] Tiers(SchemeSet set, decimal?[] values, Random random)
    {
        var plan = set.Schemes[0];
        var order = Enumerable.Range(0, values.Length).ToArray();
        random.Shuffle(order);
        var shards = order.Chunk(random.Next(1, Customers)).ToArray();
        var calibrator = new Calibrator(plan.Inputs);
        foreach (var shard in shards)
            calibrator.Add([Measure(shard)], shard.Length);
        var edges = calibrator.Learn();
        var tiers = new int[values.Length];
        foreach (var shard in shards)
        {
            var segments = set.Decide([Measure(shard)], _ => edges, 0, shard.Length).Of(plan).Segments;
            for (var i = 0; i < shard.Length; i++)
                tiers[shard[i]] = segments[i] == plan.Missing ? -1 : segments[i];
        }

        return tiers;

        MoneyColumn Measure(int[] shard) =>
            new([.. shard.Select(customer => values[customer] ?? MoneyColumn.Null)]);
    }

    private static SchemeSet Plan(string cut, int tiers)
    {
        var problems = new Problems();
        var plan = Bind("sum(orders.amount)", cut, tiers, problems);
        Assert.Empty(problems.All);
        return plan!;
    }

    private static string? Problem(string measure, string cut, int tiers)
    {
        var problems = new Problems();
        Bind(measure, cut, tiers, problems);
        return problems.All.SingleOrDefault()?.ToString();
    }

    private static SchemeSet? Bind(string measure, string cut, int tiers, Problems problems)
    {
        var segments = string.Join(", ", Enumerable.Range(0, tiers).Select(tier => $"{{ id: t{tier} }}"));
        var files = Definitions.With(
            "schemes/one.yaml", $"scheme: tier\nversion: 1\nkind: tiers\nof: worth\nmissing: none\nsegments: [{segments}]\n{cut}\n");
        files["measures.yaml"] = System.Text.Encoding.UTF8.GetBytes($"worth: {measure}\n");
        var workspace = Definitions.Read(files);
        return SchemeSet.Bind(workspace.Schemes, MeasurePlan.Bind(workspace, problems)!, problems);
    }
}
