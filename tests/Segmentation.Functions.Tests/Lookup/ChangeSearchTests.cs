using FsCheck;
using FsCheck.Fluent;
using Segmentation.Engine.Calibration;
using Segmentation.Engine.Columns;
using Segmentation.Functions.Lookup;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Tests.Lookup;

public sealed class ChangeSearchTests
{
    private static readonly string[] Names = ["frequency", "monetary"];

    private static readonly string[] Conditions =
    [
        "frequency >= 10", "frequency > 2.5", "frequency < -3",
        "frequency = 4", "frequency <> 7", "frequency BETWEEN 3 AND 6",
        "frequency IN (1, 9, 12)", "7.25 <= frequency", "NOT (frequency < 5)",
        "frequency > 2 AND monetary > 3", "monetary >= 1.005",
        "frequency < 9223372036854775807", "monetary < 792281625142643375935439503.5",
        "f >= 2", "f = 3 AND frequency <> 8", "frequency < -2.5",
    ];

    [Fact]
    public void Every_change_moves_the_customer_and_the_nearest_whole_number_is_found() => Prop.ForAll<int>(seed =>
    {
        var random = new Random(seed);
        var plan = Plan(Conditions[random.Next(Conditions.Length)], Conditions[random.Next(Conditions.Length)]);
        var edges = Edges.Learn(
            [.. Enumerable.Range(0, random.Next(1, 20)).Select(_ => (decimal)random.Next(-5, 15))], 4);
        var (frequency, monetary) = ((long)random.Next(-10, 20), random.Next(0, 800) / 200m);
        int Segment(long f, decimal m) =>
            Decided(plan, edges, f, m);
        var own = Segment(frequency, monetary);
        var changes = Search(plan, edges).Of(
            [new IntegerColumn([frequency]), new MoneyColumn([monetary])], Names);
        foreach (var (change, distance) in changes)
        {
            var segment = change.To is long whole ? Segment(whole, monetary) : Segment(frequency, (decimal)change.To!);
            Assert.NotEqual(own, segment);
            Assert.Equal(plan.Schemes[0].Definition.Segments[segment].Id, change.Segment);
            Assert.Equal(Math.Abs(Convert.ToDecimal(change.To, null) - Convert.ToDecimal(change.From, null)), distance);
        }

        var nearest = Enumerable.Range(1, 60).SelectMany(by => new[] { frequency - by, frequency + by })
            .Where(tried => (tried >= 0 || frequency < 0) && Segment(tried, monetary) != own)
            .Select(tried => (long?)tried).FirstOrDefault();
        Assert.Equal(nearest, changes.Select(c => c.Change).SingleOrDefault(c => c.Measure == "frequency")?.To);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_change_over_the_cut_of_a_tier_moves_the_customer_and_the_nearest_is_found() =>
        Prop.ForAll<int>(seed =>
        {
            var random = new Random(seed);
            var plan = Tiers(random.Next(3) switch
            {
                0 => "share: [50%, 80%]",
                1 => "edges: [7.5, 2]",
                _ => "edges: [2, 7.5]\nbetter: less",
            });
            var edges = plan.Schemes[0].Inputs[0].Cut.Learn(
                [.. Enumerable.Range(0, random.Next(1, 20)).Select(_ => (decimal)random.Next(-5, 15))]);
            long own = random.Next(-3, 20);
            int Segment(long value) =>
                Decided(plan, edges, value, 1);
            var changes = Search(plan, edges).Of(
                [new IntegerColumn([own]), new MoneyColumn([1])], Names);

            var nearest = Enumerable.Range(1, 30).SelectMany(by => new[] { own - by, own + by })
                .Where(tried => (tried >= 0 || own < 0) && Segment(tried) != Segment(own))
                .Select(tried => (long?)tried).FirstOrDefault();
            Assert.Equal(nearest, changes.Select(change => change.Change.To).SingleOrDefault());
            Assert.All(changes, change => Assert.Equal(
                plan.Schemes[0].Definition.Segments[Segment((long)change.Change.To!)].Id, change.Change.Segment));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void An_amount_reaches_a_better_tier_on_the_edge_and_leaves_it_a_cent_below()
    {
        var plan = Tiers("edges: [12.345, 3]", of: "monetary");
        NearestChange Nearest(decimal own) =>
            Search(plan, plan.Schemes[0].Inputs[0].Cut.Learn([own]))
                .Of([new IntegerColumn([1]), new MoneyColumn([own])], Names)[0].Change;

        Assert.Equal(new NearestChange("monetary", 12m, 12.345m, "best"), Nearest(12m));
        Assert.Equal(new NearestChange("monetary", 12.345m, 12.34m, "good"), Nearest(12.345m));
        Assert.Equal(new NearestChange("monetary", 3m, 2.99m, "rest"), Nearest(3m));
    }

    [Fact]
    public void A_limit_between_two_whole_numbers_is_passed_by_a_whole_step()
    {
        var changes = Search(Plan("frequency > 2.5", "frequency > 100"), Edges.Learn([1m], 4))
            .Of([new IntegerColumn([2]), new MoneyColumn([1])], Names);
        Assert.Equal((new NearestChange("frequency", 2L, 3L, "one"), 1m), Assert.Single(changes));
    }

    [Fact]
    public void A_change_over_the_cut_of_another_scheme_moves_the_customer()
    {
        var plans = Plans.Bind(Some.Workspace(
            "schemes/rfm.yaml",
            "scheme: tier\nversion: 1\nkind: tiers\nmissing: none\nsegments: [{ id: best }, { id: rest }]\n"
            + "of: frequency\nedges: [7]\n",
            "schemes/a.yaml",
            "scheme: a\nversion: 1\nkind: rules\nsegments: [{ id: top, when: tier = 'best' }, { id: low }]\n"));
        var edges = plans.Schemes[1].Inputs[0].Cut.Learn([3m]);
        var changes = new ChangeSearch(plans, plans.Schemes[0], name => name == "tier" ? [edges] : [], 0)
            .Of([new IntegerColumn([3]), new MoneyColumn([1])], Names);
        Assert.Equal((new NearestChange("frequency", 3L, 7L, "top"), 4m), Assert.Single(changes));
    }

    [Fact]
    public void A_measure_without_a_value_is_not_tried() => Assert.Empty(
        Search(Plan("monetary > 3", "monetary > 5"), Edges.Learn([1m, 2m], 4))
            .Of([new IntegerColumn([IntegerColumn.Null]), new MoneyColumn([MoneyColumn.Null])], Names));

    private static ChangeSearch Search(Plans plans, Edges edges) => new(plans, plans.Schemes[0], _ => [edges], 0);

    private static int Decided(Plans plans, Edges edges, long frequency, decimal monetary) => plans.Set.Decide(
        [new IntegerColumn([frequency]), new MoneyColumn([monetary])], _ => [edges], 0, 1).Of(plans.Schemes[0])
        .Segments[0];

    private static Plans Tiers(string cut, string of = "frequency") => Plans.Bind(Some.Workspace(
        "schemes/rfm.yaml",
        "scheme: tier\nversion: 1\nkind: tiers\nmissing: none\nsegments: [{ id: best }, { id: good }, { id: rest }]\n"
        + $"of: {of}\n{cut}\n"));

    private static Plans Plan(string one, string two) => Plans.Bind(Some.Workspace(
        "schemes/rfm.yaml",
        $$"""
        scheme: rfm
        version: 1
        kind: grid
        scores: { f: { of: frequency, quantiles: 4 } }
        missing: none
        segments:
          - { id: one, when: "{{one}}" }
          - { id: two, when: "{{two}}" }
          - { id: rest }
          - { id: none }
        """));
}
