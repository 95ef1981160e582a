using FsCheck;
using FsCheck.Fluent;
using Segmentation.Engine.Calibration;
using Segmentation.Engine.Linting;
using Segmentation.Engine.Schemes;
using Segmentation.Engine.Tests.Schemes;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Tests.Linting;

public sealed class DecisionShareTests
{
    private const string Tier = """
        scheme: tier
        version: 1
        kind: tiers
        of: arr
        edges: [100]
        missing: none
        segments: [{ id: big }, { id: small }]
        """;

    private const string Grid = """
        scheme: grid
        version: 1
        kind: grid
        scores: { s: { of: seats, quantiles: 3 }, n: { of: nps, quantiles: 2 } }
        missing: unscored
        segments: [{ id: top, when: s = 3 AND n = 2 }, { id: middle, when: s >= 2 }, { id: rest }]
        """;

    private const string Rules = """
        scheme: rules
        version: 1
        kind: rules
        segments: [{ id: yes, when: "phase = 'live' AND tier = 'big'" }, { id: no }]
        """;

    [Fact]
    public void Shares_are_those_of_giving_every_customer_one_value_of_another() => Prop.ForAll<int>(number =>
    {
        var random = new Random(number);
        var (set, accounts, seed) = (Account.Bind(Tier, Grid, Rules), Account.Some(random), (ulong)random.Next());
        var edges = Account.Learn(set, accounts);
        var others = Sample(accounts).Others(seed);
        var own = Account.Decide(set, edges, accounts);
        foreach (var found in Of(set, edges, accounts, seed))
        {
            Account[] swapped =
                [.. accounts.Select((account, i) => With(account, accounts[others[i]], found.Measure))];
            var after = Account.Segments(set, found.Scheme, Account.Decide(set, edges, swapped));
            var moved = Account.Segments(set, found.Scheme, own).Zip(after).Count(pair => pair.First != pair.Second);
            Assert.Equal((double)moved / accounts.Length, (double)found.Share, 1e-6);
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_measure_that_a_scheme_reads_near_or_far_has_a_share_and_the_weights_sum_to_1()
    {
        var (set, random) = (Account.Bind(Tier, Grid, Rules), new Random(7));
        Account[] accounts = [.. Enumerable.Range(0, 500).Select(_ => Account.Any(random))];
        var shares = Of(set, Account.Learn(set, accounts), accounts, 3);
        string[] Read(string scheme) =>
            [.. shares.Where(share => share.Scheme == scheme).Select(share => share.Measure).Order()];

        Assert.Equal(["nps", "seats"], Read("grid"));
        Assert.Equal(["arr", "phase"], Read("rules"));
        Assert.Equal(["arr"], Read("tier"));
        foreach (var scheme in shares.GroupBy(share => share.Scheme))
        {
            Assert.Equal(1, (double)scheme.Sum(share => share.Weight), 1e-5);
            Assert.Equal(scheme.OrderByDescending(share => share.Share), scheme);
        }
    }

    [Fact]
    public void The_worked_example_comes_out()
    {
        var set = Account.Bind("""
            scheme: worked
            version: 1
            kind: rules
            segments: [{ id: large, when: arr >= 100 AND seats <= 90, missing: excluded }, { id: other }]
            """);
        Account[] accounts =
            [new(Arr: 150, Seats: 10), new(Arr: 120, Seats: 200), new(Arr: 20, Seats: 30), new(Arr: 300, Seats: 40)];
        Assert.Equal(
            [new("worked", "seats", 0.5m, 0.666667m), new("worked", "arr", 0.25m, 0.333333m)],
            Of(set, Account.Learn(set, accounts), accounts, seed: 0));
    }

    [Fact]
    public void Everybody_gets_the_value_of_another_and_every_value_is_used_once() =>
        Prop.ForAll<PositiveInt, int>((count, seed) =>
        {
            var others = new CustomerSample([], count.Get).Others((ulong)seed);
            return others.Order().SequenceEqual(Enumerable.Range(0, count.Get))
                && (count.Get == 1 || !others.Where((other, i) => other == i).Any());
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_measure_that_decides_more_than_80_percent_is_found_and_one_that_decides_less_is_not()
    {
        var scheme = Account.Bind(Grid).Schemes[0].Definition;
        DecisionShare[] Shares(decimal first) =>
            [new("grid", "seats", 0.5m, first), new("grid", "nps", 0.1m, 1 - first)];

        Assert.Empty(DecisionCheck.Of(scheme, Shares(0.8m)));
        var found = Assert.Single(DecisionCheck.Of(scheme, Shares(0.81m)));
        Assert.Equal(
            "grid: 'seats' decides 81 % of all that 2 measures decide; expected several "
                + "measures, none above 80 %; let what tells customers apart in other ways decide too, or say under "
                + "accepts: why not [warning: one-measure-decides]",
            found.ToString());
        Assert.Equal((ProblemCode.OneMeasureDecides, "seats"), (found.Code, found.Measure));
    }

    [Fact]
    public void A_single_measure_is_found_unless_the_scheme_is_of_kind_tiers()
    {
        DecisionShare[] one = [new("any", "arr", 0.4m, 1)];
        Assert.Single(DecisionCheck.Of(Account.Bind(Grid).Schemes[0].Definition, one));
        Assert.Empty(DecisionCheck.Of(Account.Bind(Tier).Schemes[0].Definition, one));
        Assert.Empty(DecisionCheck.Of(Account.Bind(Grid).Schemes[0].Definition, []));
    }

    private static IReadOnlyList<DecisionShare> Of(
        SchemeSet set, Dictionary<string, Edges[]> edges, Account[] accounts, ulong seed) =>
        DecisionShare.Of(set, Sample(accounts), scheme => edges[scheme], 20_000, seed);

    private static CustomerSample Sample(Account[] accounts) => new(Account.Columns(accounts), accounts.Length);

    private static Account With(Account account, Account other, string measure) => measure switch
    {
        "arr" => account with { Arr = other.Arr },
        "seats" => account with { Seats = other.Seats },
        "nps" => account with { Nps = other.Nps },
        _ => account with { Phase = other.Phase },
    };
}
