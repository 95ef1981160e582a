using Segmentation.Engine.Linting;
using Segmentation.Engine.Tests.Workspaces;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Tests.Linting;

/// <summary>What is found in sizes, stages, twins and value, and at which limits.</summary>
public sealed class FindingTests
{
    private static readonly SchemeDefinition Rules = Scheme("kind: rules\nsegments: [{ id: a, when: frequency > 2 }, "
        + "{ id: b, when: frequency > 1, attention: look }, { id: c }]\n");

    private static readonly SchemeDefinition Life = Scheme("""
        kind: lifecycle
        missing: unclear
        segments:
          - { id: new, when: frequency = 1, missing: unknown, moves_to: [grown] }
          - { id: grown, when: frequency = 2, moves_to: [old] }
          - { id: old, when: frequency = 3, moves_to: [gone] }
          - { id: gone, moves_to: [] }

        """);

    [Theory]
    [InlineData(600, 200, 200)]
    [InlineData(601, 200, 199, "large-segment a")]
    [InlineData(30, 500, 500)]
    [InlineData(29, 500, 500, "small-segment a")]
    [InlineData(0, 500, 500, "empty-segment a")]
    [InlineData(100, 5_000, 4_900)]
    [InlineData(99, 5_000, 4_901, "small-segment a")]
    [InlineData(500, 1, 499)]
    [InlineData(0, 150, 149)]
    [InlineData(200, 0, 50, "large-segment a")]
    public void Segments_of_less_than_30_or_1_percent_and_of_more_than_60_percent_are_found(
        long a, long b, long c, params string[] found) =>
        Assert.Equal(found, SizeCheck.Of(Rules, [a, b, c]).Select(one => $"{one.Code} {one.Segment}"));

    [Fact]
    public void A_size_is_told_with_what_it_is_a_part_of() => Assert.Equal(
        "one/c: 7 of 1,000 customers (0.7 %); expected at least 30 and 1 %; widen it, merge it with "
            + "its neighbour, or give it attention: when it is a list for a person [warning: small-segment]",
        Assert.Single(SizeCheck.Of(Rules, [500, 493, 7])).ToString());

    [Fact]
    public void Lifecycles_and_tiers_by_share_of_a_sum_are_as_large_as_they_are()
    {
        Assert.Empty(SizeCheck.Of(Life, [900, 1, 0, 1]));
        const string Tiers = "kind: tiers\nof: frequency\nmissing: none\nsegments: [{ id: a }, { id: b }]\n";
        Assert.Empty(SizeCheck.Of(Scheme(Tiers + "share: [80%]\n"), [10, 990]));
        Assert.Equal(2, SizeCheck.Of(Scheme(Tiers + "edges: [5]\n"), [9, 991]).Count());
    }

    [Fact]
    public void More_than_three_stages_of_a_tenth_each_are_found_and_three_are_not()
    {
        long[,] customers = { { 40, 30, 20, 10, 0 }, { 40, 30, 21, 9, 0 }, { 25, 25, 25, 25, 0 } };
        var found = new StageCheck(Workspace()).Of(Rules, Life, customers).ToArray();
        Assert.Equal(["a", "c"], found.Select(one => one.Segment));
        Assert.Equal(
            "one/a: customers of 4 stages of one: new 40 %, grown 30 %, old 20 %, gone 10 %; "
                + "expected at most 3 with 10 % or more; divide it by one, or give its playbook next_action for each of "
                + "them [warning: mixes-stages]",
            found[0].ToString());
    }

    [Fact]
    public void Stages_of_few_customers_and_of_missing_segments_do_not_count()
    {
        var check = new StageCheck(Workspace());
        Assert.Empty(check.Of(Rules, Life, new long[,] { { 7, 7, 7, 8, 0 }, { 9, 9, 9, 0, 9 }, { 1, 1, 1, 1, 99 } }));
        Assert.Empty(check.Of(Rules with { Missing = "a" }, Life, new long[,]
        {
            { 25, 25, 25, 25, 0 }, { 0, 0, 0, 0, 0 }, { 0, 0, 0, 0, 0 },
        }));
    }

    [Fact]
    public void A_playbook_with_a_next_action_for_each_stage_may_be_for_all_of_them()
    {
        long[,] customers = { { 25, 25, 25, 25, 0 }, { 0, 0, 0, 0, 0 }, { 0, 0, 0, 0, 0 } };
        var first = Rules.Segments[0] with { Playbook = "grow" };
        var scheme = Rules with { Segments = [first, .. Rules.Segments.Skip(1)] };
        Assert.Empty(new StageCheck(Workspace("new", "grown", "old", "gone")).Of(scheme, Life, customers));
        Assert.Single(new StageCheck(Workspace("new", "grown", "old")).Of(scheme, Life, customers));
    }

    [Fact]
    public void Segments_are_alike_when_every_effect_is_known_and_below_a_tenth()
    {
        double?[] Effects(int a, int b) =>
            (a, b) switch { (0, 1) => [0.09, -0.099], (0, 2) => [0.1, 0], _ => [0, null] };
        var found = Assert.Single(TwinCheck.Of(
            Rules, ["frequency", "monetary"], (measure, a, b) => Effects(a, b)[measure]));
        Assert.Equal(
            "one/a: hardly differs from 'b': effects frequency 0.09, monetary -0.10; "
                + "expected 0.10 or more in some measure (Cohen); merge the two segments [warning: near-identical]",
            found.ToString());
        Assert.Empty(TwinCheck.Of(Rules with { Missing = "b" }, ["f", "m"], (measure, a, b) => Effects(a, b)[measure]));
    }

    [Theory]
    [InlineData(0.96, 1)]
    [InlineData(0.95, 0)]
    [InlineData(null, 0)]
    public void Schemes_that_say_the_same_are_found(double? agreement, int count) =>
        Assert.Equal(count, TwinCheck.Of(Rules, Life, agreement).Count());

    [Fact]
    public void Value_has_to_be_told_apart_by_some_scheme()
    {
        var found = Assert.Single(ValueCheck.Of("arr", [(Rules, 0.002), (Life, 0.0099), (Rules, null)]));
        Assert.Equal(
            "one: explains 0.9 % of the variance of 'arr', and no scheme more; expected 1 % or more in "
                + "some scheme (eta squared); let some scheme look at what customers are worth [warning: value-blind]",
            found.ToString());
        Assert.Empty(ValueCheck.Of("arr", [(Rules, 0.002), (Life, 0.01)]));
        Assert.Empty(ValueCheck.Of("arr", [(Rules, null)]));
    }

    [Fact]
    public void The_worst_come_first()
    {
        string[] codes = ["small-segment", "near-identical", "value-blind", "one-measure-decides"];
        Assert.Equal(
            ["value-blind", "one-measure-decides", "near-identical", "small-segment"],
            Finding.Ordered(codes.Select(code => Finding.Warning(code, Rules, "", "", ""))).Select(one => one.Code));
    }

    private static SchemeDefinition Scheme(string text) => Definitions.Scheme("scheme: one\nversion: 1\n" + text);

    private static Workspace Workspace(params string[] stages) => Definitions.Read(Definitions.Smallest()) with
    {
        Playbooks = new Dictionary<string, PlaybookDefinition>
        {
            ["grow"] = new("grow") { NextActions = [.. stages.Select(stage => new NextAction(stage, "call"))] },
        },
    };
}
