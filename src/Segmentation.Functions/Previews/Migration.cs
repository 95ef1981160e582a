using Segmentation.Engine.Columns;
using Segmentation.Engine.Tracking;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Results;

namespace Segmentation.Functions.Previews;

/// <summary>Who goes from which segment of a scheme to which, shard by shard, on several cores.</summary>
/// <param name="scheme">The scheme as the candidate has it.</param>
internal sealed class Migration(SchemeDefinition scheme)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string? From, string? To), (long Customers, Int128 Value)> _cells = [];

    /// <summary>Adds the customers of a shard; none when the published run has no such scheme.</summary>
    /// <param name="published">The shard of the published run.</param>
    /// <param name="scored">The same shard under the candidate.</param>
    /// <param name="then">The published value per customer, in units of <see cref="ExactSum"/>.</param>
    /// <param name="now">The candidate's.</param>
    public void Add(ScoredShard published, ScoredShard scored, Int128[] then, Int128[] now)
    {
        var column = ScoredShard.SegmentName(scheme.Name);
        if (published.Find(column) is not TextColumn before)
            return;
        var after = (TextColumn)scored.Find(column)!;
        var (froms, tos) = (before.Texts.Count, after.Texts.Count);
        var (customers, values) = (new long[froms + 1, tos + 1], new Int128[froms + 1, tos + 1]);
        foreach (var (here, there) in SegmentChanges.Matched(scored.Ids, published.Ids))
        {
            var (from, to) = (there < 0 ? froms : before.Codes[there], here < 0 ? tos : after.Codes[here]);
            customers[from, to]++;
            values[from, to] += here < 0 ? then[there] : now[here];
        }

        string?[] fromNames = [.. Names(before).Select(scheme.Today), null];
        string?[] toNames = [.. Names(after), null];
        lock (_lock)
        {
            for (var from = 0; from <= froms; from++)
            {
                for (var to = 0; to <= tos; to++)
                    Add((fromNames[from], toNames[to]), customers[from, to], values[from, to]);
            }
        }
    }

    /// <summary>The pairs of segments that have customers, best first; those that the candidate lacks come last.
    /// </summary>
    /// <param name="isValued">Whether the workspace names a value.</param>
    public IReadOnlyList<MatrixCell> Cells(bool isValued) =>
    [
        .. _cells.OrderBy(cell => Place(cell.Key.From)).ThenBy(cell => cell.Key.From, StringComparer.Ordinal)
            .ThenBy(cell => Place(cell.Key.To)).ThenBy(cell => cell.Key.To, StringComparer.Ordinal)
            .Select(cell => new MatrixCell(
                cell.Key.From, cell.Key.To, cell.Value.Customers,
                isValued ? ExactSum.Amount(cell.Value.Value) : null)),
    ];

    private void Add((string? From, string? To) cell, long customers, Int128 value)
    {
        if (customers == 0)
            return;
        var known = _cells.GetValueOrDefault(cell);
        _cells[cell] = (known.Customers + customers, known.Value + value);
    }

    private static IEnumerable<string> Names(TextColumn segments) =>
        Enumerable.Range(0, segments.Texts.Count).Select(segments.Texts.Text);

    private int Place(string? segment)
    {
        var place = scheme.Segments.ToList().FindIndex(one => one.Id == segment);
        return place >= 0 ? place : segment is null ? int.MaxValue : int.MaxValue - 1;
    }
}
