namespace Segmentation.Engine.Workspaces;

/// <summary>Reads the segments of a scheme, best first.</summary>
internal static class SegmentsReader
{
    private static readonly string[] Keys =
    [
        "id", "name", "when", "missing", "from", "moves_to", "renamed_from", "playbook", "description", "objective",
        "owner", "attention",
    ];

    private static readonly (string Key, SchemeKind[] Kinds)[] Particular =
    [
        ("when", [SchemeKind.Rules, SchemeKind.Grid, SchemeKind.Lifecycle]), ("from", [SchemeKind.Scorecard]),
        ("moves_to", [SchemeKind.Lifecycle]),
    ];

    /// <summary>The segments, with the missing one at the end when it is not among them.</summary>
    /// <param name="entries">The scheme.</param>
    /// <param name="scheme">What of it is read already: its name and kind.</param>
    /// <param name="missing">The missing segment; null when there is none, or after a problem.</param>
    /// <param name="problems">Takes the problems.</param>
    public static IReadOnlyList<SegmentDefinition> Read(
        Entries entries, SchemeDefinition scheme, TextNode? missing, Problems problems)
    {
        var expected = Expected(scheme.Kind);
        if (scheme.Kind == SchemeKind.Clusters && entries.Find("segments") is null)
            return missing is null ? [] : [Plain(missing.Value, missing.At)];
        if (entries.Need("segments", expected) is not { } node)
            return [];
        if (node is not ListNode list)
        {
            problems.Add(ProblemCode.WrongValue, node.At, node.Said, $"{expected}");
            return [];
        }

        var segments = list.Items.Select(item => Segment(item, scheme, problems)).OfType<SegmentDefinition>().ToList();
        if (scheme.Kind is not (SchemeKind.Tiers or SchemeKind.Clusters) && segments.Count == list.Items.Count)
            CheckTotal(list.At, segments, scheme.Kind, missing?.Value, problems);
        CheckIds(segments, problems);
        if (missing is not null && !segments.Exists(segment => segment.Id == missing.Value))
            segments.Add(Plain(missing.Value, missing.At));
        CheckRenamed(segments, problems);
        return segments;
    }

    /// <summary>A segment of which the definition says the id alone.</summary>
    public static SegmentDefinition Plain(string id, Location at) => new(id, at, id, null, null, null);

    private static string Expected(SchemeKind kind) => kind switch
    {
        SchemeKind.Tiers => "a list of segments, best first, without 'when'",
        SchemeKind.Clusters => "a list of clusters that are known by now, such as { id: cluster-1, name: Regulars }",
        _ => $"a list of segments, best first, the last without '{Decider(kind)}'",
    };

    /// <summary>The key of what decides a segment.</summary>
    private static string Decider(SchemeKind kind) => kind == SchemeKind.Scorecard ? "from" : "when";

    private static SegmentDefinition? Segment(Node node, SchemeDefinition scheme, Problems problems)
    {
        if (Entries.Of(node, Keys, problems) is not { } entries)
            return null;
        var owner = entries.Find("owner").Text("a text", problems)?.Value;
        var objective = Objective.Read(entries.Find("objective"), problems);
        var id = entries.Need("id", Forms.Kebab).Form(Forms.IsKebab, Forms.Kebab, problems);
        CheckParticular(entries, id?.Value ?? "", scheme.Kind, problems);
        var name = entries.Find("name").Text("a text", problems)?.Value;
        var from = entries.Find("from").Amount(problems);
        var when = from is { } least
            ? ScorecardReader.AtLeast(scheme, least, entries.Find("from")!.At)
            : entries.Find("when").Expression("a condition over measures and scores", problems);
        var playbook = entries.Find("playbook").Form(Forms.IsKebab, "the name of a playbook in kebab-case", problems);
        // A condition that cannot be read is no last resort.
        return id is null || (when is null && entries.Find(Decider(scheme.Kind)) is not null)
            ? null
            : new SegmentDefinition(
                id.Value, entries.At, name ?? InWords(id.Value), when, playbook?.Value,
                entries.Find("description").Text("a text", problems)?.Value)
            {
                SaysName = name is not null,
                Attention = AttentionRule.Read(entries.Find("attention"), problems),
                IfUnknown = PolicyReader.Read(entries, problems),
                SaysIfUnknown = entries.Find(PolicyReader.Key) is not null,
                MovesTo = entries.Find("moves_to") is { } moves
                    ? [.. moves.List("states", problems).Select(state => state.Value)]
                    : null,
                Owner = owner,
                Objective = objective,
                From = from,
                RenamedFrom = entries.Find("renamed_from").Form(Forms.IsKebab, Forms.Kebab, problems)?.Value,
            };
    }

