using Segmentation.Cli.Show.Summary;
using Segmentation.Engine.Schemes;
using Segmentation.Functions.Previews;
using Spectre.Console;

namespace Segmentation.Cli.Show.Preview;

/// <summary>
/// How customers come to segments: each condition in its order, and under one of several parts the customers that are
/// left after each part.
/// </summary>
internal static class FunnelTable
{
    /// <summary>Shows the funnel of a scheme.</summary>
    public static void Show(IAnsiConsole console, SchemePreview scheme)
    {
        var table = new TextTable("", "undecided>", "it holds>", "unknown>", "takes>");
        foreach (var step in scheme.Funnel)
            Add(table, step);
        console.Line();
        table.Show(console, "condition");
    }

    private static void Add(TextTable table, FunnelStep step)
    {
        if (step.Condition is null)
        {
            table.Add($"{step.Segment}: {(step.Asked > 0 ? "the rest" : "no condition")}",
                step.Asked > 0 ? Cell.Number(step.Asked) : "", "", "", Cell.Number(step.Taken));
            return;
        }

        table.Add(
            $"{step.Segment}: {(step.Parts.Count > 0 ? "all of" : OneLine(step.Condition))}", Cell.Number(step.Asked),
            Cell.Number(step.Alone), step.Unknown == 0 ? "" : Cell.Number(step.Unknown), Cell.Number(step.Taken));
        foreach (var part in step.Parts)
            table.Add($"  {OneLine(part.Condition)}", "", Cell.Number(part.Customers));
    }

    private static string OneLine(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
