using Segmentation.Engine.Calibration;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Tests.Workspaces;

/// <summary>Scorecards and lifecycles as they are written.</summary>
public sealed class ScorecardReaderTests
{
    private const string Card = """
        scheme: high-touch
        version: 1
        kind: scorecard
        points:
          value: { of: frequency, quantiles: 5, weight: 8.50 }
          seats: { of: frequency, share: 80%, weight: -2 }
          bad: { when: frequency < 2, points: -15, missing: included }
        missing: unscored
        segments:
          - { id: high, from: 60 }
          - { id: middle, from: -3.5, renamed_from: mid }
          - { id: low }
        """;

    private const string Life = """
        scheme: life
        version: 1
        kind: lifecycle
        segments:
          - { id: live, when: frequency > 5, moves_to: [gone] }
          - { id: gone, moves_to: [] }
        """;

    [Fact]
    public void A_scorecard_has_rows_of_points_and_segments_that_begin_at_a_total()
    {
        var scheme = Definitions.Scheme(Card);
        Assert.Equal(
            [("value", 8.5m, true), ("seats", -2m, true), ("bad", -15m, false)],
            scheme.Points.Select(row => (row.Name, row.Points, row.Score is not null)));
        Assert.Equal(UnknownPolicy.Included, scheme.Points[2].IfUnknown);
        Assert.Equal(["QuantileCut", "ShareCut"], scheme.Scores.Select(score => score.Cut.GetType().Name));
        Assert.Equal(new QuantileCut(5), scheme.Scores[0].Cut);
        Assert.Equal(
            [("value", ColumnType.Money), ("seats", ColumnType.Money), ("bad", ColumnType.Money),
             ("high_touch_points", ColumnType.Money)],
            scheme.Columns.Select(column => (column.Name, column.Type)));
        Assert.Equal(
            ["high_touch_points >= 60", "high_touch_points >= -3.5", null, null],
            scheme.Segments.Select(segment => segment.When?.Text));
        Assert.Equal("mid", scheme.Segments[1].RenamedFrom);
        Assert.Equal(("middle", "other"), (scheme.Today("mid"), scheme.Today("other")));
    }

    [Fact]
    public void A_lifecycle_has_a_column_with_the_day_of_entry()
    {
        var scheme = Definitions.Scheme(Life.Replace("scheme: life", "scheme: 2-life", StringComparison.Ordinal));
        Assert.Equal("_2_life_entered", scheme.EnteredColumn);
        Assert.Equal([["gone"], []], scheme.Segments.Select(segment => segment.MovesTo!));
        Assert.Null(Definitions.Scheme(Card).EnteredColumn);
    }

    [Theory]
    [InlineData("weight: 8.50", "weight: 0", "5:49: weight 0; expected another number; take the row out")]
    [InlineData("weight: 8.50", "weight: 1.2345678", "5:49: '1.2345678'; expected a number from -1000000 to 1000000")]
    [InlineData(", weight: 8.50", "", "5:10: no 'weight'; expected weight: the points of each step of the score")]
    [InlineData("quantiles: 5, weight", "weight", "5:10: no 'share', 'quantiles' or 'edges'; expected one of them")]
    [InlineData("of: frequency, share", "of: frequencys, share", "6:16: unknown measure 'frequencys'; expected")]
    [InlineData("when: frequency < 2, points", "points", "7:8: neither 'of' nor 'when'; expected of: a measure")]
    [InlineData("points: -15", "points: -15, weight: 3", "7:52: 'weight' beside 'when'; expected only when, points")]
    [InlineData("share: 80%", "share: 80%, points: 3", "6:47: 'points' beside 'of'; expected only of, share")]
    [InlineData("missing: included", "missing: maybe", "7:53: 'maybe'; expected excluded, included or unknown")]
    [InlineData("missing: unscored\n", "", "1:1: no 'missing'; expected missing: the segment of customers")]
    [InlineData("from: -3.5", "from: 60", "11:25: from 60 behind 60; expected fewer points than before")]
    [InlineData("from: -3.5, ", "", "11:5: segment 'middle' without 'from' before the last; expected only the last")]
    [InlineData("{ id: low }", "{ id: low, from: -9 }", "12:22: segment 'low' is the last and has a 'from'")]
    [InlineData(
        "{ id: low }", "{ id: low, moves_to: [] }",
        "12:26: segment 'low' of a scheme of kind scorecard has a 'moves_to'; expected none; it is only with kind: l")]
    [InlineData(
        "renamed_from: mid", "renamed_from: low",
        "11:5: segment 'middle' renamed from 'low', which is there; expected an id that the scheme does not have")]
    [InlineData(
        "{ id: low }", "{ id: low, renamed_from: mid }",
        "12:5: segment 'low' renamed from 'mid', as another is; expected one segment renamed from an id")]
    [InlineData("bad:", "since:", "7:3: score 'since'; expected another name; segment, since, entered, unknown")]
    [InlineData("bad:", "frequency:", "7:3: score 'frequency' has the name of a measure in measures.yaml line 1")]
    [InlineData("scheme: high-touch", "scheme: seats", "1:9: scheme 'seats' has the name of a score in")]
    public void A_wrong_scorecard_is_told_with_its_place(string right, string wrong, string problem) =>
        Assert.StartsWith("schemes/one.yaml:" + problem, Definitions.Problem(
            "schemes/one.yaml", Card.Replace(right, wrong, StringComparison.Ordinal)));

    [Theory]
    [InlineData(", moves_to: []", "", "6:5: state 'gone' without 'moves_to'; expected moves_to: the states that may")]
    [InlineData(
        "moves_to: [gone]", "moves_to: [gnoe]",
        "5:49: unknown state 'gnoe'; expected live or gone; did you mean 'gone'?")]
    [InlineData("kind: lifecycle", "kind: lifecycle\nentry: [lvie]", "4:9: unknown state 'lvie'; expected live or")]
    [InlineData("kind: lifecycle", "kind: lifecycle\nentry: []", "4:8: an empty list; expected states in which")]
    [InlineData("kind: lifecycle", "kind: lifecycle\nmissing: none", "4:10: 'missing' in a scheme of kind lifecycle")]
    [InlineData(
        "frequency > 5", "frequency > 5, missing: unknown",
        "5:5: segment 'live' says missing: unknown, and the scheme has no 'missing'; expected missing: the segment")]
    [InlineData("{ id: gone,", "{ id: gone, missing: unknown,", "6:26: 'missing' without 'when'; expected it only")]
    [InlineData("{ id: gone,", "{ id: gone, from: 3,", "6:23: segment 'gone' of a scheme of kind lifecycle has a 'from'")]
    public void A_wrong_lifecycle_is_told_with_its_place(string right, string wrong, string problem) =>
        Assert.StartsWith("schemes/one.yaml:" + problem, Definitions.Problems(
            "schemes/one.yaml", Life.Replace(right, wrong, StringComparison.Ordinal))[0]);
}
