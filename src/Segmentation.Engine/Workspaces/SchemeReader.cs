namespace Segmentation.Engine.Workspaces;

/// <summary>Reads one file of <c>schemes/</c>.</summary>
internal static class SchemeReader
{
    private const int MostQuantiles = 100;

    private static readonly string[] Built = ["rules", "grid"];
    private static readonly string[] NotBuilt = ["scorecard", "tiers", "lifecycle", "clusters"];
    private static readonly string[] Texts = ["name", "description", "owner"];
    private static readonly string[] ScoreKeys = ["of", "quantiles", "better"];

    private static readonly string[] Keys =
    [
        "scheme", "version", "kind", .. Texts, "objective", "review_every", "use_cases", "needs", "scores", "missing",
        "segments", .. Stability.Keys,
    ];

    /// <summary>The scheme; null when it has no name, or a kind that is not built.</summary>
    public static SchemeDefinition? Read(Node node, Problems problems)
    {
        if (Entries.Of(node, Keys, problems) is not { } entries)
            return null;
        CheckForms(entries, problems);
        Stability.Check(entries, problems);
        var name = entries.Need("scheme", Forms.Kebab).Form(Forms.IsKebab, Forms.Kebab, problems);
        var version = entries.Need("version", "a whole number from 1").Whole(1, int.MaxValue, problems);
        var kind = Kind(entries.Need("kind", Entries.OneOf(Built)), problems);
        if (kind is null)
            return null;
        var missing = Missing(entries, kind.Value, problems);
        var scheme = new SchemeDefinition(name?.Value ?? "", name?.At ?? entries.At, version ?? 1, kind.Value)
        {
            Needs = [.. entries.Find("needs").List("streams", problems).Select(need => need.Value)],
            Scores = Scores(entries, kind.Value, problems),
            Missing = missing?.Value,
            Segments = SegmentsReader.Read(entries, missing, problems),
        };
        return name is null ? null : scheme;
    }

    /// <summary>The sources that a scheme needs, with their places.</summary>
    public static IEnumerable<TextNode> Needs(Node node) =>
        (node as MapNode)?.Find("needs") is ListNode needs ? Named(needs.Items) : [];

    /// <summary>The measures that a scheme scores, with their places.</summary>
    public static IEnumerable<TextNode> Measures(Node node) =>
        (node as MapNode)?.Find("scores") is MapNode scores
            ? Named(scores.Entries.Select(score => (score.Value as MapNode)?.Find("of")))
            : [];

    /// <summary>The playbooks of a scheme's segments, with their places.</summary>
    public static IEnumerable<TextNode> Playbooks(Node node) =>
        (node as MapNode)?.Find("segments") is ListNode segments
            ? Named(segments.Items.Select(segment => (segment as MapNode)?.Find("playbook")))
            : [];

    /// <summary>The texts among nodes; the others are told where they are read.</summary>
    private static IEnumerable<TextNode> Named(IEnumerable<Node?> nodes) =>
        nodes.OfType<TextNode>().Where(name => !name.IsNothing && name.Value.Length > 0);

    private static void CheckForms(Entries entries, Problems problems)
    {
        foreach (var key in Texts)
            entries.Find(key).Text("a text", problems);
        SettingsReader.CheckObjective(entries.Find("objective"), problems);
        entries.Find("review_every").Form(Forms.IsDuration, "a duration such as P3M", problems);
        entries.Find("use_cases").List("texts", problems);
    }

    private static SchemeKind? Kind(Node? node, Problems problems)
    {
        if (node is not TextNode { IsNothing: false } kind || !NotBuilt.Contains(kind.Value))
        {
            return node.Word(Built, problems) switch
            {
                "rules" => SchemeKind.Rules,
                "grid" => SchemeKind.Grid,
                _ => null,
            };
        }

        problems.Add(kind.At, $"kind '{kind.Value}' is not built yet", $"{Entries.OneOf(Built)}");
        return null;
    }

    private static TextNode? Missing(Entries entries, SchemeKind kind, Problems problems)
    {
        const string expected = "the segment of customers without a score";
        if (kind == SchemeKind.Grid)
            return entries.Need("missing", expected).Form(Forms.IsKebab, Forms.Kebab, problems);
        if (entries.Find("missing") is { } missing)
            problems.Add(missing.At, "'missing' in a scheme of kind rules", "it only with kind: grid");
        return null;
    }

    private static IReadOnlyList<ScoreDefinition> Scores(Entries entries, SchemeKind kind, Problems problems)
    {
        const string expected =
            "a mapping from names to scores, such as r: { of: recency_days, quantiles: 5, better: less }";
        if (kind == SchemeKind.Rules)
        {
            if (entries.Find("scores") is { } scores)
                problems.Add(scores.At, "'scores' in a scheme of kind rules", "them only with kind: grid");
            return [];
        }

        if (entries.Need("scores", expected) is not { } node || Entries.Map(node, expected, problems) is not { } map)
            return [];
        if (map.Entries.Count == 0)
            problems.Add(map.At, "no scores", $"{expected}");
        return [.. map.Entries.Select(entry => Score(entry.Key, entry.Value, problems)).OfType<ScoreDefinition>()];
    }

    private static ScoreDefinition? Score(TextNode name, Node node, Problems problems)
    {
        if (Entries.Of(node, ScoreKeys, problems) is not { } entries)
            return null;
        var named = name.Form(Forms.IsName, Forms.Name, problems);
        var measure = entries.Need("of", "a measure").Text("a measure", problems);
        var quantiles = entries.Need("quantiles", $"a whole number from 2 to {MostQuantiles}")
            .Whole(2, MostQuantiles, problems);
        var better = entries.Find("better").Word(["less", "more"], problems);
        return named is null || measure is null || quantiles is null
            ? null
            : new ScoreDefinition(name.Value, name.At, measure.Value, quantiles.Value, better == "less");
    }
}
