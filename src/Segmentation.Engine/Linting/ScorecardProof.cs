using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Linting;

/// <summary>Proves which segments of a scorecard customers can reach, by the least and the most points that there are.
/// </summary>
internal static class ScorecardProof
{
    /// <summary>Adds a problem for each threshold above the most points, or at or below the least.</summary>
    public static void Check(SchemeDefinition scheme, Problems problems)
    {
        if (scheme.Kind != SchemeKind.Scorecard)
            return;
        var (least, most) = (scheme.Points.Sum(Least), scheme.Points.Sum(Most));
        foreach (var segment in scheme.Segments)
        {
            if (segment.From is not { } from || (from > least && from <= most))
                continue;
            problems.Add(
                ProblemCode.Unreachable, segment.When!.At,
                from > most
                    ? $"segment '{segment.Id}' from {Text(from)}, and nobody has more than {Text(most)} points"
                    : $"segment '{segment.Id}' from {Text(from)} takes everybody: nobody has fewer than {Text(least)}",
                $"a number above {Text(least)} and of at most {Text(most)}");
        }
    }

    private static decimal Least(PointsDefinition row) => row.Score is { } score
        ? Math.Min(row.Points, row.Points * score.Buckets)
        : Math.Min(0, row.Points);

    private static decimal Most(PointsDefinition row) => row.Score is { } score
        ? Math.Max(row.Points, row.Points * score.Buckets)
        : Math.Max(0, row.Points);

    private static string Text(decimal points) => points.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
