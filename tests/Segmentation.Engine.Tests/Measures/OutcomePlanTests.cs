using Segmentation.Engine.Measures;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Tests.Measures;

/// <summary>What outcomes read, and what they may not ask.</summary>
public sealed class OutcomePlanTests
{
    private const string Sources = """
        customers:
          file: "c*"
          id: id
          parent: above
          fields: { rank: integer, other: integer }
        streams:
          orders: { file: "o*", customer: id, time: day, fields: { amount: money, paid: date } }
          visits: { file: "v*", customer: id, time: day, fields: { pages: integer } }
          people: { file: "p*", belongs_to: id, key: person, fields: { role: text } }
        """;

    private const string Measures = """
        alive: p_alive(orders)
        safe: alive * 2
        visits: count(visits)
        pages: sum(visits.pages) + visits
        roles: count(people WHERE role = 'x')
        all: { value: visits, rollup: sum }
        """;

    [Theory]
    [InlineData(
        "p_alive(orders) > 0.5", "p_alive in an outcome; expected what happened; what is expected stands in a measure")]
    [InlineData(
        "safe > 1",
        "measure 'alive', which asks a lifetime model, in an outcome; expected what happened; "
        + "what is expected stands in a measure")]
    [InlineData(
        "all > 1",
        "outcome 'back' uses 'all', which is rolled up; expected measures of each customer alone; "
        + "what is rolled up is for schemes and results")]
    public void An_outcome_is_not_what_a_model_expects_nor_what_others_did(string happened, string told)
    {
        Bind($"back: {{ event: \"{happened}\", horizon: P60D }}", out var problems);
        Assert.Contains(told, Assert.Single(problems), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("count(orders)", "orders")]
    [InlineData("count(orders) > 0 AND pages > 10", "orders, visits")]
    [InlineData("roles > 0 OR visits = 0", "visits")]
    [InlineData("rank > 1", "")]
    public void The_events_of_an_outcome_are_its_own_and_those_of_its_measures(string happened, string streams)
    {
        var outcomes = Bind($"back: {{ event: \"{happened}\", horizon: P60D }}", out _)!;
        Assert.Equal(streams, string.Join(", ", outcomes.Streams(outcomes.All[0])));
    }

    [Fact]
    public void The_fields_of_an_outcome_are_those_of_its_event_its_value_and_their_measures()
    {
        var outcomes = Bind(
            "back: { event: \"rank > 1 OR roles > 1\", value: \"sum(orders.amount) + pages\", horizon: P60D }", out _)!;
        Assert.Equal(
            ["amount", "pages", "rank", "role"], outcomes.Fields(outcomes.All[0]).Select(field => field.Name).Order());
    }

    private static OutcomePlan? Bind(string outcomes, out string[] found)
    {
        var problems = new Problems();
        var plan = MeasurePlan.Bind(
            MeasuredDump.WorkspaceOf(Sources, Measures, ("outcomes.yaml", outcomes)), problems);
        found = [.. problems.All.Select(problem => problem.ToString())];
        return plan?.Outcomes;
    }
}
