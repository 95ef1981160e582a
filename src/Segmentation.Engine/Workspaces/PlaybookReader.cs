using System.Globalization;

namespace Segmentation.Engine.Workspaces;

/// <summary>Reads the files of <c>playbooks/</c>.</summary>
internal static class PlaybookReader
{
    private const string Health = "health_measures";
    private const string LastContact = "last_contact";
    private const string Next = "next_action";
    private const string ExpectedText = "a text";

    private static readonly string[] Keys =
    [
        "name", "description", "goal", "level_of_interaction", "self_service", "cost", "best_for", "owner",
        "decision_maker_owner", "onboarding", "engagement", Health, "skills", "do", "avoid", Next, "reward", "success",
    ];

    private static readonly string[] OnboardingKeys = ["training_length", "resource_type", "value_plan"];
    private static readonly string[] EngagementKeys = ["cadence", "modes", "plan", LastContact];
    private static readonly string[] Amounts = ["high", "moderate", "low"];
    private static readonly string[] SelfServices = ["limited", "balanced", "extensive"];
    private static readonly string[] Modes = ["travel", "ebr", "meeting", "email", "in-app", "call"];

    /// <summary>The playbooks by name; one that could not be read has its name alone.</summary>
    public static SortedDictionary<string, PlaybookDefinition> Read(DefinitionFiles files, Problems problems)
    {
        var playbooks = new SortedDictionary<string, PlaybookDefinition>(StringComparer.Ordinal);
        foreach (var (path, document) in files.PlaybookDocuments)
        {
            var name = DefinitionFiles.PlaybookOf(path);
            if (!Forms.IsKebab(name))
                problems.Add(
                    ProblemCode.WrongValue, new Location(path, 0, 0), $"playbook {Sentence.Quoted(name)}",
                    $"{Forms.Kebab}");
            playbooks[name] = document is not null && Entries.Of(document, Keys, problems) is { } entries
                ? Playbook(name, entries, problems)
                : new PlaybookDefinition(name);
        }

        return playbooks;
    }

    /// <summary>The measures of a playbook, with their places.</summary>
    public static IEnumerable<TextNode> Measures(Node playbook) => KeysOf(playbook, Health).Concat(
        ((playbook as MapNode)?.Find("engagement") as MapNode)?.Find(LastContact) is TextNode contact ? [contact] : []);

    /// <summary>The segments that a playbook has next actions for, with their places.</summary>
    public static IEnumerable<TextNode> Segments(Node playbook) => KeysOf(playbook, Next);

    /// <summary>The skills that a playbook asks for, with their places.</summary>
    public static IEnumerable<TextNode> Skills(Node playbook) =>
        ((playbook as MapNode)?.Find("skills") as ListNode)?.Items.OfType<TextNode>() ?? [];

    private static IEnumerable<TextNode> KeysOf(Node playbook, string key) =>
        ((playbook as MapNode)?.Find(key) as MapNode)?.Entries.Select(entry => entry.Key) ?? [];

    private static PlaybookDefinition Playbook(string name, Entries entries, Problems problems)
    {
        string? Text(string key) => entries.Find(key).Text(ExpectedText, problems)?.Value;
        return new PlaybookDefinition(name)
        {
            Title = Text("name"),
            Description = Text("description"),
            Goal = Text("goal"),
            LevelOfInteraction = entries.Find("level_of_interaction").Word(Amounts, problems),
            SelfService = entries.Find("self_service").Word(SelfServices, problems),
            Cost = entries.Find("cost").Word(Amounts, problems),
            BestFor = Text("best_for"),
            Owner = Text("owner"),
            DecisionMakerOwner = Text("decision_maker_owner"),
            Onboarding = Onboarding(entries.Find("onboarding"), problems),
            Engagement = Engagement(entries.Find("engagement"), problems),
            HealthMeasures = HealthMeasures(entries.Find(Health), problems),
            Skills = Texts(entries.Find("skills"), problems),
            Do = Texts(entries.Find("do"), problems),
            Avoid = Texts(entries.Find("avoid"), problems),
            NextAction = entries.Find(Next) is TextNode next ? next.Text(ExpectedText, problems)?.Value : null,
            NextActions = entries.Find(Next) is { } actions and not TextNode ? NextActions(actions, problems) : [],
            Reward = Text("reward"),
            Success = Text("success"),
        };
    }

    private static Onboarding? Onboarding(Node? node, Problems problems)
    {
        if (node is null || Entries.Of(node, OnboardingKeys, problems) is not { } entries)
            return null;
        return new Onboarding(
            Duration(entries.Find("training_length"), "P2D", problems),
            entries.Find("resource_type").Text(ExpectedText, problems)?.Value,
            entries.Find("value_plan").Text(ExpectedText, problems)?.Value);
    }

    private static Engagement? Engagement(Node? node, Problems problems)
    {
        if (node is null || Entries.Of(node, EngagementKeys, problems) is not { } entries)
            return null;
        return new Engagement(
            Duration(entries.Find("cadence"), "P2W", problems),
            [.. entries.Find("modes").List("ways to meet", problems)
                .Select(mode => mode.Word(Modes, problems)).OfType<string>()],
            entries.Find("plan").Text(ExpectedText, problems)?.Value)
        {
            LastContact = Contact(entries, problems)?.Value,
        };
    }

    private static TextNode? Contact(Entries engagement, Problems problems)
    {
        var measure = engagement.Find(LastContact).Form(Forms.IsName, "the name of a measure of days", problems);
        if (measure is not null)
            engagement.Need("cadence", "how often, such as P2W: without it no contact is overdue");
        return measure;
    }

    private static List<HealthMeasure> HealthMeasures(Node? node, Problems problems)
    {
        const string expected = "weights above 0 that sum to exactly 1, such as { nps: 0.6, idle_days: 0.4 }";
        if (node is null || Entries.Map(node, expected, problems) is not { } map)
            return [];
        var before = problems.Count;
        var health = new List<HealthMeasure>();
        foreach (var (measure, value) in map.Entries)
        {
            if (value.Form(text => Weight(text) is not null, "a weight above 0, at most 1", problems) is { } weight)
                health.Add(new HealthMeasure(measure.Value, Weight(weight.Value)!.Value));
        }

        var sum = health.Sum(measure => measure.Weight);
        if (problems.Count == before && sum != 1)
        {
            problems.Add(
                ProblemCode.WrongValue, map.At,
                string.Create(CultureInfo.InvariantCulture, $"weights that sum to {sum}"), expected);
        }

        return health;
    }

    private static List<NextAction> NextActions(Node node, Problems problems)
    {
        if (Entries.Map(node, "a text, or a mapping from segments to texts", problems) is not { } map)
            return [];
        var actions = new List<NextAction>();
        foreach (var (segment, value) in map.Entries)
        {
            if (value.Text(ExpectedText, problems) is { } text)
                actions.Add(new NextAction(segment.Value, text.Value));
        }

        return actions;
    }

    private static string[] Texts(Node? node, Problems problems) =>
        [.. node.List("texts", problems).Select(text => text.Value)];

    private static string? Duration(Node? node, string example, Problems problems) =>
        node.Form(Forms.IsDuration, $"a duration such as {example}", problems)?.Value;

    private static decimal? Weight(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var weight)
        && weight is > 0 and <= 1 ? weight : null;
}
