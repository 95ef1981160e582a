using System.CommandLine;
using Segmentation.Cli.Show.Summary;

namespace Segmentation.Cli.Commands;

/// <summary><c>segment run IMPORT</c>: takes an import, segments the whole base, shows what came of it.</summary>
internal static class RunCommand
{
    public static Command Create(Terminal terminal)
    {
        var import = new Argument<string>("IMPORT") { Description = "A folder of dumps, or one dump." };
        var workspace = Options.Workspace();
        var (data, storage) = (Options.Data(), Options.Storage());
        var asOf = new Option<string?>("--as-of")
        {
            Description = "The day that the customers are looked at from; default: the day after the newest event.",
            HelpName = "DATE",
        };
        var output = new Option<string?>("--out")
        {
            Description = "Writes customers.csv, transitions.ndjson, rejects.csv and report.json here.",
            HelpName = "DIR",
        };
        var delta = new Option<bool>("--delta")
        {
            Description = "The dumps add to their streams; without it they replace them.",
        };
        var refit = new Option<bool>("--refit")
        {
            Description = "Fits lifetime models and clusters anew; without it they stay until refit_every has passed.",
        };
        var command = new Command("run", "Takes an import, segments all customers, and shows what came of it.")
        {
            import, workspace, data, storage, asOf, output, delta, refit,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            var request = new SegmentRequest(
                Options.PathOf("IMPORT", parsed.GetValue(import)!), parsed.GetValue(workspace)!,
                Options.PathOf("--data", parsed.GetValue(data)!))
            {
                AsOf = parsed.GetValue(asOf) is { } date ? Options.Date("--as-of", date) : null,
                Output = parsed.GetValue(output) is { } folder ? Options.PathOf("--out", folder) : null,
                Delta = parsed.GetValue(delta),
                Refit = parsed.GetValue(refit),
                Settings = Options.Settings(parsed.GetValue(data)!, parsed.GetValue(storage)),
            };
            var result = await terminal.WithProgressAsync(
                progress => SegmentImport.RunAsync(request, TimeProvider.System, progress, cancel));
            RunSummary.Show(terminal.Out, result);
            result.ThrowIfHeld();
            return SegmentCommand.Done;
        });
        return command;
    }
}
