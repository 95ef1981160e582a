using System.CommandLine;
using System.Text;
using Segmentation.Cli.Init;
using Segmentation.Cli.Show;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Runs;

namespace Segmentation.Cli.Commands;

/// <summary><c>segment init</c>: a workspace for the files of an import, or empty files to fill.</summary>
internal static class InitCommand
{
    private const string Playbooks = "playbooks/";
    private const string Rfm = "schemes/rfm.yaml";

    public static Command Create(Terminal terminal)
    {
        var folder = new Argument<string?>("DIR")
        {
            Description = "Where the workspace is written: a new or empty folder.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var from = new Option<string?>("--from")
        {
            Description = "A folder of dumps, or one dump, to propose a workspace for.",
            HelpName = "IMPORT",
        };
        var template = new Option<string?>("--template")
        {
            Description = "Takes measures and schemes from this workspace instead of proposing some.",
            HelpName = "NAME",
        };
        var templates = new Option<string?>("--templates")
        {
            Description = "Writes empty CSV files, an entity each, with headers that are recognised.",
            HelpName = "DIR",
        };
        var command = new Command("init", "Proposes a workspace for your own files, or writes empty files to fill.")
        {
            folder, from, template, templates,
        };
        command.SetAction(parsed => (parsed.GetValue(folder), parsed.GetValue(from), parsed.GetValue(templates)) switch
        {
            (null, null, { } empty) => WriteTemplates(terminal, Options.PathOf("--templates", empty)),
            ({ } target, { } import, null) => Propose(
                terminal, Options.PathOf("DIR", target), Options.PathOf("--from", import), parsed.GetValue(template)),
            _ => throw new DefinitionException(
                "segment init", "neither a workspace nor templates are asked for",
                "DIR --from IMPORT, or --templates DIR"),
        });
        return command;
    }

    private static int WriteTemplates(Terminal terminal, string folder)
    {
        var files = Templates.Files(Shipped(Options.DefaultWorkspace));
        ProposedWorkspace.Write(folder, files);
        terminal.Out.Line($"{folder}: {string.Join(", ", files.Keys)}");
        terminal.Out.Line("next: fill those that you have rows for, delete the others, then");
        terminal.Out.Line($"./segment init my-workspace --from {Quoted(folder)}");
        return SegmentCommand.Done;
    }

    private static int Propose(Terminal terminal, string folder, string import, string? template)
    {
        ProposedWorkspace.CheckEmpty(folder);
        var shipped = template is null ? null : Shipped(template);
        var proposal = Proposal.Of(import);
        var rhythm = proposal.Orders is { } orders ? Rhythm.Of(orders) : null;
        var world = WorldGuess.Of(proposal, rhythm);
        var starter = Shipped(Options.DefaultWorkspace);
        var schemes = Schemes.Of(proposal, rhythm, Encoding.UTF8.GetString(starter[Rfm]));
        var name = ProposedWorkspace.NameOf(folder);
        var files = shipped is not null
            ? ProposedWorkspace.FromTemplate(name, proposal, shipped)
            : ProposedWorkspace.Files(name, proposal, schemes, world?.World, starter.Where(file =>
                file.Key.StartsWith(Playbooks, StringComparison.Ordinal)).ToDictionary());
        var shown = shipped is null ? schemes : TemplateSources.Schemes(WorkspaceFolder.Read(shipped), proposal);
        // Nothing is written that would not be read.
        Lint.Ensure(WorkspaceFolder.Read(files));
        ProposedWorkspace.Write(folder, files);
        foreach (var line in Readiness.Lines(proposal, shown, rhythm, world))
            terminal.Out.Line(line);
        terminal.Out.Line();
        terminal.Out.Line($"{folder}: workspace {name}, {files.Count} files");
        terminal.Out.Line($"next: ./segment run {Quoted(import)} --workspace {Quoted(folder)} --data .segment/{name}");
        return SegmentCommand.Done;
    }

    private static string Quoted(string path) => path.Contains(' ') ? $"\"{path}\"" : path;

    private static IReadOnlyDictionary<string, byte[]> Shipped(string workspace) =>
        WorkspaceFolder.Files(Options.WorkspacePath(workspace, "--template"), workspace);
}
