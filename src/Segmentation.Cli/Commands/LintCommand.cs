using System.CommandLine;
using Segmentation.Cli.Show;
using Segmentation.Engine.Workspaces;
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
            var (read, problems) = Lint.Of(
                WorkspaceFolder.Files(Options.WorkspacePath(name), name),
                DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().Date));
            foreach (var problem in problems)
                parsed.InvocationConfiguration.Error.WriteLine(problem.WithCode());
            if (problems.Any(problem => problem.Severity == Severity.Error))
                return SegmentCommand.Misused;
            terminal.Out.Line(
                $"workspace {read!.Name}: {read.Sources.Count} sources, {read.Measures.Count} measures, "
                + $"{read.Schemes.Count} schemes; {Warnings(problems.Count)}");
            return SegmentCommand.Done;
        });
        return command;
    }

    private static string Warnings(int count) => count switch
    {
        0 => "no problems",
        1 => "1 warning",
        _ => $"{count} warnings",
    };
}
