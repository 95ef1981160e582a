using Segmentation.Engine.Columns;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Previews;

/// <summary>Counts which customers two schemes put where.</summary>
internal static class Overlap
{
    private const int Digits = 4;

    /// <summary>The cross table of two schemes.</summary>
    /// <param name="plans">All schemes.</param>
    /// <param name="first">The place of a scheme among them.</param>
    /// <param name="second">The place of another.</param>
    /// <param name="shards">Who is in which segment.</param>
    public static SchemeOverlap Of(Plans plans, int first, int second, ShardSummary[] shards)
    {
        var (one, other) = (plans.Schemes[first].Definition, plans.Schemes[second].Definition);
        var customers = ShardSummary.Crossed(
            shards, (first, one.Segments.Count), (second, other.Segments.Count));
        long[] ones = [.. one.Segments.Select((_, i) => other.Segments.Select((_, j) => customers[i, j]).Sum())];
        long[] others = [.. other.Segments.Select((_, j) => one.Segments.Select((_, i) => customers[i, j]).Sum())];
        return new SchemeOverlap(one.Name, other.Name,
        [
            .. one.Segments.SelectMany((a, i) => other.Segments.Select((b, j) => (a, b, i, j)))
                .Where(pair => customers[pair.i, pair.j] > 0)
                .Select(pair => new OverlapCell(
                    pair.a.Id, pair.b.Id, customers[pair.i, pair.j],
                    Jaccard(customers[pair.i, pair.j], ones[pair.i], others[pair.j]))),
        ]);
    }

    private static decimal Jaccard(long both, long one, long other) =>
        Exact.Trimmed(decimal.Round((decimal)both / (one + other - both), Digits));
}
