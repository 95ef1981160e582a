using System.Globalization;
using Segmentation.Engine.Linting;
using Segmentation.Functions.Runs;
using Spectre.Console;

namespace Segmentation.Cli.Show;

/// <summary>What the linter says beside problems, in 80 columns: cells of grids, and findings of a run.</summary>
internal static class FindingsText
{
    private const string Indent = "  ";

    /// <summary>The number of a run's findings, in words.</summary>
    public static string Count(RunReport report) => report.Findings.Count switch
    {
        0 => "no findings",
        1 => "1 finding",
        var count => string.Create(CultureInfo.InvariantCulture, $"{count} findings"),
    };

    /// <summary>Shows which cells of a grid belong to which segment, or why that is not proved.</summary>
    public static void Show(IAnsiConsole console, GridProof grid) => console.Sentence(string.Create(
        CultureInfo.InvariantCulture, $"{grid.Scheme}: {grid.Cells:N0} cells, {Proof(grid)}"));

    /// <summary>Shows the findings of a run.</summary>
    public static void Show(IAnsiConsole console, RunReport report)
    {
        console.Sentence(string.Create(
            CultureInfo.InvariantCulture,
            $"run {report.Run} as of {report.AsOf:yyyy-MM-dd}, {report.Customers:N0} customers: ")
            + Count(report) + Accepted(report));
        foreach (var finding in report.Findings)
            console.Sentence(finding.ToString(), Indent);
    }

    private static string Accepted(RunReport report) => report.AcceptedFindings.Count == 0
        ? ""
        : string.Create(
            CultureInfo.InvariantCulture, $", and {report.AcceptedFindings.Count} that their schemes accept");

    private static string Proof(GridProof grid) =>
        grid.Beyond.Count > 0 ? $"divided further by {string.Join(", ", grid.Beyond)}: not proved"
        : grid.Segments.Count == 0 ? "too many to try each: not proved"
        : "each in one segment: " + string.Join(", ", grid.Segments.Select(
            segment => string.Create(CultureInfo.InvariantCulture, $"{segment.Segment} {segment.Cells}")));
}
