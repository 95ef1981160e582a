using Segmentation.Cli.Show.Summary;
using Segmentation.Functions.Health;
using Spectre.Console;

namespace EndToEnd.Show;

public sealed class HealthTableTests
{
    [Fact]
    public void Each_scheme_has_a_row_and_what_is_wrong_and_how_far_objectives_are_stand_below()
    {
        var touch = new SchemeHealth(
            "touch", 1, "watch", "watch: touch: since 2026-03-01, 12 % of customers moved from mid to low; "
                + "arr has shifted (PSI 0.14)")
        {
            SegmentShift = new ColumnShift("touch", 0.11, "watch"),
            Measures = [new ColumnShift("arr", 0.14, "watch"), new ColumnShift("seats", null, "unknown")],
            Separation = 0.714,
            Balance = new SegmentBalance(0.866, "low", 0.5, "high", 0.1, true),
            FlapRate = 0.004,
            OverrideRate = 0.0123,
        };
        var stages = new SchemeHealth("stages", 2, "stable", "stable: stages: there is nothing to compare with yet");
        var shifted = stages with { Scheme = "value-tier", Scores = [new ColumnShift("v", 1.5, "refit")] };
        using var text = new StringWriter();
        HealthTable.Show(
            AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(text) }),
            new SegmentationHealth("watch", touch.Reason, "", [stages, touch, shifted],
            [
                new ObjectiveProgress(null, null, "arr up", "arr", "arr is 1,150"),
            ]));
        Assert.Equal(
            """
            health        verdict  shift          apart  balance  to-fro  unknown    set
              stages      stable       -              -        -   0.0 %    0.0 %  0.0 %
              touch       watch     0.14  ███▍     0.71     0.87   0.4 %    0.0 %  1.2 %
              value-tier  stable    1.50  ██████      -        -   0.0 %    0.0 %  0.0 %
            watch: touch: since 2026-03-01, 12 % of customers moved from mid to low; arr
              has shifted (PSI 0.14)
            objective: arr is 1,150

            """, text.ToString());
    }
}
