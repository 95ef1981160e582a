namespace Segmentation.Engine.Workspaces;

/// <summary>
/// Reads what is particular to a scheme of kind <c>tiers</c>: one measure and where it is cut. It is read as a score,
/// and each tier as the condition that the score has a value.
/// </summary>
internal static class TiersReader
{
    /// <summary>The keys that no other kind has.</summary>
    public static IEnumerable<string> Keys => ["of", CutReader.Share, CutReader.Quantiles, "better"];

    /// <summary>The scheme with its score, named after it, and its segments.</summary>
    /// <param name="scheme">What of it is read already.</param>
    /// <param name="entries">The scheme.</param>
    /// <param name="missing">The segment of customers without the measure; null after a problem.</param>
    /// <param name="problems">Takes the problems.</param>
    public static SchemeDefinition Read(
        SchemeDefinition scheme, Entries entries, TextNode? missing, Problems problems)
    {
        var score = Score(entries, scheme.Name, problems);
        return scheme with
        {
            Scores = score is null ? [] : [score],
            Segments = Segments(scheme, entries, missing, score, problems),
        };
    }

    private static ScoreDefinition? Score(Entries entries, string name, Problems problems)
    {
        var measure = entries.Need("of", "a measure").Text("a measure", problems);
        var lessIsBetter = entries.Find("better").Word(["less", "more"], problems) == "less";
        var cut = CutReader.Read(entries, lessIsBetter, problems);
        return measure is null || cut is null
            ? null
            : new ScoreDefinition(Forms.ColumnOf(name, "score"), measure.At, measure.Value, cut, lessIsBetter);
    }

    /// <summary>The segments with their conditions: the first has the highest score, the last takes the rest.</summary>
    private static IReadOnlyList<SegmentDefinition> Segments(
        SchemeDefinition scheme, Entries entries, TextNode? missing, ScoreDefinition? score, Problems problems)
    {
        var before = problems.Count;
        var segments = SegmentsReader.Read(entries, scheme, missing, problems);
        if (score is null || missing is null || problems.Count > before)
            return segments;
        var tiers = segments.Where(segment => segment.Id != missing.Value).ToList();
        if (tiers.Count != score.Buckets)
        {
            problems.Add(ProblemCode.SegmentCount, entries.Find("segments")!.At,
                $"{Count(tiers.Count, "segment")} beside '{missing.Value}', and {Count(score.Buckets - 1, "cut")}",
                $"{score.Buckets} segments, best first: one more than cuts");
        }

        return [.. segments.Select(segment => tiers.IndexOf(segment) is var tier and >= 0 && tier < tiers.Count - 1
            ? segment with { When = new ExpressionText($"{score.Name} = {score.Buckets - tier}", segment.At) }
            : segment)];
    }

    private static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
}
