using System.CommandLine;
using Segmentation.Cli.Show;
using Segmentation.Cli.Show.Preview;
using Segmentation.Cli.Show.Summary;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Imports;
using Segmentation.Functions.Lookup;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Segmentation.Cli.Commands;

/// <summary><c>segment deploy</c>: checks definitions, shows what they change, asks, and makes them live.</summary>
internal static class DeployCommand
{
    public static Command Create(Terminal terminal)
    {
        var (workspace, data, storage) = (Options.Workspace(), Options.Data(), Options.Storage());
        var yes = new Option<bool>("--yes") { Description = "Makes them live without asking." };
        var author = new Option<string>("--author")
        {
            Description = "Who makes them live; default: the user of this machine.",
            HelpName = "NAME",
            DefaultValueFactory = _ => Environment.UserName,
        };
        var note = new Option<string?>("--note") { Description = "What for.", HelpName = "TEXT" };
        var asOf = new Option<string?>("--as-of")
        {
            Description = "The day that the customers are looked at from; default: that of the published run.",
            HelpName = "DATE",
        };
        var command = new Command("deploy", "Makes the definitions of a workspace live, and a run that shows them.")
        {
            workspace, data, storage, yes, author, note, asOf,
        };
        command.SetAction((parsed, cancel) =>
        {
            var settings = Options.Settings(parsed.GetValue(data)!, parsed.GetValue(storage));
            var asked = new DeployRequest(parsed.GetValue(workspace)!, settings)
            {
                Author = Options.Said("--author", parsed.GetValue(author)!),
                Note = parsed.GetValue(note),
                AsOf = parsed.GetValue(asOf) is { } day ? Options.Date("--as-of", day) : null,
            };
            return RunAsync(terminal, asked, parsed.GetValue(yes), cancel);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        Terminal terminal, DeployRequest asked, bool yes, CancellationToken cancel)
    {
        var stored = new StoredData(asked.Settings);
        var (read, problems) = LintCommand.Check(terminal, stored, asked.Workspace);
        if (read is null)
            return SegmentCommand.Misused;
        new BaseStore(stored.Files).CheckOwner(read);
        asked = asked with { Seen = stored.Workspaces.Current };
        var deploy = new DeployDefinitions(asked, read, TimeProvider.System);
        if (await deploy.IsDoneAsync(stored, cancel))
        {
            terminal.Out.Line($"workspace {read.Name} {deploy.Version} is live already");
            return SegmentCommand.Done;
        }

        terminal.Out.Line($"workspace {read.Name}: from {asked.Seen ?? "nothing"} to {deploy.Version}");
        await ShowChangeAsync(terminal, stored, read, problems, asked.AsOf, cancel);
        if (!yes && !terminal.IsAsking)
            throw new DefinitionException(
                "segment deploy", "nobody to ask", "a terminal, or --yes", "say --yes to make the definitions live");
        if (!yes && !terminal.Ask("Make this live?"))
        {
            terminal.Out.Line("nothing was changed");
            return SegmentCommand.Done;
        }

        var run = await terminal.WithProgressAsync(progress => deploy.RunAsync(progress, cancel));
        ShowResult(terminal, stored, $"workspace {read.Name} {deploy.Version} is live", run);
        return SegmentCommand.Done;
    }

    /// <summary>What going live means: a preview, or that dumps are read again, which no preview can show.</summary>
    private static async Task ShowChangeAsync(
        Terminal terminal, StoredData stored, Workspace workspace, IReadOnlyList<Problem> problems, DateOnly? asOf,
        CancellationToken cancel)
    {
        var store = new BaseStore(stored.Files);
        if (store.Load() is null)
            return;
        if (Rereading.IsNeeded(store, workspace))
        {
            terminal.Out.Sentence("the sources changed: the kept dumps are read again under the new ones");
            return;
        }

        var preview = await terminal.WithProgressAsync(
            progress => PreviewCommand.OfAsync(stored, workspace, problems, asOf, progress, cancel));
        PreviewText.Show(terminal.Out, preview, null);
    }

    private static void ShowResult(Terminal terminal, StoredData stored, string live, int? run)
    {
        terminal.Out.Line(live);
        if (run is not { } number)
        {
            terminal.Out.Line("nothing was imported yet, so there is no run");
            return;
        }

        var report = Json.Read<RunReport>(stored.Files, RunStore.Name(number, RunReport.File));
        RunSummary.ShowResult(
            terminal.Out, report,
            new RunNames(stored.Files, number).NamesOf(report.Attention.Select(line => line.Customer)));
        if (report.Held is { } held)
            throw ImportException.Told(MoveGuard.Told(number, held));
    }
}
