using System.Globalization;
using Segmentation.Cli.Commands;
using Segmentation.Functions.Runs;
using Spectre.Console;

namespace Segmentation.Cli.Show.Summary;

/// <summary>Three commands that go on from a run.</summary>
internal static class NextCommands
{
    /// <summary>Shows them.</summary>
    public static void Show(IAnsiConsole console, SegmentResult result)
    {
        var (report, data) = (result.Report, $"--data {Quoted(result.Request.Data)}");
        console.Paint("Next", "bold");
        console.Line($"  ./segment explain {Quoted(Customer(result))} {data}");
        console.Line("  ./segment " + Look(report) + $" {data}");
        console.Line($"  ./segment serve {data}");
    }

    /// <summary>An id, because several customers may have one name.</summary>
    private static string Customer(SegmentResult result) =>
        AttentionNames.Of(result.Report).FirstOrDefault()?.Customer ?? result.Example;

    private static string Look(RunReport report) => report.Ledger.Any(line => line.Rejected > 0)
        ? $"imports {report.Import.Id}"
        : string.Create(CultureInfo.InvariantCulture, $"runs {report.Run}");

    /// <summary>A word as a shell takes it.</summary>
    private static string Quoted(string word) =>
        word.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '/') ? word
        : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
