using System.Text;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Tests.Workspaces;

public sealed class PlaybookReaderTests
{
    private const string Whole = """
        name: Keep close
        description: Personal care.
        goal: They stay.
        level_of_interaction: high
        self_service: limited
        cost: moderate
        best_for: The best.
        owner: account manager
        decision_maker_owner: head of sales
        onboarding: { training_length: P1DT4H, resource_type: trainer, value_plan: three results }
        engagement: { cadence: P2W, modes: [travel, ebr, meeting, email, in-app, call], plan: as agreed }
        health_measures: { frequency: 0.75, monetary: 0.25 }
        skills: [listening]
        do: [call, write]
        avoid: [discounts]
        next_action: { often: Thank them., seldom: Ask them. }
        reward: a view behind the scenes
        success: who stays
        """;

    [Fact]
    public void Everything_that_a_playbook_says_is_kept()
    {
        var play = Read(Whole).Playbooks["keep-close"];

        Assert.Equal(
            ("keep-close", "Keep close", "Personal care.", "They stay."),
            (play.Name, play.Title, play.Description, play.Goal));
        Assert.Equal(("high", "limited", "moderate"), (play.LevelOfInteraction, play.SelfService, play.Cost));
        Assert.Equal(
            ("The best.", "account manager", "head of sales"), (play.BestFor, play.Owner, play.DecisionMakerOwner));
        Assert.Equal(new Onboarding("P1DT4H", "trainer", "three results"), play.Onboarding);
        Assert.Equal(("P2W", "as agreed"), (play.Engagement!.Cadence, play.Engagement.Plan));
        Assert.Equal(["travel", "ebr", "meeting", "email", "in-app", "call"], play.Engagement.Modes);
        Assert.Equal([new("frequency", 0.75m), new HealthMeasure("monetary", 0.25m)], play.HealthMeasures);
        Assert.Equal(["listening", "call", "write", "discounts"], [.. play.Skills, .. play.Do, .. play.Avoid]);
        Assert.Equal(("a view behind the scenes", "who stays"), (play.Reward, play.Success));
        Assert.Equal(
            ["Thank them.", "Ask them.", null],
            new[] { "often", "seldom", "prospect" }.Select(play.NextActionOf));
    }

    [Fact]
    public void One_next_action_may_be_for_all_segments()
    {
        var play = Read("next_action: Call.").Playbooks["keep-close"];
        Assert.Equal("Call.", play.NextActionOf("anything"));
        Assert.Empty(play.NextActions);
    }

    [Fact]
    public void An_empty_playbook_says_nothing() =>
        Assert.Equal("keep-close", Read("").Playbooks["keep-close"].Name);

    [Theory]
    [InlineData("- a", "1:1: a list; expected a mapping of name,")]
    [InlineData("goals: x", "1:1: unknown key 'goals'; expected name, description, goal,", "did you mean 'goal'?")]
    [InlineData("name: [a]", "1:7: a list; expected a text")]
    [InlineData("level_of_interaction: hihg", "1:23: 'hihg'; expected high, moderate or low; did you mean 'high'?")]
    [InlineData("self_service: some", "1:15: 'some'; expected limited, balanced or extensive")]
    [InlineData("cost: 12 EUR", "1:7: '12 EUR'; expected high, moderate or low")]
    [InlineData("onboarding: two days", "1:13: 'two days'; expected a mapping of training_length, resource_type,")]
    [InlineData("onboarding: { trainning_length: P2D }", "1:15: unknown key 'trainning_length'", "did you mean 'train")]
    [InlineData("onboarding: { training_length: two days }", "1:32: 'two days'; expected a duration such as P2D")]
    [InlineData("engagement: { cadence: monthly }", "1:24: 'monthly'; expected a duration such as P2W")]
    [InlineData("engagement: { last_contact: frequency }", "1:13: no 'cadence'; expected cadence: how often")]
    [InlineData("engagement: { cadence: P1M, last_contact: quiet }", "1:43: unknown measure 'quiet'; expected frequency or monetary")]
    [InlineData("engagement: { modes: [email, fone] }", "1:30: 'fone'; expected travel, ebr, meeting, email, in-app")]
    [InlineData("engagement: { modes: email }", "1:22: 'email'; expected a list of ways to meet")]
    [InlineData("health_measures: [nps]", "1:18: a list; expected weights above 0 that sum to exactly 1")]
    [InlineData("health_measures: { frequency: 0 }", "1:31: '0'; expected a weight above 0, at most 1")]
    [InlineData("health_measures: { frequency: half }", "1:31: 'half'; expected a weight above 0, at most 1")]
    [InlineData("health_measures: { frequency: 0.9 }", "1:18: weights that sum to 0.9; expected weights above 0 that")]
    [InlineData("health_measures:", "1:17: weights that sum to 0; expected weights above 0 that sum to exactly 1")]
    [InlineData(
        "health_measures: { freqency: 1 }", "1:20: unknown measure 'freqency'; expected frequency or monetary",
        "did you mean 'frequency'?")]
    [InlineData("next_action: [call]", "1:14: a list; expected a text, or a mapping from segments to texts")]
    [InlineData(
        "next_action: { oftn: Call. }", "1:16: unknown segment 'oftn'; expected often, prospect or seldom",
        "did you mean 'often'?")]
    [InlineData("next_action: { often: }", "1:23: nothing; expected a text")]
    [InlineData("skills: listening", "1:9: 'listening'; expected a list of texts")]
    public void A_wrong_playbook_is_told_with_its_place(string text, string problem, string fix = "")
    {
        var found = Assert.Single(Definitions.Problems(Files(text)));
        Assert.StartsWith($"playbooks/keep-close.yaml:{problem}", found);
        Assert.Contains(fix, found, StringComparison.Ordinal);
    }

    [Fact]
    public void Segments_are_not_looked_for_while_a_scheme_cannot_be_read()
    {
        var files = Files("next_action: { often: Call. }");
        files["schemes/rfm.yaml"] = Encoding.UTF8.GetBytes(
            Definitions.Grid.Replace("kind: grid", "kind: gird", StringComparison.Ordinal));
        Assert.StartsWith("schemes/rfm.yaml:3:7", Assert.Single(Definitions.Problems(files)));
    }

    private static Workspace Read(string playbook) => Definitions.Read(Files(playbook));

    private static Dictionary<string, byte[]> Files(string playbook)
    {
        var files = Definitions.With("playbooks/keep-close.yaml", playbook);
        files["measures.yaml"] = "frequency: count(orders)\nmonetary: sum(orders.amount)\n"u8.ToArray();
        files["schemes/rfm.yaml"] = Encoding.UTF8.GetBytes(Definitions.Grid);
        return files;
    }
}
