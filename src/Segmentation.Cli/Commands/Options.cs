using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Hosting;

namespace Segmentation.Cli.Commands;

/// <summary>The options that several commands have.</summary>
internal static class Options
{
    /// <summary>The workspace that is used when none is named.</summary>
    public const string DefaultWorkspace = "starter";

    private const string Development = "UseDevelopmentStorage=true";

    /// <summary>The folder of the shipped workspaces, beside the command.</summary>
    public static string Shipped { get; } = Path.Combine(AppContext.BaseDirectory, "workspaces");

    public static Option<string> Workspace() => new("--workspace")
    {
        Description = $"A folder of definitions, or a shipped workspace: {string.Join(", ", ShippedNames())}.",
        HelpName = "DIR",
        DefaultValueFactory = _ => DefaultWorkspace,
    };

    public static Option<string> Data() => new("--data")
    {
        Description = "Where the customer base and the runs live.",
        HelpName = "DIR",
        DefaultValueFactory = _ => ".segment",
    };

    public static Option<string?> Storage() => new("--storage")
    {
        Description = $"A storage account for files and tables, such as {Development}; default: {Connection.Storage}, "
            + "else the data folder.",
        HelpName = "CONNECTION",
    };

    /// <summary>The settings of the environment, and where a command is told to work.</summary>
    /// <exception cref="DefinitionException">When a setting is out of its range.</exception>
    public static Settings Settings(string data, string? storage) => Functions.Hosting.Settings.From(
        new ConfigurationBuilder().AddEnvironmentVariables()
            .AddInMemoryCollection(storage is null ? [] : [new(Connection.Storage, storage)]).Build()) with
    {
        Data = PathOf("--data", data),
    };

    /// <summary>A path as written on the command line.</summary>
    /// <exception cref="DefinitionException">When it is empty.</exception>
    public static string PathOf(string option, string path) => string.IsNullOrWhiteSpace(path)
        ? throw new DefinitionException(option, "an empty path", "a file or folder")
        : path;

    /// <summary>A text as written on the command line.</summary>
    /// <exception cref="DefinitionException">When it is empty.</exception>
    public static string Said(string option, string text) => string.IsNullOrWhiteSpace(text)
        ? throw new DefinitionException(option, "nothing", "a name", $"say {option} NAME")
        : text;

    /// <summary>The folder of a workspace: a path that is there, else the name of a shipped one.</summary>
    /// <exception cref="DefinitionException">When there is neither.</exception>
    public static string WorkspacePath(string workspace, string option = "--workspace")
    {
        var shipped = Path.Combine(Shipped, PathOf(option, workspace));
        // A folder of dumps may have the name of a shipped workspace: cdnow, for one.
        if (ShippedNames().Contains(workspace) && !File.Exists(Path.Combine(workspace, "workspace.yaml")))
            return shipped;
        if (Directory.Exists(workspace))
            return workspace;
        throw new DefinitionException(
            option, $"no folder and no shipped workspace {Sentence.Quoted(workspace)}",
            $"a folder with workspace.yaml, or one of {string.Join(", ", ShippedNames())}",
            Suggestion.For(workspace, ShippedNames()));
    }

    /// <summary>A date as written on the command line.</summary>
    /// <exception cref="DefinitionException">When it is none.</exception>
    public static DateOnly Date(string option, string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw new DefinitionException(option, $"found {Sentence.Quoted(text)}", "a date like 2026-11-21");

    private static IEnumerable<string> ShippedNames() => Directory.Exists(Shipped)
        ? Directory.EnumerateDirectories(Shipped).Select(Path.GetFileName).OfType<string>()
            .Order(StringComparer.Ordinal)
        : [];
}
