using System.CommandLine;
using System.Globalization;
using Segmentation.Cli.Show;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Runs;

namespace Segmentation.Cli.Commands;

/// <summary><c>segment lint</c>: checks definitions, and tells what their published run found.</summary>
internal static class LintCommand
{
    public static Command Create(Terminal terminal)
    {
        var (workspace, data, storage) = (Options.Workspace(), Options.Data(), Options.Storage());
        var command = new Command("lint", "Checks the definitions of a workspace, and what their last run found.")
        {
            workspace, data, storage,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            var stored = new StoredData(Options.Settings(parsed.GetValue(data)!, parsed.GetValue(storage)));
            var unread = await stored.UnreadAsync(cancel);
            var (read, problems) = Check(terminal, stored, parsed.GetValue(workspace)!, unread);
            if (read is null)
                return SegmentCommand.Misused;
            terminal.Out.Line(
                $"workspace {read.Name}: {read.Sources.Count} sources, {read.Measures.Count} measures, "
                + $"{read.Schemes.Count} schemes; {Warnings(problems.Count)}");
            foreach (var grid in Lint.Grids(read))
                FindingsText.Show(terminal.Out, grid);
            await ShowFindingsAsync(terminal, stored, read.Name, cancel);
            return SegmentCommand.Done;
        });
        return command;
    }

    /// <summary>
    /// Reads and checks definitions beside the live ones and the recorded reviews, and shows all problems; no workspace
    /// when there is an error among them.
    /// </summary>
    /// <param name="terminal">Shows the problems.</param>
    /// <param name="stored">Where the live definitions are.</param>
    /// <param name="workspace">The folder of the definitions, or the name of shipped ones.</param>
    /// <param name="unread">The names of schemes that nobody asks for; null when that does not matter.</param>
    public static (Workspace? Workspace, IReadOnlyList<Problem> Problems) Check(
        Terminal terminal, StoredData stored, string workspace, IReadOnlyCollection<string>? unread = null)
    {
        var (read, problems) = Lint.Of(
            WorkspaceFolder.Files(Options.WorkspacePath(workspace), workspace), TimeProvider.System.GetUtcNow(),
            stored.Workspaces.Live, stored.Reviews.All, unread);
        foreach (var problem in problems)
            Show(problem, terminal);
        return (problems.Any(problem => problem.Severity == Severity.Error) ? null : read, problems);
    }

    /// <summary>What the published run found, when it is of a workspace of this name.</summary>
    private static async Task ShowFindingsAsync(
        Terminal terminal, StoredData stored, string workspace, CancellationToken cancel)
    {
        var run = stored.Runs() is { } runs ? (await runs.PointerAsync(cancel)).Published : 0;
        if (run == 0)
        {
            terminal.Out.Sentence($"no findings: no run is published in {stored.Files.Root}");
            return;
        }

        var report = Json.Read<RunReport>(stored.Files, RunStore.Name(run, RunReport.File));
        if (report.Workspace == workspace)
            FindingsText.Show(terminal.Out, report);
        else
            terminal.Out.Sentence(string.Create(
                CultureInfo.InvariantCulture,
                $"no findings: run {run} in {stored.Files.Root} is of workspace {report.Workspace}"));
    }

    /// <summary>Errors go to standard error, warnings to standard output.</summary>
    private static void Show(Problem problem, Terminal terminal)
    {
        if (problem.Severity == Severity.Error)
            terminal.Error.WriteLine(problem.WithCode());
        else
            terminal.Out.Line(problem.WithCode());
    }

    private static string Warnings(int count) => count switch
    {
        0 => "no problems",
        1 => "1 warning",
        _ => $"{count} warnings",
    };
}
