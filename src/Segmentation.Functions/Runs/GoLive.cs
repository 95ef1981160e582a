using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Imports;

namespace Segmentation.Functions.Runs;

/// <summary>How definitions go live.</summary>
/// <param name="Deployment">The version, by whom and what for.</param>
/// <param name="Run">The run that shows them; null when nothing was imported.</param>
/// <param name="Rereads">Whether the kept dumps are read first, and the definitions are live when they were.</param>
public sealed record LiveStep(Deployment Deployment, RunRequest? Run, bool Rereads)
{
    /// <summary>The import that reads the kept dumps again.</summary>
    public ImportRequest Import => Rereading.Request(Deployment.Version) with { Deploys = Deployment, Run = Run };
}

/// <summary>Makes definitions live: the current ones, with a run that shows them.</summary>
/// <param name="workspaces">The definitions.</param>
/// <param name="store">The base.</param>
/// <param name="ledger">The runs.</param>
/// <param name="runs">Their files.</param>
/// <param name="time">The clock.</param>
public sealed class GoLive(
    WorkspaceStore workspaces, BaseStore store, RunLedger ledger, RunStore runs, TimeProvider time)
{
    /// <summary>
    /// What is to be done for a version that is kept. The run looks at the day of the published one, so that only the
    /// definitions differ.
    /// </summary>
    /// <param name="version">The version.</param>
    /// <param name="asOf">The as-of day; null for the published run's.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <exception cref="DefinitionException">When the data is another workspace's.</exception>
    public async Task<LiveStep> PlanAsync(string version, DateOnly? asOf, CancellationToken cancel)
    {
        var workspace = workspaces.Read(version);
        store.CheckOwner(workspace);
        var how = workspaces.Deployments.Any(earlier => earlier.Version == version)
            ? Deployment.Rollback
            : Deployment.Deploy;
        var deployment = new Deployment(version, time.GetUtcNow(), how);
        if (store.Load() is null)
            return new LiveStep(deployment, null, false);
        var published = (await ledger.PointerAsync(cancel)).Published;
        var day = asOf ?? (published > 0 ? runs.Inputs(published).AsOf : null);
        return new LiveStep(
            deployment, new RunRequest { AsOf = day, Workspace = version }, Rereading.IsNeeded(store, workspace));
    }

    /// <summary>
    /// The run that shows definitions which are the current ones now. It is asked for, unless somebody who was ended
    /// did.
    /// </summary>
    public async Task<RunRow> RunAsync(LiveStep step, CancellationToken cancel)
    {
        var deployment = workspaces.Deployments.Last(live => live.Version == step.Deployment.Version);
        return await StandingRunAsync(ledger, deployment, cancel) ?? await ledger.TakeNumberAsync(
            $"deploy-{step.Deployment.Version}-{step.Deployment.At.UtcTicks}", "workspace", step.Run!, cancel);
    }

    /// <summary>The first run of a deployment's definitions since then; null before it is asked for.</summary>
    public async Task<RunRow?> FirstRunAsync(Deployment deployment, CancellationToken cancel)
    {
        RunRow? first = null;
        await foreach (var row in ledger.NewestFirstAsync(cancel))
        {
            if (row.CreatedAt < deployment.At)
                break;
            if (IsOf(row, deployment))
                first = row;
        }

        return first;
    }

    /// <summary>
    /// The first run of a deployment's definitions that neither failed nor was thrown away or rolled back; null when
    /// they wait for one.
    /// </summary>
    public static async Task<RunRow?> StandingRunAsync(
        RunLedger ledger, Deployment deployment, CancellationToken cancel)
    {
        RunRow? first = null;
        await foreach (var row in ledger.NewestFirstAsync(cancel))
        {
            if (row.CreatedAt < deployment.At || row is { Kind: RunKind.Rollback, State: RunState.Published })
                break;
            if (IsOf(row, deployment) && row.State is not (RunState.Failed or RunState.Discarded))
                first = row;
        }

        return first;
    }

    private static bool IsOf(RunRow row, Deployment deployment) =>
        (row.Made?.WorkspaceVersion ?? row.Asked.Workspace ?? row.SeenWorkspace) == deployment.Version;
}
