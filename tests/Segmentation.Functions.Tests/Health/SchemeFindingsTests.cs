using Segmentation.Engine.Health;
using Segmentation.Functions.Health;

namespace Segmentation.Functions.Tests.Health;

public sealed class SchemeFindingsTests
{
    private static readonly ColumnShift Same = new("touch", 0, "stable");

    [Fact]
    public void A_scheme_like_its_baseline_has_none() => Assert.Empty(Of(Health, [500, 400, 100]));

    [Fact]
    public void Each_kind_is_told_once_it_is_past_its_limit()
    {
        Assert.Equal(
            ["high has 61 % of customers now"], Texts(Health, [610, 300, 90]));
        Assert.Equal(["low has only 9 customers left"], Texts(Health, [500, 491, 9]));
        Assert.Equal(["5.1 % of customers go to and fro"], Texts(Health with { FlapRate = 0.051 }));
        Assert.Equal(
            ["a condition is unknown for 12 % of customers, not 5 %"], Texts(Health with { UnknownRate = 0.12 }));
        Assert.Equal(
            ["persons set 2.1 % of customers against the definition"], Texts(Health with { ConflictRate = 0.021 }));
        Assert.Equal(
            ["segments tell customers of value apart less than half as well"],
            Texts(Health with { Separation = 0.19 }));
        Assert.Equal(
            "eta squared 0.19, not 0.40", Of(Health with { Separation = 0.19 }, [500, 400, 100])[0].Figure);
        Assert.Empty(Of(
            Health with { FlapRate = 0.05, UnknownRate = 0.1, ConflictRate = 0.02, Separation = 0.2 },
            [600, 390, 10]));
    }

    [Fact]
    public void The_largest_net_move_is_named_and_sizes_where_nobody_moved()
    {
        var shifted = Health with { SegmentShift = new ColumnShift("touch", 0.2, "watch") };
        Assert.Equal(
            ["12 % of customers moved from high to mid"],
            Texts(shifted, [400, 500, 100], new("high", "mid", 150), new("low", "mid", 60), new("mid", "high", 30)));
        Assert.Equal(["high went from 50 % to 40 % of customers"], Texts(shifted, [400, 500, 100]));
    }

    [Fact]
    public void The_worst_come_first_and_scores_behind_measures()
    {
        var shifted = Health with
        {
            Measures = [new ColumnShift("arr", 0.14, "watch"), new ColumnShift("seats", 0.3, "refit")],
            Scores = [new ColumnShift("m", 0.9, "refit")],
            FlapRate = 0.06,
        };
        Assert.Equal(
            ["seats has shifted", "the score m has shifted", "arr has shifted", "6 % of customers go to and fro"],
            Texts(shifted));
        Assert.Equal(
            [HealthVerdict.Refit, HealthVerdict.Refit, HealthVerdict.Watch, HealthVerdict.Watch],
            Of(shifted, [500, 400, 100]).Select(finding => finding.Verdict));
    }

    [Fact]
    public void Of_fewer_than_a_hundred_customers_nothing_is_told()
    {
        var shifted = Health with { SegmentShift = new ColumnShift("touch", 3, "refit"), FlapRate = 1 };
        Assert.NotEmpty(Of(shifted, [50, 25, 25]));
        Assert.Empty(Of(shifted, [50, 25, 24]));
        Assert.Empty(Of(shifted with { Baseline = new ComparedRun(1, Day, 99) }, [500, 400, 100]));
    }

    [Fact]
    public void Learned_segments_are_to_be_fitted_again_and_others_reviewed()
    {
        HealthFinding[] findings =
        [
            .. Enumerable.Range(1, 4).Select(
                i => new HealthFinding(HealthVerdict.Refit, 5 - i, $"m{i} moved", $"PSI {i}")),
            new(HealthVerdict.Watch, 9, "little", ""),
        ];
        var learned = HealthText.Of(Health with { IsLearned = true }, findings);
        Assert.Equal(
            "refit: touch: since 2026-03-01, m1 moved (PSI 1); m2 moved (PSI 2); m3 moved (PSI 3); 2 more. "
                + "Run it again with --refit",
            learned.Reason);
        var byHand = HealthText.Of(Health, findings);
        var calm = HealthText.Of(Health with { Scheme = "areas" }, []);
        Assert.Equal("stable: areas: nothing has shifted since 2026-03-01", calm.Reason);
        Assert.Equal(
            "refit. touch: since 2026-03-01, m1 moved; m2 moved; m3 moved; 2 more. Run it again with --refit.",
            HealthText.Whole([calm, learned], []).Summary);
        Assert.Equal(
            ("refit", "review. touch: since 2026-03-01, m1 moved; m2 moved; m3 moved; 2 more. Review its definition."),
            (HealthText.Whole([calm, byHand], []).Verdict, HealthText.Whole([calm, byHand], []).Summary));
        Assert.Equal("stable: there is nothing to compare with yet", HealthText.Whole([], []).Reason);
    }

    private static DateOnly Day => new(2026, 3, 1);

    private static SchemeHealth Health => new("touch", 1, "", "")
    {
        Baseline = new ComparedRun(1, Day, 1000),
        SegmentShift = Same,
        Segments = [new SegmentShare("high", 0.4, 0.5, null), new SegmentShare("mid", 0.45, 0.4, null)],
        Separation = 0.4,
        UnknownRate = 0.05,
    };

    private static string[] Texts(SchemeHealth health, long[]? sizes = null, params SegmentFlow[] flows) =>
        [.. Of(health, sizes ?? [500, 400, 100], flows).Select(finding => finding.Text)];

    private static IReadOnlyList<HealthFinding> Of(SchemeHealth health, long[] sizes, params SegmentFlow[] flows) =>
        SchemeFindings.Of(
            health,
            new SchemeRecord(
                "touch", 1, new SchemeBaseline(1, Day, Sizes(500, 400, 100), 50, 0.4, []), Sizes(sizes), flows, [], []),
            null, sizes);

    private static SegmentSize[] Sizes(params long[] sizes) =>
        [.. new[] { "high", "mid", "low" }.Zip(sizes, (segment, size) => new SegmentSize(segment, size))];
}
