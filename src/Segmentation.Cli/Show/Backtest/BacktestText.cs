using System.Globalization;
using Segmentation.Functions.Backtests;
using Spectre.Console;

namespace Segmentation.Cli.Show.Backtest;

/// <summary>
/// A backtest as a person reads it, in 80 columns: the verdict of each scheme in a sentence, and the only scheme in
/// full.
/// </summary>
internal static class BacktestText
{
    /// <summary>Shows a backtest.</summary>
    public static void Show(IAnsiConsole console, BacktestReport report)
    {
        console.Sentence(string.Create(
            CultureInfo.InvariantCulture,
            $"backtest of workspace {report.Workspace}: outcome '{report.Outcome}' from {report.AsOf:yyyy-MM-dd} to "
                + $"{report.Until:yyyy-MM-dd}, of {report.Events:N0} of {report.Customers:N0} customers "
                + $"({report.Rate.Rate ?? 0:0.0 %}); definitions of run {report.Run}, base {report.BaseVersion}"));
        foreach (var note in report.Notes)
            console.Sentence($"note: {note}");
        console.Line();
        foreach (var scheme in report.Schemes)
            console.Sentence(scheme.Sentence);
        if (report.Schemes is [var only])
            SchemeProof.Show(console, only, report);
        else if (report.Schemes.Count > 0)
            console.Sentence("--scheme NAME shows one in full");
        ShowUnknown(console, report);
    }

    private static void ShowUnknown(IAnsiConsole console, BacktestReport report)
    {
        if (report.Refused.Count + report.NotKnown.Count > 0)
            console.Line();
        foreach (var refused in report.Refused)
            console.Sentence($"refused {refused.Scheme}: {refused.Why}");
        if (report.NotKnown.Count > 0)
        {
            console.Sentence(string.Create(CultureInfo.InvariantCulture, $"not known on {report.AsOf:yyyy-MM-dd}: ")
                + string.Join(", ", report.NotKnown.Select(unknown => unknown.Measure)));
        }
    }

}
