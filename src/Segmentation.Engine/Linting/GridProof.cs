using Segmentation.Engine.Schemes;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Linting;

/// <summary>Which cells of a grid, which are all combinations of its scores, belong to which segment.</summary>
/// <param name="Scheme">The scheme.</param>
/// <param name="Cells">The number of cells.</param>
/// <param name="Segments">The segments that have cells, best first, with their number; together they have all. Empty
/// when it is not proved.</param>
/// <param name="Beyond">The names, other than scores, that conditions read too, so that cells are divided further and
/// nothing is proved.</param>
public sealed record GridProof(
    string Scheme, long Cells, IReadOnlyList<CellCount> Segments, IReadOnlyList<string> Beyond)
{
    /// <summary>Decides every cell of a grid once; null for a scheme of another kind.</summary>
    public static GridProof? Of(SchemePlan plan)
    {
        var scheme = plan.Definition;
        if (scheme.Kind != SchemeKind.Grid)
            return null;
        var cells = scheme.Scores.Aggregate(1L, (product, score) => product * score.Buckets);
        var read = plan.Conditions.SelectMany(condition => condition.Expression.References)
            .DistinctBy(used => used.Slot).ToArray();
        string[] beyond =
            [.. read.Select(used => used.Name).Where(name => scheme.Scores.All(score => score.Name != name))];
        if (beyond.Length > 0 || cells > SchemeProof.MostCases)
            return new GridProof(scheme.Name, cells, [], beyond);
        var scores = read.ToDictionary(
            used => used.Slot,
            used => Regions.OfScore(scheme.Scores.First(score => score.Name == used.Name).Buckets));
        var frame = new CaseFrame(scores, scores.Values.Aggregate(1, (product, values) => product * values.Count));
        // A score that no condition reads multiplies the cells of each segment.
        var counts = plan.Decide(frame).CountBy(segment => segment)
            .OrderBy(count => count.Key)
            .Select(count => new CellCount(scheme.Segments[count.Key].Id, count.Value * (cells / frame.Count)));
        return new GridProof(scheme.Name, cells, [.. counts], []);
    }
}

/// <summary>How many cells a segment of a grid has.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="Cells">Its cells, at least 1.</param>
public readonly record struct CellCount(string Segment, long Cells);