    /// <summary>A problem for each key that only segments of other kinds have.</summary>
    private static void CheckParticular(Entries segment, string id, SchemeKind kind, Problems problems)
    {
        foreach (var (key, kinds) in Particular.Where(one => !one.Kinds.Contains(kind)))
        {
            if (segment.Find(key) is not { } node)
                continue;
            problems.Add(
                ProblemCode.MisplacedKey, node is TextNode text ? text.TextAt : node.At,
                $"segment '{id}' of a scheme of kind {SchemeReader.Word(kind)} has a '{key}'", "none",
                kind switch
                {
                    SchemeKind.Clusters => "clusters are learned; take it out, or use kind: rules",
                    SchemeKind.Tiers => "the cuts decide; take it out, or use kind: rules",
                    SchemeKind.Scorecard when key == "when" => "'from' decides; take it out, or use kind: rules",
                    _ => $"it is only with kind: {Entries.OneOf([.. kinds.Select(SchemeReader.Word)])}",
                });
        }
    }

    private static void CheckTotal(
        Location list, List<SegmentDefinition> segments, SchemeKind kind, string? missing, Problems problems)
    {
        var key = Decider(kind);
        if (segments.Find(segment => segment.Id == missing && segment.When is not null) is { } conditional)
            problems.Add(
                ProblemCode.MisplacedKey, conditional.When!.At,
                $"segment '{missing}' is the missing one and has a '{key}'", "none");
        var decided = segments.Where(segment => segment.Id != missing).ToList();
        if (decided.Count == 0)
            problems.Add(ProblemCode.SegmentCount, list, "no segments", Expected(kind));
        else if (decided[^1].When is { } when)
            problems.Add(
                ProblemCode.NoLastResort, when.At, $"segment '{decided[^1].Id}' is the last and has a '{key}'",
                "a last segment without one, for the customers that no condition holds for");
        foreach (var early in decided.SkipLast(1).Where(segment => segment.When is null))
            problems.Add(
                ProblemCode.Unreachable, early.At, $"segment '{early.Id}' without '{key}' before the last",
                "only the last without one");
    }

    /// <summary>A problem for each old id that a segment still has, or that two were renamed from.</summary>
    private static void CheckRenamed(List<SegmentDefinition> segments, Problems problems)
    {
        var renamed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var segment in segments.Where(segment => segment.RenamedFrom is not null))
        {
            var old = segment.RenamedFrom!;
            if (segments.Exists(other => other.Id == old))
                problems.Add(
                    ProblemCode.NameTaken, segment.At, $"segment '{segment.Id}' renamed from '{old}', which is there",
                    "an id that the scheme does not have any more");
            else if (!renamed.Add(old))
                problems.Add(
                    ProblemCode.NameTaken, segment.At, $"segment '{segment.Id}' renamed from '{old}', as another is",
                    "one segment renamed from an id");
        }
    }

    private static void CheckIds(List<SegmentDefinition> segments, Problems problems)
    {
        foreach (var same in segments.GroupBy(segment => segment.Id, StringComparer.Ordinal))
        {
            foreach (var again in same.Skip(1))
                problems.Add(ProblemCode.NameTaken, again.At, $"segment '{same.Key}' twice", "each id once");
        }
    }

    /// <summary>The id as people write it: 'at-risk' is 'At risk'.</summary>
    private static string InWords(string id) => char.ToUpperInvariant(id[0]) + id[1..].Replace('-', ' ');
}
