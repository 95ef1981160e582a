using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Tests.Workspaces;

public sealed class PurposeTests
{
    [Fact]
    public void What_a_scheme_and_its_segments_are_for_is_kept()
    {
        var scheme = Definitions.Scheme("""
            scheme: size
            version: 1
            kind: rules
            name: By size
            description: Who is large.
            owner: head of sales
            objective: { metric: repeat_rate, direction: up, target: 0.35, by: 2026-12-31 }
            review_every: P3M
            use_cases: [coverage, pricing]
            segments:
              - { id: all, owner: sales, objective: Nobody leaves. }
            """);

        var purpose = scheme.Purpose;
        Assert.Equal(
            ("By size", "Who is large.", "head of sales", "P3M"),
            (purpose.Name, purpose.Description, purpose.Owner, purpose.ReviewEvery));
        Assert.Equal(["coverage", "pricing"], purpose.UseCases);
        Assert.Equal(
            new Objective(
                "repeat_rate up to 0.35 by 2026-12-31", "repeat_rate", "up", 0.35m, new DateOnly(2026, 12, 31)),
            purpose.Objective);
        Assert.Equal(
            ("sales", new Objective("Nobody leaves.", null, null, null, null)),
            (scheme.Segments[0].Owner, scheme.Segments[0].Objective));
    }

    [Fact]
    public void A_scheme_need_not_say_what_it_is_for()
    {
        var purpose = Definitions.Scheme("scheme: s\nversion: 1\nkind: rules\nsegments: [{ id: all }]").Purpose;
        Assert.Equal(Purpose.Unsaid with { UseCases = purpose.UseCases }, purpose);
        Assert.Empty(purpose.UseCases);
    }
}
