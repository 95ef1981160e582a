using Segmentation.Engine.Calibration;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Tests.Workspaces;

public sealed class TiersReaderTests
{
    private const string Tiers = """
        scheme: order-tier
        version: 1
        kind: tiers
        of: frequency
        share: [80%, 95%]
        missing: none
        segments:
          - { id: large }
          - { id: none }
          - { id: middle }
          - { id: small }
        """;

    [Fact]
    public void Tiers_are_a_score_named_after_the_scheme_and_a_segment_for_each_of_its_values()
    {
        var scheme = Definitions.Scheme(Tiers);

        var score = Assert.Single(scheme.Scores);
        Assert.Equal(
            ("order_tier_score", "frequency", 3, false),
            (score.Name, score.Measure, score.Buckets, score.LessIsBetter));
        Assert.Equal([80m, 95m], Assert.IsType<ShareCut>(score.Cut).Percents);
        Assert.Equal((SchemeKind.Tiers, "none"), (scheme.Kind, scheme.Missing));
        Assert.Equal(
            [("large", "order_tier_score = 3"), ("none", null), ("middle", "order_tier_score = 2"), ("small", null)],
            scheme.Segments.Select(segment => (segment.Id, segment.When?.Text)));
    }

    [Theory]
    [InlineData("share: 62.5%", "62.5", true)]
    [InlineData("edges: [50000, 10000]", "10000, 50000", true)]
    [InlineData("edges: [-1, 0.50, 3]", "-1, 0.5, 3", true)]
    [InlineData("edges: 7\nbetter: less", "7", false)]
    public void Cuts_are_read_in_the_order_of_the_edges(string written, string cuts, bool equalAbove)
    {
        var cut = Definitions.Scheme(WithTiers(written, cuts.Split(',').Length + 1)).Scores[0].Cut;
        var (values, above) = cut switch
        {
            ShareCut share => (share.Percents, true),
            NamedCut named => (named.Values, named.EqualAbove),
            _ => ([], false),
        };
        Assert.Equal(cuts, string.Join(", ", values.Select(value => value.ToString(null, null))));
        Assert.Equal(equalAbove, above);
    }

    [Fact]
    public void Quantiles_are_as_in_a_grid_and_edges_may_be_of_each_run()
    {
        var score = Definitions.Scheme(WithTiers("quantiles: 4\nedges: each-run\nbetter: less", 4)).Scores[0];
        Assert.Equal((new QuantileCut(4), true), (score.Cut, score.LessIsBetter));
    }

    [Fact]
    public void A_scheme_whose_name_begins_with_a_digit_has_a_score_with_a_name() => Assert.Equal(
        "_3_tiers_score",
        Definitions.Scheme(Tiers.Replace("order-tier", "3-tiers", StringComparison.Ordinal)).Scores[0].Name);

