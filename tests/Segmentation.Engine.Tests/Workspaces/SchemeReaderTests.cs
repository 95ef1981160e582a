using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Tests.Workspaces;

public sealed class SchemeReaderTests
{
    private const string Head = "scheme: s\nversion: 1\nkind: rules\n";
    private const string Rules = Head + "segments: [{ id: a, when: frequency > 1 }, { id: b }]\n";

    [Fact]
    public void A_grid_has_scores_and_a_segment_for_those_without()
    {
        var scheme = Definitions.Scheme("""
            scheme: rfm
            version: 3
            kind: grid
            name: Recency and frequency
            use_cases: [retention]
            review_every: P3M
            needs: [orders]
            scores:
              r: { of: frequency, quantiles: 5, better: less }
              f: { of: frequency, quantiles: 100 }
            missing: prospect
            segments:
              - id: cant-lose
                when: "r >= 4 AND f >= 4"
                playbook: call
                description: Once the best.
                objective: keep
                owner: sales
              - { id: prospect, name: Prospects }
              - id: lost
            buffer: 0
            minimum_stay: P0D
            confirm_runs: 1
            edges: each-run
            """);

        Assert.Equal(
            ("rfm", 3, SchemeKind.Grid, "prospect"), (scheme.Name, scheme.Version, scheme.Kind, scheme.Missing));
        Assert.Equal(["orders"], scheme.Needs);
        Assert.Equal([("r", "frequency", 5, true), ("f", "frequency", 100, false)],
            scheme.Scores.Select(score => (score.Name, score.Measure, score.Buckets, score.LessIsBetter)));
        Assert.Equal(["cant-lose", "prospect", "lost"], scheme.Segments.Select(segment => segment.Id));
        Assert.Equal(["Cant lose", "Prospects", "Lost"], scheme.Segments.Select(segment => segment.Name));
        Assert.Equal(
            new ExpressionText("r >= 4 AND f >= 4", new Location("schemes/one.yaml", 14, 12)), scheme.Segments[0].When);
        Assert.Equal(("call", "Once the best."), (scheme.Segments[0].Playbook, scheme.Segments[0].Description));
    }

    [Fact]
    public void What_holds_customers_is_read()
    {
        var holds = Definitions.Scheme(
            Rules + "buffer: 2.5\nminimum_stay: P1Y2M3W4D\nconfirm_runs: 100\nbypass: [b, a]").Holds;
        Assert.Equal(
            (new BufferWidth(2.5m, false), new Horizon(14, 25), 100),
            (holds.Buffer!.Value, holds.MinimumStay!.Value, holds.ConfirmRuns));
        Assert.Equal(["b", "a"], holds.Bypass);
        Assert.Equal(new BufferWidth(5, true), Definitions.Scheme(Rules + "buffer: 5%").Holds.Buffer);
        Assert.False(Definitions.Scheme(
            Rules + "buffer: 0\nminimum_stay: P0D\nconfirm_runs: 1\nbypass: [a]").Holds.Any);
    }

    [Fact]
    public void The_missing_segment_is_added_at_the_end_when_it_is_not_listed() =>
        Assert.Equal(
            new SegmentDefinition("prospect", new Location("schemes/one.yaml", 5, 10), "prospect", null, null, null),
            Definitions.Scheme(Definitions.Grid).Segments[^1]);

    [Fact]
    public void Schemes_are_in_the_order_of_their_names()
    {
        var files = Definitions.With(
            "schemes/1.yaml", Rules.Replace("scheme: s", "scheme: z", StringComparison.Ordinal));
        files["schemes/2.yaml"] = System.Text.Encoding.UTF8.GetBytes(Rules);

        Assert.Equal(["s", "z"], Definitions.Read(files).Schemes.Select(scheme => scheme.Name));
    }

