using Segmentation.Engine.Columns;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Lookup;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Exports;

/// <summary>The segments of a run: a line for each, by scheme and best first.</summary>
internal static class SegmentsCsv
{
    /// <summary>The headers; <c>rank</c> is 1 for the best segment of a scheme.</summary>
    public static IReadOnlyList<string> Headers { get; } =
    [
        "scheme", "scheme_name", "rank", "segment", "name", "customers", "share", "value", "value_share", "currency",
        "playbook", "owner", "objective", "description",
    ];

    /// <summary>Adds all lines.</summary>
    /// <returns>Their number.</returns>
    public static long Add(CsvLines lines, RunReport report, Workspace workspace)
    {
        var count = 0;
        foreach (var scheme in report.Schemes)
        {
            var definition = workspace.Schemes.Single(known => known.Name == scheme.Scheme);
            for (var rank = 1; rank <= scheme.Segments.Count; rank++, count++)
                Add(lines, report, scheme, rank, definition);
        }

        return count;
    }

    private static void Add(
        CsvLines lines, RunReport report, SchemeReport scheme, int rank, SchemeDefinition definition)
    {
        var size = scheme.Segments[rank - 1];
        var segment = definition.Segments.First(known => known.Id == size.Segment);
        lines.Text(scheme.Scheme);
        lines.Text(definition.Purpose.Name ?? scheme.Scheme);
        lines.Number(rank);
        lines.Text(size.Segment);
        lines.Text(size.Name);
        lines.Number(size.Customers);
        Number(lines, SegmentCards.Share(size.Customers, report.Customers));
        Number(lines, size.Value is { } value ? Exact.Trimmed(value) : null);
        Number(lines, SegmentCards.Share(size.Value, scheme.Segments.Sum(other => other.Value)));
        lines.Text(report.Currency);
        lines.Text(segment.Playbook);
        lines.Text(segment.Owner ?? definition.Purpose.Owner);
        lines.Text((segment.Objective ?? definition.Purpose.Objective)?.Text);
        lines.Text(segment.Description);
        lines.End("\r\n"u8);
    }

    private static void Number(CsvLines lines, decimal? number)
    {
        if (number is { } value)
            lines.Number(value);
        else
            lines.Null();
    }
}
