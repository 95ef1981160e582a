using System.CommandLine;
using Segmentation.Cli.Commands;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Hosting;

namespace Segmentation.Cli;

/// <summary>
/// The <c>segment</c> command. Exit codes: 0 done, 1 the import or run failed, 2 usage or definition error.
/// </summary>
internal static class SegmentCommand
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int Misused = 2;

    /// <summary>Runs the command.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="output">Results go here.</param>
    /// <param name="error">Errors and progress go here.</param>
    public static int Run(string[] args, TextWriter output, TextWriter error)
    {
        var terminal = new Terminal(output, error);
        var root = new RootCommand(
            "Segments customers from CRM dumps: every customer in one segment per scheme, with the reason.")
        {
            DemoCommand.Create(terminal),
            RunCommand.Create(terminal),
            ServeCommand.Create(terminal),
            ImportsCommand.Create(terminal),
            RunsCommand.Create(terminal),
            TailCommand.Create(terminal),
            LintCommand.Create(terminal),
            PreviewCommand.Create(terminal),
            DeployCommand.Create(terminal),
            ReviewCommand.Create(terminal),
            DigestCommand.Create(terminal),
            CompareCommand.Create(terminal),
            BacktestCommand.Create(terminal),
            ExplainCommand.Create(terminal),
            ExportCommand.Create(terminal),
            ResetCommand.Create(terminal),
            GenerateCommand.Create(terminal),
            InitCommand.Create(terminal),
        };
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            error.WriteLine(Usage(root, args, parsed));
            return Misused;
        }

        var configuration =
            new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false };
        return Guarded(() => parsed.Invoke(configuration), error);
    }

    /// <summary>What is wrong with the arguments, in one sentence.</summary>
    private static string Usage(RootCommand root, string[] args, ParseResult parsed)
    {
        var commands = root.Subcommands.Select(command => command.Name).ToArray();
        if (args.Length > 0 && !args[0].StartsWith('-') && !commands.Contains(args[0]))
        {
            return Sentence.Of(
                "segment", $"unknown command {Sentence.Quoted(args[0])}", $"one of {string.Join(", ", commands)}",
                Suggestion.For(args[0], commands));
        }

        var unknown = parsed.UnmatchedTokens.FirstOrDefault(token => token.StartsWith('-'));
        var options = parsed.CommandResult.Command.Options.Select(option => option.Name).ToArray();
        var command = parsed.CommandResult.Command;
        var name = command is RootCommand ? "segment" : $"segment {command.Name}";
        return unknown is not null
            ? Sentence.Of(
                name, $"unknown option {Sentence.Quoted(unknown)}", $"one of {string.Join(", ", options)}",
                Suggestion.For(unknown, options))
            : Sentence.Of(name, parsed.Errors[0].Message.TrimEnd('.'), $"the form that {name} --help shows");
    }

    /// <summary>Every fault that a person can mend is one clear message.</summary>
    private static int Guarded(Func<int> work, TextWriter error)
    {
        try
        {
            return work();
        }
        catch (DefinitionException fault)
        {
            error.WriteLine(fault.Message);
            return Misused;
        }
        catch (SegmentationException fault)
        {
            error.WriteLine(fault.Message);
            return Failed;
        }
        catch (OperationCanceledException)
        {
            return Failed;
        }
        catch (Exception fault) when (Fault.IsOfStorage(fault) || Fault.IsOfStorage(fault.InnerException))
        {
            error.WriteLine(Fault.OfStorage((Fault.IsOfStorage(fault) ? fault : fault.InnerException!).Message));
            return Failed;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            error.WriteLine(Fault.OfFiles(fault.Message));
            return Failed;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // The edge of the program: whatever else goes wrong is one sentence too.
            error.WriteLine(Fault.Unexpected(fault.GetType().Name, fault.Message));
            return Failed;
        }
    }
}
