using System.Globalization;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;
using Spectre.Console;

namespace Segmentation.Cli.Show.Summary;

/// <summary>What became of the customers of one scheme's segments, and the effort that goes to them.</summary>
internal static class OutcomeTable
{
    // A table of more segments is longer than what it tells.
    private const int MostRows = 7;

    /// <summary>The columns that a run may have, in order.</summary>
    private static readonly (string Head, Func<OutcomeLine, string?> Cell)[] Columns =
    [
        ("accounts", line => Number(line.Accounts)),
        ("then", line => Number(line.StartingValue)),
        ("churned", line => line.Outcomes.TryGetValue("churned", out var churned) ? Number(churned.Customers) : null),
        ("GRR", line => Percent(line.Grr)),
        ("NRR", line => Percent(line.Nrr)),
        ("margin", line => Number(line.Margin)),
        ("hours", line => line.Hours?.ToString("N1", CultureInfo.InvariantCulture)),
    ];

    /// <summary>Shows the first scheme with few segments; nothing when the report has no outcomes.</summary>
    public static void Show(IAnsiConsole console, RunReport report)
    {
        if (report.Outcomes.Count == 0
            || report.Schemes.FirstOrDefault(scheme => scheme.Segments.Count <= MostRows) is not { } scheme)
            return;
        var lines = report.Outcomes.Where(line => line.Scheme is null || line.Scheme == scheme.Scheme).ToArray();
        var columns = Columns.Where(column => lines.Any(line => column.Cell(line) is not null)).ToArray();
        var table = new TextTable(["", .. columns.Select(column => column.Head + ">")]);
        foreach (var line in lines.OrderBy(line => line.Scheme is null))
            table.Add([Name(scheme, line), .. columns.Select(column => column.Cell(line) ?? "")]);
        console.Line();
        table.Show(console, Title(report));
    }

    private static string Title(RunReport report) => report.OutcomesSince is { } since
        ? string.Create(CultureInfo.InvariantCulture, $"outcomes since {since:yyyy-MM-dd}")
        : "effort";

    private static string Name(SchemeReport scheme, OutcomeLine line) =>
        scheme.Segments.FirstOrDefault(segment => segment.Segment == line.Segment)?.Name ?? "all";

    private static string? Number(decimal? number) => number?.ToString("N0", CultureInfo.InvariantCulture);

    private static string? Percent(decimal? share) => share is { } part
        ? string.Create(CultureInfo.InvariantCulture, $"{part * 100:0.0} %")
        : null;
}