    [Theory]
    [InlineData(
        "scheme: s\nversion: 1\nkind: cluster\n",
        "schemes/one.yaml:3:7: 'cluster'; expected rules, grid, tiers, scorecard, lifecycle or clusters; "
            + "did you mean 'clusters'?")]
    [InlineData(
        "scheme: s\nversion: 1\nkind: gird\n",
        "schemes/one.yaml:3:7: 'gird'; expected rules, grid, tiers, scorecard, lifecycle or clusters; did you mean 'grid'?")]
    [InlineData(
        "scheme: s\nversion: 1\n",
        "schemes/one.yaml:1:1: no 'kind'; expected kind: rules, grid, tiers, scorecard, lifecycle or clusters")]
    [InlineData(Head, "schemes/one.yaml:1:1: no 'segments'; expected segments: a list of segments")]
    [InlineData(
        "scheme: workspace\nversion: 1\nkind: rules\nsegments: [{ id: a, when: frequency > 1 }, { id: b }]\n",
        "schemes/one.yaml:1:9: scheme 'workspace', which is the word for all definitions; expected another name")]
    [InlineData(Head + "segments: []", "schemes/one.yaml:4:11: no segments; expected a list of segments")]
    [InlineData(Head + "segments: { id: a }", "schemes/one.yaml:4:11: a mapping; expected a list of segments")]
    [InlineData(
        Head + "segments: [{ id: a, when: x }]",
        "schemes/one.yaml:4:27: segment 'a' is the last and has a 'when'; expected a last segment without one")]
    [InlineData(
        Head + "segments: [{ id: a }, { id: b }]",
        "schemes/one.yaml:4:12: segment 'a' without 'when' before the last; expected only the last without one")]
    [InlineData(
        Head + "segments: [{ id: a, when: x }, { id: a }]",
        "schemes/one.yaml:4:32: segment 'a' twice; expected each id once")]
    [InlineData(Head + "segments: [{ id: At_Risk }]", "schemes/one.yaml:4:18: 'At_Risk'; expected an id in kebab-case")]
    [InlineData(Head + "segments: [{ id: a, wen: x }]", "schemes/one.yaml:4:21: unknown key 'wen'; expected id, name, when, missing, from, moves_to, renamed_from, playbook, description, objective, owner or attention; did you mean 'when'?")]
    [InlineData(
        Head + "segments: [{ id: a, attention: \"pays {arr\" }]",
        "schemes/one.yaml:4:32: 'pays {arr'; expected a sentence with measures in braces, such as: renews in {renews_in} days; close each brace around the name of a measure")]
    [InlineData(
        Head + "segments: [{ id: a, attention: { text: look, reason: detracter } }]",
        "schemes/one.yaml:4:54: 'detracter'; expected service-gap, value-at-risk, detractor, renewal-without-contact, negative-margin or segment; did you mean 'detractor'?")]
    [InlineData(
        Head + "segments: [{ id: a, attention: { text: look, weight: 1.5 } }]",
        "schemes/one.yaml:4:54: '1.5'; expected a number from 0 to 1, or an expression over measures such as 1 - alive")]
    [InlineData(
        Head + "segments: [{ id: a, when: }, { id: b }]",
        "schemes/one.yaml:4:27: nothing; expected a condition over measures and scores")]
    [InlineData(
        Rules + "scores: {}",
        "schemes/one.yaml:5:9: 'scores' in a scheme of kind rules; expected it only with kind: grid")]
    [InlineData(
        Rules + "missing: none",
        "schemes/one.yaml:5:10: 'missing' in a scheme of kind rules that sends nobody there; expected it only with a condition that says missing: unknown")]
    [InlineData(
        Rules + "needs: [order]",
        "schemes/one.yaml:5:9: unknown source 'order'; expected orders; did you mean 'orders'?")]
    [InlineData(Rules + "needs: orders", "schemes/one.yaml:5:8: 'orders'; expected a list of streams")]
    [InlineData(
        Rules + "buffer: -1",
        "schemes/one.yaml:5:9: '-1'; expected a number from 0 in the unit of the measures, such as 5, or a percentage such as 5%")]
    [InlineData(Rules + "buffer: 101%", "schemes/one.yaml:5:9: '101%'; expected a number from 0")]
    [InlineData(
        Rules + "minimum_stay: PT6H",
        "schemes/one.yaml:5:15: 'PT6H'; expected a duration of whole years, months, weeks or days, such as P30D")]
    [InlineData(Rules + "confirm_runs: 0", "schemes/one.yaml:5:15: '0'; expected a whole number from 1 to 100")]
    [InlineData(Rules + "bypass: a", "schemes/one.yaml:5:9: 'a'; expected a list of segments of the scheme")]
    [InlineData(
        Rules + "bypass: [aa]", "schemes/one.yaml:5:10: unknown segment 'aa'; expected a or b; did you mean 'a'?")]
    [InlineData(Rules + "edges: pinned", "schemes/one.yaml:5:8: edges 'pinned' is not built yet; expected each-run")]
    [InlineData(Rules + "use_cases: retention", "schemes/one.yaml:5:12: 'retention'; expected a list of texts")]
    public void A_wrong_scheme_is_told_with_its_place(string text, string problem) =>
        Assert.StartsWith(problem, Definitions.Problem("schemes/one.yaml", text));

