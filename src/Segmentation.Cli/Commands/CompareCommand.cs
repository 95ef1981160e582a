using System.CommandLine;
using System.Text.Json;
using Segmentation.Cli.Show;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Reports;

namespace Segmentation.Cli.Commands;

/// <summary><c>segment compare</c>: two published runs beside each other, for the review of a quarter.</summary>
internal static class CompareCommand
{
    public static Command Create(Terminal terminal)
    {
        var (data, storage) = (Options.Data(), Options.Storage());
        var from = new Option<string>("--from")
        {
            Description = "The earlier run: its number, or a day for the latest run up to it.",
            HelpName = "RUN|DATE",
            Required = true,
        };
        var to = new Option<string?>("--to")
        {
            Description = "The later run in the same form; default: the published one.",
            HelpName = "RUN|DATE",
        };
        var output = new Option<string?>("--out")
        {
            Description = "Writes all of it: a page for people, or JSON, by the ending of the file.",
            HelpName = "FILE.html|FILE.json",
        };
        var command = new Command(
            "compare", "Compares two runs: sizes and value, who went where and why, what was kept of the value.")
        {
            from, to, output, data, storage,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            var file = parsed.GetValue(output) is { } path ? ReportFile.Of(path, ".html", ".json") : null;
            var stored = new StoredData(Options.Settings(parsed.GetValue(data)!, parsed.GetValue(storage)));
            await stored.PublishedAsync(cancel);
            var compared = await CompareAsync(stored, parsed.GetValue(from)!, parsed.GetValue(to), cancel);
            file?.Write(file.IsA(".json")
                ? JsonSerializer.SerializeToUtf8Bytes(compared, Json.Indented)
                : ComparisonPage.Html(compared));
            DocumentText.Show(terminal.Out, new ComparisonPage(compared, isBrief: true).Document());
            return SegmentCommand.Done;
        });
        return command;
    }

    /// <exception cref="DefinitionException">When there is nothing to compare.</exception>
    private static async Task<RunComparison> CompareAsync(
        StoredData stored, string from, string? to, CancellationToken cancel)
    {
        try
        {
            return await new CompareRuns(
                stored.Files, stored.Runs()!, stored.Overrides()!, stored.Reads()!, stored.Settings)
                .OfAsync(from, to, cancel);
        }
        catch (RefusedException refused)
        {
            throw refused.ToFault();
        }
    }
}
