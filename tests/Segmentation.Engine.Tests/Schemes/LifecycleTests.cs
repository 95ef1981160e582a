using Segmentation.Engine.Schemes;
using Segmentation.Engine.Tests.Workspaces;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Tests.Schemes;

public sealed class LifecycleTests
{
    private const string Life = """
        scheme: life
        version: 1
        kind: lifecycle
        entry: [trial]
        missing: unclear
        segments:
          - { id: live, when: frequency > 5, moves_to: [gone], missing: unknown }
          - { id: trial, when: frequency > 0, moves_to: [live, gone] }
          - { id: gone, moves_to: [] }
          - { id: unclear }
        """;

    [Theory]
    [InlineData("trial", "live", false)]
    [InlineData("trial", "gone", false)]
    [InlineData("live", "trial", true)]
    [InlineData("gone", "live", true)]
    [InlineData(null, "trial", false)]
    [InlineData(null, "live", true)]
    [InlineData(null, "unclear", false)]
    [InlineData("gone", "unclear", false)]
    [InlineData("unclear", "live", false)]
    [InlineData("live", null, false)]
    [InlineData("there-no-more", "live", false)]
    public void A_move_that_no_state_names_is_irregular(string? from, string? to, bool irregular) =>
        Assert.Equal(irregular, Lifecycle.IsIrregular(Definitions.Scheme(Life), from, to));

    [Fact]
    public void Without_entry_customers_may_begin_anywhere_and_other_kinds_have_no_irregular_moves()
    {
        var scheme = Definitions.Scheme(Life.Replace("entry: [trial]\n", "", StringComparison.Ordinal));
        Assert.Null(scheme.Entry);
        Assert.False(Lifecycle.IsIrregular(scheme, null, "live"));
        Assert.True(Lifecycle.IsIrregular(scheme, "live", "trial"));
        Assert.False(Lifecycle.IsIrregular(scheme with { Kind = SchemeKind.Rules }, "live", "trial"));
    }

    [Fact]
    public void The_first_state_whose_condition_holds_decides() => Assert.Equal(
        ["live", "trial", "gone"],
        Account.Segments(
            """
            scheme: life
            version: 1
            kind: lifecycle
            segments:
              - { id: live, when: phase = 'live', moves_to: [gone] }
              - { id: trial, when: nps > 5, moves_to: [live, gone] }
              - { id: gone, moves_to: [] }
            """,
            new Account(Phase: "live", Nps: 9), new Account(Nps: 9), new Account(Nps: 1)));
}
