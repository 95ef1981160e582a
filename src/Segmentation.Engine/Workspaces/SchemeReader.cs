using Segmentation.Engine.Calibration;

namespace Segmentation.Engine.Workspaces;

/// <summary>Reads one file of <c>schemes/</c>.</summary>
internal static class SchemeReader
{
    private const int MostQuantiles = 100;

    private static readonly string[] Built = [.. Enum.GetValues<SchemeKind>().Select(Word)];
    private static readonly string[] ScoreLists = ["scores", "points"];
    private static readonly string[] ScoreKeys = ["of", "quantiles", "better"];

    private static readonly string[] Keys =
    [
        "scheme", "version", "kind", .. Purpose.Keys, "needs", "scores", "points", "missing", "entry", "segments",
        .. TiersReader.Keys, .. ClustersReader.Keys, .. HoldsReader.Keys,
    ];

    private static readonly (string Key, SchemeKind[] Kinds)[] Particular =
    [
        ("scores", [SchemeKind.Grid]), ("points", [SchemeKind.Scorecard]), ("entry", [SchemeKind.Lifecycle]),
        .. TiersReader.Keys.Select(key => (key, new[] { SchemeKind.Tiers })),
        .. ClustersReader.Keys.Select(key => (key, new[] { SchemeKind.Clusters })),
    ];

    /// <summary>The scheme; null when it has no name, or no kind that there is.</summary>
    public static SchemeDefinition? Read(Node node, Problems problems)
    {
        if (Entries.Of(node, Keys, problems) is not { } entries)
            return null;
        var purpose = Purpose.Read(entries, problems);
        var name = entries.Need("scheme", Forms.Kebab).Form(Forms.IsKebab, Forms.Kebab, problems);
        if (name?.Value == SchemeDefinition.Reserved)
        {
            problems.Add(
                ProblemCode.NameTaken, name.At, $"scheme '{name.Value}', which is the word for all definitions",
                "another name");
        }

        var version = entries.Need("version", "a whole number from 1").Whole(1, int.MaxValue, problems);
        var kind = Kind(entries.Need("kind", Entries.OneOf(Built)), problems);
        HoldsReader.CheckEdges(entries, kind, problems);
        if (kind is null)
            return null;
        CheckParticular(entries, kind.Value, problems);
        var scheme = new SchemeDefinition(name?.Value ?? "", name?.At ?? entries.At, version ?? 1, kind.Value)
        {
            Purpose = purpose,
            Needs = [.. entries.Find("needs").List("streams", problems).Select(need => need.Value)],
        };
        scheme = Decided(scheme, entries, problems);
        scheme = scheme with { Holds = HoldsReader.Holds(entries, scheme, problems) };
        return name is null ? null : scheme;
    }

    /// <summary>The sources that a scheme needs, with their places.</summary>
    public static IEnumerable<TextNode> Needs(Node node) =>
        (node as MapNode)?.Find("needs") is ListNode needs ? Named(needs.Items) : [];

    /// <summary>The measures that a scheme scores or learns from, with their places.</summary>
    public static IEnumerable<TextNode> Measures(Node node) => node is not MapNode scheme ? [] : Named(
        Scored(scheme).Select(score => score.Find("of")).Append(scheme.Find("of"))
            .Concat(ClustersReader.Measures(scheme)));

    /// <summary>The measures that a scheme cuts by share of their sum, with their places.</summary>
    public static IEnumerable<TextNode> Shared(Node node) => node is not MapNode scheme ? [] : Named(
        Scored(scheme).Append(scheme).Where(cut => cut.Find(CutReader.Share) is not null)
            .Select(cut => cut.Find("of")));

    /// <summary>The playbooks of a scheme's segments, with their places.</summary>
    public static IEnumerable<TextNode> Playbooks(Node node) =>
        (node as MapNode)?.Find("segments") is ListNode segments
            ? Named(segments.Items.Select(segment => (segment as MapNode)?.Find("playbook")))
            : [];

    private static IEnumerable<MapNode> Scored(MapNode scheme) => ScoreLists
        .SelectMany(key => (scheme.Find(key) as MapNode)?.Entries ?? []).Select(entry => entry.Value).OfType<MapNode>();

