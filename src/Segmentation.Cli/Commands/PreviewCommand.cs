using System.CommandLine;
using Segmentation.Cli.Show.Preview;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Previews;

namespace Segmentation.Cli.Commands;

/// <summary><c>segment preview</c>: what a run with other definitions would do; nothing is kept.</summary>
internal static class PreviewCommand
{
    public static Command Create(Terminal terminal)
    {
        var (workspace, data, storage) = (Options.Workspace(), Options.Data(), Options.Storage());
        var asOf = new Option<string?>("--as-of")
        {
            Description = "The day that the customers are looked at from; default: that of the published run.",
            HelpName = "DATE",
        };
        var scheme = new Option<string?>("--scheme")
        {
            Description = "Shows this scheme in full, changed or not, and no other.",
            HelpName = "NAME",
        };
        var command = new Command("preview", "Shows what a run with these definitions would do; nothing is kept.")
        {
            workspace, asOf, data, storage, scheme,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            var name = parsed.GetValue(workspace)!;
            var day = parsed.GetValue(asOf) is { } text ? Options.Date("--as-of", text) : default(DateOnly?);
            var stored = new StoredData(Options.Settings(parsed.GetValue(data)!, parsed.GetValue(storage)));
            var (read, problems) = LintCommand.Check(terminal, stored, name);
            if (read is null)
                return SegmentCommand.Misused;
            var report = await terminal.WithProgressAsync(
                progress => OfAsync(stored, read, problems, day, progress, cancel));
            PreviewText.Show(terminal.Out, report, Known(parsed.GetValue(scheme), report));
            return SegmentCommand.Done;
        });
        return command;
    }

    /// <summary>The preview of definitions without errors on stored data.</summary>
    public static async Task<PreviewReport> OfAsync(
        StoredData stored, Workspace workspace, IReadOnlyList<Problem> problems, DateOnly? asOf,
        Action<StageProgress>? progress, CancellationToken cancel)
    {
        var published = stored.Runs() is { } runs ? (await runs.PointerAsync(cancel)).Published : 0;
        var preview = new MakePreview(
            stored.Files, stored.Overrides(), stored.Settings, TimeProvider.System,
            new Stages(TimeProvider.System, progress));
        return await preview.OfAsync(workspace, problems, asOf, published, cancel);
    }

    private static string? Known(string? scheme, PreviewReport report)
    {
        string[] names = [.. report.Schemes.Select(one => one.Scheme)];
        return scheme is null || names.Contains(scheme) ? scheme : throw new DefinitionException(
            "--scheme", $"unknown scheme {Sentence.Quoted(scheme)}", $"one of {string.Join(", ", names)}",
            Suggestion.For(scheme, names));
    }
}
