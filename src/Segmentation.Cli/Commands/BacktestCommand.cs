using System.CommandLine;
using System.Text.Json;
using Segmentation.Cli.Show.Backtest;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Backtests;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;

namespace Segmentation.Cli.Commands;

/// <summary><c>segment backtest</c>: what the schemes of a past day told about what came behind it.</summary>
internal static class BacktestCommand
{
    private const string File = "backtest.json";

    public static Command Create(Terminal terminal)
    {
        var (data, storage) = (Options.Data(), Options.Storage());
        var asOf = new Option<string>("--as-of")
        {
            Description = "The day of which the customers are segmented, by what was known then.",
            HelpName = "DATE",
            Required = true,
        };
        var outcome = new Option<string>("--outcome")
        {
            Description = "What is looked for behind that day: an outcome of outcomes.yaml.",
            HelpName = "NAME",
            Required = true,
        };
        var horizon = new Option<string?>("--horizon")
        {
            Description = "How far behind that day, such as P180D; default: the outcome's own horizon.",
            HelpName = "DURATION",
        };
        var scheme = new Option<string?>("--scheme")
        {
            Description = "Shows this scheme, in full; default: a sentence for each.",
            HelpName = "NAME",
        };
        var output = new Option<string?>("--out")
        {
            Description = $"Writes it as JSON: to this file, or to {File} in this folder.",
            HelpName = "DIR/FILE.json",
        };
        var command = new Command("backtest", "Shows what the segments of a past day told about what came after it.")
        {
            asOf, outcome, horizon, scheme, data, storage, output,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            var request = new BacktestRequest(
                Options.Date("--as-of", parsed.GetValue(asOf)!), Options.Said("--outcome", parsed.GetValue(outcome)!),
                parsed.GetValue(horizon) is { } text ? Duration(text) : null, parsed.GetValue(scheme));
            var stored = new StoredData(Options.Settings(parsed.GetValue(data)!, parsed.GetValue(storage)));
            var report = await MakeAsync(terminal, stored, request, cancel);
            if (parsed.GetValue(output) is { } path)
                Write(Options.PathOf("--out", path), report);
            BacktestText.Show(terminal.Out, report);
            return SegmentCommand.Done;
        });
        return command;
    }

    /// <summary>Makes a backtest, and keeps it as the last one.</summary>
    private static async Task<BacktestReport> MakeAsync(
        Terminal terminal, StoredData stored, BacktestRequest request, CancellationToken cancel)
    {
        var published = await stored.PublishedAsync(cancel);
        var report = await terminal.WithProgressAsync(progress => Task.Run(
            () => new MakeBacktest(
                stored.Files, stored.Settings, TimeProvider.System, new Stages(TimeProvider.System, progress))
                .Of(request, published, cancel), cancel));
        new BacktestStore(stored.Files).Keep(report);
        return report;
    }

    private static Horizon Duration(string text) => Horizon.Parse(text) ?? throw new DefinitionException(
        "--horizon", $"found {Sentence.Quoted(text)}", Horizon.Expected);

    private static void Write(string path, BacktestReport report)
    {
        var isFile = path.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
        var (folder, name) = isFile
            ? (Path.GetDirectoryName(Path.GetFullPath(path))!, Path.GetFileName(path))
            : (path, File);
        new DataFolder(folder).Write(name, JsonSerializer.SerializeToUtf8Bytes(report, Json.Indented));
    }
}
