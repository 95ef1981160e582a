using System.Globalization;

namespace Segmentation.Engine.Workspaces;

/// <summary>
/// Reads what is particular to a scheme of kind <c>scorecard</c>: rows of points, and segments that begin at a total.
/// A segment is read as the condition that the total has reached it.
/// </summary>
internal static class ScorecardReader
{
    /// <summary>The scheme with its rows and segments.</summary>
    /// <param name="scheme">What of it is read already.</param>
    /// <param name="entries">The scheme.</param>
    /// <param name="missing">The missing segment; null after a problem.</param>
    /// <param name="problems">Takes the problems.</param>
    public static SchemeDefinition Read(
        SchemeDefinition scheme, Entries entries, TextNode? missing, Problems problems)
    {
        var points = PointsReader.Read(entries, problems);
        var segments = SegmentsReader.Read(entries, scheme, missing, problems);
        CheckDescending(entries, problems);
        return scheme with
        {
            Points = points,
            Scores = [.. points.Select(row => row.Score).OfType<ScoreDefinition>()],
            Segments = segments,
        };
    }

    /// <summary>The condition that the total of points has reached a number.</summary>
    public static ExpressionText AtLeast(SchemeDefinition scheme, decimal from, Location at) => new(
        string.Create(CultureInfo.InvariantCulture, $"{Forms.ColumnOf(scheme.Name, "points")} >= {from}"), at);

    private static void CheckDescending(Entries scheme, Problems problems)
    {
        decimal? above = null;
        foreach (var segment in (scheme.Find("segments") as ListNode)?.Items.OfType<MapNode>() ?? [])
        {
            if (segment.Find("from") is not TextNode from || Forms.Amount(from.Value) is not { } points)
                continue;
            if (points >= above)
                problems.Add(ProblemCode.CutOrder, from.At, $"from {points} behind {above}", "fewer points than before",
                    "segments are listed best first");
            above = points;
        }
    }
}
