namespace Segmentation.Engine.Workspaces;

/// <summary>Reads the segments of a scheme, best first.</summary>
internal static class SegmentsReader
{
    private const string Expected = "a list of segments, best first, the last without 'when'";
    private const string ExpectedTiers = "a list of segments, best first, without 'when'";

    private static readonly string[] Keys =
        ["id", "name", "when", "playbook", "description", "objective", "owner", "attention"];

    /// <summary>The segments, with the missing one at the end when it is not among them.</summary>
    public static IReadOnlyList<SegmentDefinition> Read(
        Entries scheme, TextNode? missing, SchemeKind kind, Problems problems)
    {
        var expected = kind == SchemeKind.Tiers ? ExpectedTiers : Expected;
        if (scheme.Need("segments", expected) is not { } node)
            return [];
        if (node is not ListNode list)
        {
            problems.Add(ProblemCode.WrongValue, node.At, node.Said, $"{expected}");
            return [];
        }

        var segments = list.Items.Select(item => Segment(item, problems)).OfType<SegmentDefinition>().ToList();
        if (kind == SchemeKind.Tiers)
            CheckTiers(segments, problems);
        else if (segments.Count == list.Items.Count)
            CheckTotal(list.At, segments, missing?.Value, problems);
        CheckIds(segments, problems);
        if (missing is not null && !segments.Exists(segment => segment.Id == missing.Value))
            segments.Add(new SegmentDefinition(missing.Value, missing.At, missing.Value, null, null, null));
        return segments;
    }

    private static SegmentDefinition? Segment(Node node, Problems problems)
    {
        if (Entries.Of(node, Keys, problems) is not { } entries)
            return null;
        var owner = entries.Find("owner").Text("a text", problems)?.Value;
        var objective = Objective.Read(entries.Find("objective"), problems);
        var id = entries.Need("id", Forms.Kebab).Form(Forms.IsKebab, Forms.Kebab, problems);
        var name = entries.Find("name").Text("a text", problems)?.Value;
        var when = entries.Find("when").Expression("a condition over measures and scores", problems);
        var playbook = entries.Find("playbook").Form(Forms.IsKebab, "the name of a playbook in kebab-case", problems);
        var description = entries.Find("description").Text("a text", problems)?.Value;
        var attention = AttentionText.Read(entries.Find("attention"), problems);
        // A condition that cannot be read is no last resort.
        return id is null || (when is null && entries.Find("when") is not null)
            ? null
            : new SegmentDefinition(
                id.Value, entries.At, name ?? InWords(id.Value), when, playbook?.Value, description)
            {
                Attention = attention,
                Owner = owner,
                Objective = objective,
            };
    }

    private static void CheckTotal(
        Location list, List<SegmentDefinition> segments, string? missing, Problems problems)
    {
        if (segments.Find(segment => segment.Id == missing && segment.When is not null) is { } conditional)
            problems.Add(
                ProblemCode.MisplacedKey, conditional.When!.At,
                $"segment '{missing}' is the missing one and has a 'when'",
                "none");
        var decided = segments.Where(segment => segment.Id != missing).ToList();
        if (decided.Count == 0)
            problems.Add(ProblemCode.SegmentCount, list, "no segments", $"{Expected}");
        else if (decided[^1].When is { } when)
            problems.Add(ProblemCode.NoLastResort, when.At, $"segment '{decided[^1].Id}' is the last and has a 'when'",
                "a last segment without one, for the customers that no condition holds for");
        foreach (var early in decided.SkipLast(1).Where(segment => segment.When is null))
            problems.Add(ProblemCode.Unreachable, early.At, $"segment '{early.Id}' without 'when' before the last",
                "only the last without one");
    }

    private static void CheckTiers(List<SegmentDefinition> segments, Problems problems)
    {
        foreach (var tier in segments.Where(segment => segment.When is not null))
        {
            problems.Add(
                ProblemCode.MisplacedKey, tier.When!.At, $"segment '{tier.Id}' of a scheme of kind tiers has a 'when'",
                "none",
                "the cuts decide; take it out, or use kind: rules");
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
