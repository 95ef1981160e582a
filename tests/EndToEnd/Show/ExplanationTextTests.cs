using Segmentation.Cli.Show;
using Segmentation.Engine.Tracking;
using Segmentation.Functions.Lookup;
using Segmentation.Functions.Runs;
using Spectre.Console;

namespace EndToEnd.Show;

/// <summary>What people read of a customer that moved, was held, or was set by a person.</summary>
public sealed class ExplanationTextTests
{
    private static readonly Reason[] Changed = [new("arr", 300m, 90m, 100m, 100m)];
    private static readonly Reason[] CutMoved = [new("arr", 90m, 90m, 80m, 100m)];

    public static TheoryData<string, Reason[], string> Causes => new()
    {
        { Cause.OwnData, Changed, "its own data changed\n    arr: 300, now 90; the cut is 100" },
        {
            Cause.ClockDecay, [new("recency_days", 89L, 92L, null, null)],
            "time passed\n    recency_days: 89, now 92"
        },
        {
            Cause.PopulationShift, CutMoved,
            "others changed; the cut moved\n    arr: 90, the same; the cut moved from 80 to 100"
        },
        {
            Cause.DefinitionChange, [new("arr", 90m, 90m, null, 100m)],
            "the definition changed\n    arr: 90, the same; there was no such cut, now it is 100"
        },
        { Cause.HoldReleased, [], "its hold ended\n    nothing that the definition looks at changed" },
        { Cause.OverrideSet, [], "a person set it\n    nothing that the definition looks at changed" },
        {
            Cause.OverrideExpired, [], "what a person set expired\n    nothing that the definition looks at changed"
        },
        {
            Cause.OverrideRemoved, [],
            "what a person set was taken back\n    nothing that the definition looks at changed"
        },
        { Cause.IdentityMerge, Changed, "merged with another customer\n    arr: 300, now 90; the cut is 100" },
        { Cause.IdentitySplit, Changed, "split from another customer\n    arr: 300, now 90; the cut is 100" },
        {
            Cause.Rollback, CutMoved,
            "an earlier run was restored\n    arr: 90, the same; the cut moved from 80 to 100"
        },
    };

    [Theory]
    [MemberData(nameof(Causes))]
    public void Each_cause_is_told_with_what_was_before_and_is_now(string cause, Reason[] inputs, string text) =>
        Assert.Equal(
            $"""
            customer c1 in run 4, as of 2026-06-01: Globex

            touch: High (high)
              since run 3, decided by: arr >= 100
              moved from low to high in run 3: {text}
              arr = 120: not scored; no edges
              would be low with arr = 99.99 instead of 120
              what to do: playbook call

            """, Text(Explained with { Move = Moved(cause, [cause], inputs) }));

    [Fact]
    public void Several_causes_are_told_in_their_order() => Assert.Contains(
        "moved from low to high in run 3: several causes: its own data changed, then its hold ended\n",
        Text(Explained with { Move = Moved(Cause.Mixed, [Cause.OwnData, Cause.HoldReleased], Changed) }),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("buffer", null, null, "it stays: it is too near the edge to be low")]
    [InlineData("minimum-stay", "2026-07-01", null, "it stays at least until 2026-07-01, then it would be low")]
    [InlineData("confirm-runs", null, 1L, "1 of 3 runs in a row have said low; until then it stays")]
    public void What_holds_a_customer_is_told(string by, string? until, long? confirmations, string text) =>
        Assert.Contains(
            $"""
              since run 3, the definition says low, decided by: arr >= 100
              {text}

            """,
            Text(Explained with
            {
                ModelSegment = "low",
                Held = new HeldSegment(
                    by, until is null ? null : DateOnly.Parse(until, null), "low", confirmations,
                    confirmations is null ? null : 3),
            }),
            StringComparison.Ordinal);

    [Fact]
    public void What_a_person_set_is_told_with_what_the_definition_says()
    {
        var set = new SetSegment("high", "Renewal talks.", "ann@example.com", new DateOnly(2026, 9, 1));
        Assert.Contains(
            """
              ann@example.com set it to high until 2026-09-01: Renewal talks.
                the definition says the same

            """, Text(Explained with { Override = set }), StringComparison.Ordinal);
        Assert.Contains(
            """
                the definition says low, in 3 runs in a row
              arr = 120: not scored; no edges
              the definition would say low with arr = 99.99 instead of 120

            """,
            Text(Explained with { ModelSegment = "low", Override = set with { ConflictRuns = 3 } }),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_nearest_way_back_is_told_when_it_is_not_among_the_nearest_changes() => Assert.Contains(
        "  the nearest way back: would be lowest with arr = 9 instead of 120\n",
        Text(Explained with { WayBack = new NearestChange("arr", 120m, 9m, "lowest") }), StringComparison.Ordinal);

    private static Explanation Explained { get; } = new(
        "c1", 4, new DateOnly(2026, 6, 1), "touch", "high", "High")
    {
        Playbook = "call",
        SinceRun = 3,
        DecidedBy = "arr >= 100",
        Inputs = [new ExplainedInput("arr", 120m, null, null, [], null)],
        RunnerUp = "low",
        Margin = 20.01m,
        ModelSegment = "high",
        NearestChange = [new NearestChange("arr", 120m, 99.99m, "low")],
    };

    private static LastMove Moved(string cause, string[] causes, Reason[] inputs) =>
        new("low", "high", 3, cause, causes, inputs);

    private static string Text(Explanation explanation)
    {
        using var writer = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        ExplanationText.Show(console, [explanation], "Globex");
        return writer.ToString();
    }
}
