using System.Globalization;
using System.Text;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Tracking;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Results;

/// <summary>The customers that a person should look at: the most valuable of each segment that asks for it.</summary>
internal static class AttentionList
{
    /// <summary>The most customers that are listed of a segment.</summary>
    public const int MostOfSegment = 10;

    /// <summary>The customers of one shard that may be listed.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="segments">Per scheme and customer the index of the segment.</param>
    /// <param name="plans">The schemes.</param>
    /// <param name="workspace">Which measure is the value, and the currency.</param>
    public static IReadOnlyList<AttentionLine> Of(
        ScoredShard shard, int[][] segments, Plans plans, Workspace workspace)
    {
        var value = workspace.Value is { } measure ? shard.Find(measure) : null;
        var units = value is null ? null : ExactSum.Units(value);
        var lines = new List<AttentionLine>();
        for (var scheme = 0; scheme < plans.Schemes.Count; scheme++)
        {
            var definition = plans.Schemes[scheme].Definition;
            for (var segment = 0; segment < definition.Segments.Count; segment++)
            {
                if (definition.Segments[segment].Attention is not { } text)
                    continue;
                var (own, wanted) = (segments[scheme], segment);
                // The customers of a shard are in order, and so are those of equal value.
                lines.AddRange(Best(Enumerable.Range(0, own.Length).Where(row => own[row] == wanted), units).Select(
                    row => new AttentionLine(
                        shard.Ids.Text(row), definition.Name, definition.Segments[wanted].Id,
                        value is null || value.IsNull(row) ? null : ExactSum.Amount(units![row]),
                        text.Fill(name =>
                            Say(name, CellValue.Of(Column(shard, plans, name), row), plans, workspace)))));
            }
        }

        return lines;
    }

    /// <summary>The list of all shards, the most valuable first.</summary>
    public static IReadOnlyList<AttentionLine> Merged(IEnumerable<AttentionLine> lines) =>
    [
        .. Sorted(lines.GroupBy(line => (line.Scheme, line.Segment))
            .SelectMany(segment => Sorted(segment).Take(MostOfSegment)))
            .ThenBy(line => line.Scheme, StringComparer.Ordinal),
    ];

    private static IOrderedEnumerable<AttentionLine> Sorted(IEnumerable<AttentionLine> lines) =>
        lines.OrderByDescending(line => line.Value ?? 0)
            .ThenBy(line => Encoding.UTF8.GetBytes(line.Customer), ByCodePoint);

    private static Comparer<byte[]> ByCodePoint { get; } =
        Comparer<byte[]>.Create((a, b) => TextList.Compare(a, b));

    private static IEnumerable<int> Best(IEnumerable<int> rows, Int128[]? units) => units is null
        ? rows.Take(MostOfSegment)
        : rows.OrderByDescending(row => units[row]).Take(MostOfSegment);

    private static Column? Column(ScoredShard shard, Plans plans, string name) =>
        plans.Set.ColumnOf(name) is { } column ? shard.Find(column) : null;

    private static string Say(string name, object? value, Plans plans, Workspace workspace)
    {
        var unit = plans.Measures.Find(name) is >= 0 and var measure ? plans.Measures.Definitions[measure].Unit : null;
        var money = unit == "money" && workspace.Currency is { } currency ? $" {currency}" : "";
        return value switch
        {
            null => "unknown",
            long whole => whole.ToString("N0", CultureInfo.InvariantCulture) + money,
            decimal exact => Rounded(exact) + money,
            double floating => floating.ToString("#,0.##", CultureInfo.InvariantCulture) + money,
            _ => string.Create(CultureInfo.InvariantCulture, $"{value}"),
        };
    }

    /// <summary>Without cents from a hundred on: people compare sizes.</summary>
    private static string Rounded(decimal amount) => amount.ToString(
        Math.Abs(amount) >= 100 ? "#,0" : "#,0.##", CultureInfo.InvariantCulture);
}