    [Theory]
    [InlineData("of: frequency\n", "", "1:1: no 'of'; expected of: a measure")]
    [InlineData("of: frequency", "of: [frequency]", "4:5: a list; expected a measure")]
    [InlineData("of: frequency", "of: freqency", "4:5: unknown measure 'freqency'; expected frequency; did you mean")]
    [InlineData("share: [80%, 95%]\n", "", "1:1: no 'share', 'quantiles' or 'edges'; expected one of them, such as")]
    [InlineData(
        "share: [80%, 95%]", "share: [80%, 95%]\nquantiles: 3",
        "6:12: 'quantiles' beside 'share'; expected only one of share, quantiles or edges")]
    [InlineData(
        "share: [80%, 95%]", "edges: [1, 2]\nshare: [80%, 95%]",
        "5:8: 'edges' beside 'share'; expected only one of share, quantiles or edges")]
    [InlineData("[80%, 95%]", "[80%, 80%]", "5:14: '80%' behind '80%'; expected percentages above 0%")]
    [InlineData("[80%, 95%]", "[95%, 80%]", "5:14: '80%' behind '95%'; expected percentages above 0%")]
    [InlineData("[80%, 95%]", "[80%, 100%]", "5:14: '100%'; expected percentages above 0% and below 100%, ascending")]
    [InlineData("[80%, 95%]", "[0%, 95%]", "5:9: '0%'; expected percentages above 0% and below 100%, ascending")]
    [InlineData("[80%, 95%]", "[0.8, 95%]", "5:9: '0.8'; expected percentages above 0% and below 100%, ascending")]
    [InlineData("[80%, 95%]", "[]", "5:8: an empty list; expected percentages")]
    [InlineData("[80%, 95%]", "", "5:7: nothing; expected percentages")]
    [InlineData(
        "share: [80%, 95%]", "share: [80%, 95%]\nbetter: less",
        "5:8: 'share' beside 'better: less'; expected quantiles or edges where less is better; shares of the sum")]
    [InlineData(
        "share: [80%, 95%]", "share: [80%, 95%]\nbetter: fewer", "6:9: 'fewer'; expected less or more")]
    [InlineData("share: [80%, 95%]", "quantiles: 1", "5:12: '1'; expected a whole number from 2 to 100")]
    [InlineData("share: [80%, 95%]", "edges: [1, 2, 2]", "5:15: '2' behind '2'; expected different numbers, all")]
    [InlineData("share: [80%, 95%]", "edges: [1, 3, 2]", "5:15: '2' behind '3'; expected different numbers, all")]
    [InlineData("share: [80%, 95%]", "edges: [3, 1, 2]", "5:15: '2' behind '1'; expected different numbers, all")]
    [InlineData("share: [80%, 95%]", "edges: [1, two]", "5:12: 'two'; expected different numbers, all")]
    [InlineData("share: [80%, 95%]", "edges: pinned", "5:8: 'pinned'; expected different numbers, all")]
    [InlineData(
        "  - { id: middle }\n", "",
        "8:3: 2 segments beside 'none', and 2 cuts; expected 3 segments, best first: one more than cuts")]
    [InlineData(
        "share: [80%, 95%]", "share: 80%",
        "8:3: 3 segments beside 'none', and 1 cut; expected 2 segments, best first: one more than cuts")]
    [InlineData(
        "{ id: middle }", "{ id: middle, when: frequency > 1 }",
        "10:25: segment 'middle' of a scheme of kind tiers has a 'when'; expected none; the cuts decide; take it out")]
    [InlineData(
        "{ id: none }", "{ id: none, when: frequency > 1 }",
        "9:23: segment 'none' of a scheme of kind tiers has a 'when'; expected none")]
    [InlineData("missing: none\n", "", "1:1: no 'missing'; expected missing: the segment of customers without a score")]
    [InlineData("{ id: middle }", "{ id: small }", "11:5: segment 'small' twice; expected each id once")]
    [InlineData("missing: none", "missing: none\nscores: {}", "7:9: 'scores' in a scheme of kind tiers; expected it only with kind: grid")]
    [InlineData("scheme: order-tier", "scheme: Tier", "1:9: 'Tier'; expected an id in kebab-case")]
    public void Wrong_tiers_are_told_with_their_place(string right, string wrong, string problem) =>
        Assert.StartsWith($"schemes/one.yaml:{problem}", Definitions.Problem(
            "schemes/one.yaml", Tiers.Replace(right, wrong, StringComparison.Ordinal)));

    [Fact]
    public void Keys_of_tiers_are_told_in_other_kinds() => Assert.Equal(
        [
            "schemes/one.yaml:6:5: 'of' in a scheme of kind grid; expected it only with kind: tiers",
            "schemes/one.yaml:7:8: 'share' in a scheme of kind grid; expected it only with kind: tiers",
        ],
        Definitions.Problems("schemes/one.yaml", Definitions.Grid.Replace(
            "missing: prospect", "missing: prospect\nof: frequency\nshare: 80%", StringComparison.Ordinal)));

    [Fact]
    public void A_hundred_cuts_are_too_many()
    {
        var edges = string.Join(", ", Enumerable.Range(1, 100));
        Assert.StartsWith(
            "schemes/one.yaml:5:8: 100 cuts; expected at most 99",
            Definitions.Problem("schemes/one.yaml", WithTiers($"edges: [{edges}]", 101)));
    }

    [Fact]
    public void A_share_of_a_sum_that_counts_customers_twice_is_told()
    {
        var files = Definitions.With("schemes/one.yaml", Tiers);
        files["sources.yaml"] = [
            .. "customers: { file: customers.csv, id: id, parent: parent }\n"u8, .. files["sources.yaml"]];
        files["measures.yaml"] = "frequency: { value: count(orders), rollup: sum }\n"u8.ToArray();
        Assert.StartsWith(
            "schemes/one.yaml:4:5: measure 'frequency' is rolled up; expected a measure of each customer alone",
            Assert.Single(Definitions.Problems(files)));
    }

    [Fact]
    public void The_score_has_a_name_of_its_own_among_the_columns()
    {
        var files = Definitions.With("schemes/one.yaml", Tiers);
        files["measures.yaml"] = "frequency: count(orders)\norder_tier_score: count(orders)\n"u8.ToArray();
        Assert.StartsWith(
            "schemes/one.yaml:4:5: score 'order_tier_score' has the name of a measure in measures.yaml line 2",
            Assert.Single(Definitions.Problems(files)));
    }

    private static string WithTiers(string cut, int tiers) =>
        Tiers[..Tiers.IndexOf("share", StringComparison.Ordinal)] + cut + "\nmissing: none\nsegments: ["
        + string.Join(", ", Enumerable.Range(0, tiers).Select(tier => $"{{ id: t{tier} }}")) + "]\n";
}