    /// <summary>The texts among nodes; the others are told where they are read.</summary>
    private static IEnumerable<TextNode> Named(IEnumerable<Node?> nodes) =>
        nodes.OfType<TextNode>().Where(name => !name.IsNothing && name.Value.Length > 0);

    private static SchemeKind? Kind(Node? node, Problems problems)
    {
        var word = Array.IndexOf(Built, node.Word(Built, problems));
        return word < 0 ? null : Enum.GetValues<SchemeKind>()[word];
    }

    /// <summary>As definition files write it.</summary>
    public static string Word(SchemeKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>A problem for each key that only other kinds have.</summary>
    private static void CheckParticular(Entries entries, SchemeKind kind, Problems problems)
    {
        foreach (var (key, kinds) in Particular.Where(one => !one.Kinds.Contains(kind)))
        {
            if (entries.Find(key) is { } node)
                problems.Add(ProblemCode.MisplacedKey, node.At, $"'{key}' in a scheme of kind {Word(kind)}",
                    $"it only with kind: {Entries.OneOf([.. kinds.Select(Word)])}");
        }
    }

    /// <summary>The scheme with what decides: scores or points, and segments.</summary>
    private static SchemeDefinition Decided(SchemeDefinition scheme, Entries entries, Problems problems)
    {
        var isScored = scheme.Kind is not (SchemeKind.Rules or SchemeKind.Lifecycle);
        var lacking = scheme.Kind == SchemeKind.Clusters ? "feature" : "score";
        var missing = (isScored
            ? entries.Need("missing", $"the segment of customers without a {lacking}")
            : entries.Find("missing")).Form(Forms.IsKebab, Forms.Kebab, problems);
        scheme = scheme with { Missing = missing?.Value };
        if (scheme.Kind == SchemeKind.Tiers)
            return TiersReader.Read(scheme, entries, missing, problems);
        if (scheme.Kind == SchemeKind.Clusters)
            return ClustersReader.Read(scheme, entries, missing, problems);
        if (scheme.Kind == SchemeKind.Scorecard)
            return ScorecardReader.Read(scheme, entries, missing, problems);
        scheme = scheme with
        {
            Scores = scheme.Kind == SchemeKind.Grid ? Scores(entries, problems) : [],
            Segments = SegmentsReader.Read(entries, scheme, missing, problems),
        };
        if (!isScored)
            CheckMissing(scheme, missing, problems);
        return scheme.Kind != SchemeKind.Lifecycle
            ? scheme
            : scheme with { Entry = LifecycleReader.Entry(entries, scheme.Segments, scheme.Missing, problems) };
    }

    /// <summary>
    /// Without scores there is a missing segment exactly when a condition sends customers there.
    /// </summary>
    private static void CheckMissing(SchemeDefinition scheme, TextNode? missing, Problems problems)
    {
        var sending = scheme.Segments.FirstOrDefault(segment => segment.IfUnknown == UnknownPolicy.Unknown);
        if (sending is not null && missing is null)
        {
            problems.Add(
                ProblemCode.MissingKey, sending.At,
                $"segment '{sending.Id}' says missing: unknown, and the scheme has no 'missing'",
                "missing: the segment of customers for whom a condition is unknown");
        }

        if (sending is null && missing is not null)
        {
            problems.Add(
                ProblemCode.MisplacedKey, missing.At,
                $"'missing' in a scheme of kind {Word(scheme.Kind)} that sends nobody there",
                "it only with a condition that says missing: unknown");
        }
    }

    private static IReadOnlyList<ScoreDefinition> Scores(Entries entries, Problems problems)
    {
        const string expected =
            "a mapping from names to scores, such as r: { of: recency_days, quantiles: 5, better: less }";
        if (entries.Need("scores", expected) is not { } node || Entries.Map(node, expected, problems) is not { } map)
            return [];
        if (map.Entries.Count == 0)
            problems.Add(ProblemCode.MissingKey, map.At, "no scores", $"{expected}");
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
            : new ScoreDefinition(
                name.Value, name.At, measure.Value, new QuantileCut(quantiles.Value), better == "less");
    }
}
