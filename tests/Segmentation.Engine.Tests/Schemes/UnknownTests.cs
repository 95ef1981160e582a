using Segmentation.Engine.Columns;

namespace Segmentation.Engine.Tests.Schemes;

/// <summary>Conditions that are neither true nor false.</summary>
public sealed class UnknownTests
{
    [Theory]
    [InlineData("excluded", "", "rest rest happy rest", "1 0 0 0")]
    [InlineData("included", "", "happy rest happy rest", "1 0 0 0")]
    [InlineData("unknown", "missing: unclear", "unclear rest happy rest", "1 0 0 0")]
    public void The_policy_decides_for_whom_a_condition_holds(
        string policy, string missing, string segments, string unknown)
    {
        var set = Account.Bind($$"""
            scheme: mood
            version: 1
            kind: rules
            {{missing}}
            segments:
              - { id: gone, when: phase IS NULL AND seats > 100 }
              - { id: happy, when: nps > 6, missing: {{policy}} }
              - { id: rest }
            """);
        var results = Account.Decide(
            set, new(Seats: 1), new(Seats: 1, Nps: 6), new(Seats: 1, Nps: 7), new(Seats: 1, Nps: 1));
        Assert.Equal(segments.Split(' '), Account.Segments(set, "mood", results));
        Assert.Equal(
            unknown.Split(' ').Select(sbyte.Parse), results.Of(set.Schemes[0]).Unknown);
    }

    [Fact]
    public void Only_conditions_up_to_the_one_that_decides_are_met()
    {
        var set = Account.Bind("""
            scheme: mood
            version: 1
            kind: rules
            segments:
              - { id: live, when: phase = 'live' }
              - { id: happy, when: nps > 6 }
              - { id: big, when: seats > 6, missing: included }
              - { id: rich, when: arr > 6 }
              - { id: rest }
            """);
        string[] Met(Account account) =>
            [.. set.Schemes[0].Unknown(Account.Decide(set, account)).Select(met => met.Expression.Text)];

        Assert.Empty(Met(new(Phase: "live")));
        Assert.Equal(["phase = 'live'", "nps > 6", "seats > 6"], Met(new()));
        Assert.Equal(["nps > 6"], Met(new(Phase: "gone", Seats: 7)));
        Assert.Equal(["phase = 'live'", "arr > 6"], Met(new(Nps: 1, Seats: 1)));
        Assert.True(set.Schemes[0].MayBeUnknown);
    }

    [Fact]
    public void Scores_are_never_unknown_for_customers_that_have_them()
    {
        var set = Account.Bind("""
            scheme: grid
            version: 1
            kind: grid
            scores: { a: { of: arr, quantiles: 2 } }
            missing: none
            segments: [{ id: high, when: a = 2 }, { id: low }]
            """);
        Assert.False(set.Schemes[0].MayBeUnknown);
        var results = Account.Decide(set, new(Arr: 1), new(Arr: 2), new());
        Assert.Equal(["low", "high", "none"], Account.Segments(set, "grid", results));
        Assert.Equal([0, 0, 0], results.Of(set.Schemes[0]).Unknown);
        Assert.Equal(
            [1, 2, IntegerColumn.Null], ((IntegerColumn)results.Of(set.Schemes[0]).Columns[0]).Values);
    }
}
