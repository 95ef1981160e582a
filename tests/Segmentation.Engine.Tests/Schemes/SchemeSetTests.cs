using FsCheck;
using FsCheck.Fluent;

namespace Segmentation.Engine.Tests.Schemes;

/// <summary>Schemes that use the results of others.</summary>
public sealed class SchemeSetTests
{
    private const string Tier = """
        scheme: z-tier
        version: 1
        kind: tiers
        of: arr
        edges: [100]
        missing: none
        segments: [{ id: big }, { id: small }]
        """;

    private const string Left = """
        scheme: left
        version: 1
        kind: rules
        segments: [{ id: yes, when: "\"z-tier\" = 'big'" }, { id: no }]
        """;

    private const string Right = """
        scheme: right
        version: 1
        kind: scorecard
        points: { grown: { when: "z_tier_score = 2 AND nps > 6", points: 3 } }
        missing: unscored
        segments: [{ id: some, from: 1 }, { id: nothing }]
        """;

    private const string Top = """
        scheme: a-top
        version: 1
        kind: rules
        segments:
          - { id: both, when: "\"left\" = 'yes' AND right_points > 0", attention: "is {z-tier} with {grown}" }
          - { id: one, when: "\"left\" IN ('yes') OR \"right\" <> 'nothing'" }
          - { id: neither }
        """;

    [Fact]
    public void A_diamond_is_decided_from_the_bottom()
    {
        var set = Account.Bind(Top, Right, Left, Tier);
        Assert.Equal(["z-tier", "left", "right", "a-top"], set.Order.Select(plan => plan.Definition.Name));
        Assert.Equal(["a-top", "left", "right", "z-tier"], set.Schemes.Select(plan => plan.Definition.Name));
        Assert.Equal(["left", "right"], set.Schemes[0].Uses);
        var results = Account.Decide(set, new(Arr: 200, Nps: 9), new(Arr: 200, Nps: 1), new(Arr: 5), new());
        Assert.Equal(["both", "one", "neither", "neither"], Account.Segments(set, "a-top", results));
        Assert.Equal(["yes", "yes", "no", "no"], Account.Segments(set, "left", results));
        Assert.Equal(["some", "nothing", "nothing", "nothing"], Account.Segments(set, "right", results));
    }

    [Fact]
    public void What_a_scheme_reaches_is_what_its_segment_may_depend_on()
    {
        var set = Account.Bind(Top, Right, Left, Tier);
        string[] Reached(int scheme) =>
            [.. set.Reached(set.Schemes[scheme]).Select(plan => plan.Definition.Name)];

        Assert.Equal(["z-tier", "left", "right", "a-top"], Reached(0));
        Assert.Equal(["z-tier", "left"], Reached(1));
        Assert.Equal(["z-tier"], Reached(3));
    }

    [Fact]
    public void A_scheme_without_edges_is_left_out_with_all_that_use_it()
    {
        var set = Account.Bind(Top, Right, Left, Tier);
        var edges = Account.Learn(set, [new Account(Arr: 1)]);
        var results = set.Decide(
            Account.Columns([new Account(Arr: 1)]), name => name == "left" ? null : edges[name], 0, 1);
        Assert.Equal([false, false, true, true], set.Schemes.Select(results.Has));
        Assert.Equal(
            ["right", "z-tier"],
            set.Without(new HashSet<string> { "a-top", "left" }).Schemes.Select(plan => plan.Definition.Name));
    }

    [Fact]
    public void Everybody_is_in_exactly_one_segment_of_each_scheme_whatever_the_shards() => Prop.ForAll<int>(seed =>
    {
        var random = new Random(seed);
        var accounts = Account.Some(random);
        var set = Account.Bind(Top, Right, Left, Tier);
        var edges = Account.Learn(set, accounts);
        foreach (var plan in set.Schemes)
        {
            var whole = Account.Decide(set, edges, accounts).Of(plan).Segments;
            Assert.All(whole, segment => Assert.InRange(segment, 0, plan.Definition.Segments.Count - 1));
            Assert.Equal(whole, accounts.Chunk(random.Next(1, 7))
                .SelectMany(shard => Account.Decide(set, edges, shard).Of(plan).Segments));
        }
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(
        new[] { "a", "c", "c", "b", "b", "a" }, "schemes/1.yaml:1:9: schemes that use each other: a -> c -> b -> a;")]
    [InlineData(new[] { "a", "a" }, "schemes/1.yaml:1:9: schemes that use each other: a -> a;")]
    [InlineData(
        new[] { "a", "c", "b", "c", "c", "b" }, "schemes/2.yaml:1:9: schemes that use each other: b -> c -> b;")]
    [InlineData(
        new[] { "a", "b", "b", "a", "c", "d", "d", "c" },
        "schemes/1.yaml:1:9: schemes that use each other: a -> b -> a;",
        "schemes/3.yaml:1:9: schemes that use each other: c -> d -> c;")]
    public void Schemes_in_a_circle_are_told_with_their_path(string[] uses, params string[] problems) => Assert.Equal(
        problems,
        Account.Problems([.. uses.Chunk(2).Select(pair => Using(pair[0], pair[1]))])
            .Select(problem => problem.Split(" expected")[0]));

    [Theory]
    [InlineData(
        "NOT \"z-tier\" = 'bag'", "5:24: 'z-tier' is never 'bag'; expected big, small or none; did you mean 'big'?")]
    [InlineData(
        "nps = 1 OR 'small' = \"z-tier\" OR \"z-tier\" IN ('big', 'smal')",
        "5:62: 'z-tier' is never 'smal'; expected big, small or none; did you mean 'small'?")]
    [InlineData(
        "NOT \"z-tear\" = 'big'",
        "5:13: unknown name 'z-tear'; expected one of the measures, scores and schemes of the workspace; did you mean")]
    public void A_segment_that_the_other_scheme_does_not_have_is_told(string when, string problem) =>
        Assert.StartsWith("schemes/1.yaml:" + problem, Assert.Single(Account.Problems(
            $"scheme: s\nversion: 1\nkind: rules\nsegments:\n- when: {when}\n  id: a\n- id: b\n", Tier)));

    [Fact]
    public void The_rows_of_a_scorecard_do_not_see_what_they_add_up_to() => Assert.StartsWith(
        "schemes/1.yaml:4:24: unknown name 's_points'", Assert.Single(Account.Problems("""
            scheme: s
            version: 1
            kind: scorecard
            points: { one: { when: s_points > 1, points: 1 } }
            missing: none
            segments: [{ id: a, from: 1 }, { id: b }]
            """)));

    private static string Using(string scheme, string used) =>
        $"scheme: {scheme}\nversion: 1\nkind: rules\nsegments: [{{ id: x, when: {used} = 'x' }}, {{ id: y }}]\n";
}