    [Theory]
    [InlineData("version: 1", "version: 0", "schemes/one.yaml:2:10: '0'; expected a whole number of at least 1")]
    [InlineData(
        "scheme: rfm", "scheme: frequency",
        "schemes/one.yaml:1:9: scheme 'frequency' has the name of a measure in measures.yaml line 1")]
    [InlineData(
        "scheme: rfm", "scheme: f",
        "schemes/one.yaml:1:9: scheme 'f' has the name of a score in schemes/one.yaml line 4")]
    [InlineData(
        "{ f: {", "{ frequency: {",
        "schemes/one.yaml:4:11: score 'frequency' has the name of a measure in measures.yaml line 1")]
    [InlineData(
        "of: frequency", "of: frequencies",
        "schemes/one.yaml:4:20: unknown measure 'frequencies'; expected frequency; did you mean 'frequency'?")]
    [InlineData(
        "quantiles: 5", "quantiles: 101", "schemes/one.yaml:4:42: '101'; expected a whole number from 2 to 100")]
    [InlineData(
        "quantiles: 5", "quantiles: 5, better: higher", "schemes/one.yaml:4:53: 'higher'; expected less or more")]
    [InlineData(
        "scores: { f: { of: frequency, quantiles: 5 } }", "scores: {}",
        "schemes/one.yaml:4:9: no scores; expected a mapping from names to scores")]
    [InlineData("missing: prospect\n", "", "schemes/one.yaml:1:1: no 'missing'; expected missing: the segment")]
    [InlineData(
        "missing: prospect", "missing: often",
        "schemes/one.yaml:7:24: segment 'often' is the missing one and has a 'when'; expected none")]
    public void A_wrong_grid_is_told_with_its_place(string right, string wrong, string problem) =>
        Assert.StartsWith(problem, Definitions.Problem(
            "schemes/one.yaml", Definitions.Grid.Replace(right, wrong, StringComparison.Ordinal)));

    [Fact]
    public void A_score_and_a_scheme_have_one_name_in_the_whole_workspace()
    {
        var files = Definitions.With("schemes/one.yaml", Definitions.Grid);
        files["schemes/two.yaml"] = files["schemes/one.yaml"];

        Assert.Equal(
            [
                "schemes/two.yaml:1:9: scheme 'rfm' has the name of a scheme in schemes/one.yaml line 1",
                "schemes/two.yaml:4:11: score 'f' has the name of a score in schemes/one.yaml line 4",
            ],
            Definitions.Problems(files).Select(problem => problem.Split("; expected")[0]));
    }
}
