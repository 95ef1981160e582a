namespace Segmentation.Engine.Workspaces;

/// <summary>Reads the rows of a scorecard: points for the score of a measure, or for a condition.</summary>
internal static class PointsReader
{
    private const string Expected =
        "a mapping from names to rows, such as value: { of: arr, quantiles: 5, weight: 8 }";

    private static readonly string[] OfScore =
        ["of", CutReader.Share, CutReader.Quantiles, CutReader.Edges, "better", "weight"];

    private static readonly string[] OfCondition = ["when", "points", "missing"];
    private static readonly string[] Keys = [.. OfScore, .. OfCondition];

    /// <summary>The rows, in the order of the file; those with a problem are left out.</summary>
    public static IReadOnlyList<PointsDefinition> Read(Entries scheme, Problems problems)
    {
        if (scheme.Need("points", Expected) is not { } node || Entries.Map(node, Expected, problems) is not { } map)
            return [];
        if (map.Entries.Count == 0)
            problems.Add(ProblemCode.WrongValue, map.At, "no points", Expected);
        return [.. map.Entries.Select(entry => Row(entry.Key, entry.Value, problems)).OfType<PointsDefinition>()];
    }

    private static PointsDefinition? Row(TextNode name, Node node, Problems problems)
    {
        if (Entries.Of(node, Keys, problems) is not { } entries)
            return null;
        var named = name.Form(Forms.IsName, Forms.Name, problems);
        var isScore = entries.Find("of") is not null;
        if (!isScore && entries.Find("when") is null)
        {
            problems.Add(
                ProblemCode.MissingKey, entries.At, "neither 'of' nor 'when'", "of: a measure, or when: a condition");
            return null;
        }

        foreach (var key in isScore ? OfCondition : OfScore)
        {
            if (entries.Find(key) is { } strange)
                problems.Add(ProblemCode.MisplacedKey, strange.At, $"'{key}' beside '{(isScore ? "of" : "when")}'",
                    $"only {Entries.OneOf(isScore ? OfScore : OfCondition)} there");
        }

        return named is null ? null : isScore ? OfMeasure(named, entries, problems) : When(named, entries, problems);
    }

    private static PointsDefinition? OfMeasure(TextNode name, Entries row, Problems problems)
    {
        var measure = row.Find("of").Text("a measure", problems);
        var lessIsBetter = row.Find("better").Word(["less", "more"], problems) == "less";
        var cut = CutReader.Read(row, lessIsBetter, problems);
        var weight = Points(row, "weight", "the points of each step of the score", problems);
        return measure is null || cut is null || weight is not { } points
            ? null
            : new PointsDefinition(name.Value, name.At, points)
            {
                Score = new ScoreDefinition(name.Value, name.At, measure.Value, cut, lessIsBetter),
            };
    }

    private static decimal? Points(Entries row, string key, string what, Problems problems)
    {
        var points = row.Need(key, what).Amount(problems);
        if (points == 0)
            problems.Add(ProblemCode.WrongValue, row.Find(key)!.At, $"{key} 0", "another number", "take the row out");
        return points;
    }

    private static PointsDefinition? When(TextNode name, Entries row, Problems problems)
    {
        var when = row.Find("when").Expression("a condition over measures", problems);
        var points = Points(row, "points", "the points when the condition holds", problems);
        var policy = PolicyReader.Read(row, problems);
        return when is null || points is null
            ? null
            : new PointsDefinition(name.Value, name.At, points.Value)
            {
                When = when,
                IfUnknown = policy,
                SaysIfUnknown = row.Find(PolicyReader.Key) is not null,
            };
    }
}
