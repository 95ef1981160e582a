using System.CommandLine;
using Segmentation.Cli.Show;
using Segmentation.Functions.Runs;

namespace Segmentation.Cli.Commands;

/// <summary><c>segment lint</c>: checks definitions without data.</summary>
internal static class LintCommand
{
    public static Command Create(Terminal terminal)
    {
        var workspace = Options.Workspace();
        var command = new Command("lint", "Checks the definitions of a workspace.") { workspace };
        command.SetAction(parsed =>
        {
            var name = parsed.GetValue(workspace)!;
            var (read, problems) = Lint.Of(WorkspaceFolder.Files(Options.WorkspacePath(name), name));
            foreach (var problem in problems)
                parsed.InvocationConfiguration.Error.WriteLine(problem);
            if (problems.Count > 0)
                return SegmentCommand.Misused;
            terminal.Out.Line(
                $"workspace {read!.Name}: {read.Sources.Count} sources, "
                + $"{read.Measures.Count} measures, {read.Schemes.Count} schemes; no problems");
            return SegmentCommand.Done;
        });
        return command;
    }
}
