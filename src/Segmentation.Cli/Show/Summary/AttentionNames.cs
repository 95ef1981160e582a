using Segmentation.Functions.Runs;
using Spectre.Console;

namespace Segmentation.Cli.Show.Summary;

/// <summary>Who needs a person's attention, by name, and why.</summary>
internal static class AttentionNames
{
    private const int MostOfSegment = 3;
    private const int Most = 6;
    private const string Indent = "  ";

    /// <summary>The customers that are shown, the most valuable first, a few of each segment.</summary>
    public static IEnumerable<AttentionLine> Of(RunReport report) => report.Attention
        .GroupBy(line => (line.Scheme, line.Segment)).SelectMany(segment => segment.Take(MostOfSegment))
        .OrderByDescending(line => line.Value ?? 0).Take(Most);

    /// <summary>Shows them; nothing when there are none.</summary>
    public static void Show(IAnsiConsole console, RunReport report, IReadOnlyDictionary<string, string> names)
    {
        var lines = Of(report).ToArray();
        if (lines.Length == 0)
            return;
        console.Line();
        console.Paint("Needs attention", "bold");
        foreach (var line in lines)
            console.Sentence($"{names.GetValueOrDefault(line.Customer) ?? line.Customer}: {line.Text}", Indent);
    }
}
