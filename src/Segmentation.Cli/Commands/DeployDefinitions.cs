using Microsoft.Extensions.DependencyInjection;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Imports;
using Segmentation.Functions.Runs;

namespace Segmentation.Cli.Commands;

/// <summary>What <c>segment deploy</c> is asked for.</summary>
/// <param name="Workspace">A folder of definitions, or the name of a shipped workspace.</param>
/// <param name="Settings">Where the data is.</param>
internal sealed record DeployRequest(string Workspace, Settings Settings)
{
    /// <summary>Who makes them live.</summary>
    public required string Author { get; init; }

    /// <summary>What for; null when not said.</summary>
    public string? Note { get; init; }

    /// <summary>The as-of day of the run; null for that of the published run.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>The version that was live when a person looked at what changes; null for none.</summary>
    public string? Seen { get; init; }
}

/// <summary>
/// Makes definitions live, and has the run made that shows them: in this process, or in the one that serves the data.
/// </summary>
/// <param name="asked">What is asked for.</param>
/// <param name="workspace">The definitions.</param>
/// <param name="time">The clock.</param>
internal sealed class DeployDefinitions(DeployRequest asked, Workspace workspace, TimeProvider time)
{
    /// <summary>The version of the definitions.</summary>
    public string Version { get; } = WorkspaceFolder.Version(workspace);

    /// <summary>
    /// Whether they are live, with a run that shows them, were there anything to segment.
    /// </summary>
    /// <exception cref="ImportException">When the run is held.</exception>
    public async Task<bool> IsDoneAsync(StoredData stored, CancellationToken cancel)
    {
        if (stored.Workspaces.Deployments is not [.., var last] || last.Version != Version)
            return false;
        var run = stored.Runs() is { } runs ? await GoLive.StandingRunAsync(runs, last, cancel) : null;
        if (run is { State: RunState.Held, Error: { } held })
            throw ImportException.Told(held);
        return run is { FinishedAt: not null } || new BaseStore(stored.Files).Load() is null;
    }

    /// <summary>Makes them live; tells the run, null when nothing was imported yet.</summary>
    /// <param name="progress">Is told how far the work is; null for nobody.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <exception cref="DefinitionException">When a dump that must be read again is gone.</exception>
    /// <exception cref="ImportException">When other definitions went live meanwhile, the dumps could not be read
    /// again, or the run failed.</exception>
    public async Task<int?> RunAsync(Action<StageProgress>? progress, CancellationToken cancel)
    {
        using var app = new CommandApp(asked.Settings, time, progress);
        return await app.RunAsync(() => GoAsync(app, cancel), cancel);
    }

    private async Task<int?> GoAsync(CommandApp app, CancellationToken cancel)
    {
        var (live, workspaces) = (
            app.Services.GetRequiredService<GoLive>(), app.Services.GetRequiredService<WorkspaceStore>());
        var step = await live.PlanAsync(workspaces.Keep(workspace), asked.AsOf, cancel);
        step = step with { Deployment = step.Deployment with { Author = asked.Author, Note = asked.Note } };
        if (step.Rereads && workspaces.Current == asked.Seen)
            return (await app.Imports.RunAsync(Rereading.InstanceOf(Version), step.Import, cancel)).Run;
        if (step.Rereads || !workspaces.TryUse(step.Deployment, asked.Seen))
        {
            throw new ImportException(
                "segment deploy", $"{workspaces.Current} went live meanwhile",
                $"{asked.Seen ?? "nothing"}, which the change was shown against; nothing was changed", "deploy again");
        }

        if (step.Run is null)
            return null;
        var run = await live.RunAsync(step, cancel);
        await app.Imports.RunFinishedAsync(run.Run, cancel);
        return run.Run;
    }
}
