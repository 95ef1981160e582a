using Segmentation.Engine.Backtesting;
using Segmentation.Engine.Measures;
using Segmentation.Engine.Tests.Measures;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Tests.Backtesting;

public sealed class KnownMeasuresTests
{
    private const string Sources = """
        customers:
          file: "c*"
          id: id
          parent: above
          fields:
            joined: { type: date, known_since: joined }
            plan: text
            rank: { type: integer, known_since: 2026-04-01 }
            mood: { type: text, known_since: never }
        streams:
          orders:
            file: "o*"
            customer: id
            time: day
            fields: { amount: money, paid: date, late: { type: money, known_since: 2026-04-01 } }
          contracts:
            file: "k*"
            customer: id
            time: day
            fields:
              ended: { type: date, known_since: never }
              due: date
              monthly: { type: money, known_since: never }
              tier: { type: text, known_since: never }
          people: { file: "p*", belongs_to: id, key: person, fields: { role: text } }
        """;

    [Theory]
    [InlineData("count(orders WHERE days_since(paid) > 1)", null)]
    [InlineData("days_since(joined)", null)]
    [InlineData("p_alive(orders)", null)]
    [InlineData("lifetime_value(orders.amount, horizon: 52w)", null)]
    [InlineData("p_renew(contracts, ends: due, period: 30d)", null)]
    [InlineData(
        "CASE WHEN plan = 'a' THEN 1 ELSE 0 END",
        "reads customers.plan, and nothing says since when that is known")]
    [InlineData("rank", "reads customers.rank, which is known since 2026-04-01")]
    [InlineData("CASE WHEN mood = 'a' THEN 1 ELSE 0 END", "reads customers.mood, which tells only what is so today")]
    [InlineData("sum(orders.late)", "reads orders.late, which is known since 2026-04-01")]
    [InlineData("count(orders WHERE late > 1)", "reads orders.late, which is known since 2026-04-01")]
    [InlineData("count(people)", "reads people, whose rows tell only what is so today")]
    [InlineData("lifetime_value(orders.late, horizon: 52w)", "reads orders.late, which is known since 2026-04-01")]
    [InlineData("p_alive(orders WHERE late > 1)", "reads orders.late, which is known since 2026-04-01")]
    [InlineData(
        "p_renew(contracts, ends: ended, period: 30d)", "reads contracts.ended, which tells only what is so today")]
    [InlineData(
        "p_renew(contracts, ends: due, period: 30d, by: tier)",
        "reads contracts.tier, which tells only what is so today")]
    [InlineData(
        "remaining_value(contracts.monthly, ends: due, period: 30d, horizon: 360d)",
        "reads contracts.monthly, which tells only what is so today")]
    public void A_measure_tells_what_it_reads_that_was_not_known(string expression, string? why)
    {
        var known = Known($"asked: \"{expression}\"\nnext: asked + 1");
        Assert.Equal((why, why is null ? null : $"uses asked, which {why}"), (known.WhyNot(0), known.WhyNot(1)));
    }

    [Fact]
    public void What_is_rolled_up_was_not_known_since_parents_are_those_of_today() =>
        Assert.Equal(
            [("all", "is rolled up, and only today's parents are known")],
            Known("own: count(orders)\nall: { value: own, rollup: sum }").Unknown);

    private static KnownMeasures Known(string measures)
    {
        var workspace = MeasuredDump.WorkspaceOf(Sources, measures);
        var problems = new Problems();
        var plan = MeasurePlan.Bind(workspace, problems);
        Assert.Empty(problems.All.Select(problem => problem.ToString()));
        return new KnownMeasures(plan!, workspace, new DateOnly(2026, 3, 11));
    }
}
