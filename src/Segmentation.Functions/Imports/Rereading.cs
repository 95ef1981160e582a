using Microsoft.DurableTask.Client;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Imports;

/// <summary>Reads the kept dumps again when the definitions of the sources are others than those of the base.</summary>
/// <param name="store">The base.</param>
/// <param name="workspaces">The definitions.</param>
/// <param name="ledger">What could not be read again is not tried twice.</param>
public sealed class Rereading(BaseStore store, WorkspaceStore workspaces, ImportLedger ledger)
{
    /// <summary>Starts it when it is needed.</summary>
    public async Task StartAsync(DurableTaskClient client, CancellationToken cancel)
    {
        if (workspaces.Current is not { } version || !IsNeeded(store, workspaces.Read(version)))
            return;
        var isRefused = (await ledger.NewestFirstAsync(cancel)).Any(
            row => row is { State: ImportRow.Rejected, IsFinal: true } && row.Folder == InstanceOf(version));
        if (!isRefused)
            await StartSegmentation.OnceAsync(
                client, nameof(ImportDumps), InstanceOf(version), Request(version), cancel);
    }

    /// <summary>Whether the base was read under other sources than these definitions have.</summary>
    /// <param name="store">The base.</param>
    /// <param name="workspace">The definitions.</param>
    public static bool IsNeeded(BaseStore store, Workspace workspace) =>
        store.Load() is { Imports.Count: > 0 } manifest && SourcesHash.Of(workspace) != manifest.Sources;

    /// <summary>The orchestration that reads the kept dumps again under a version.</summary>
    public static string InstanceOf(string version) => $"reread-{version}";

    /// <summary>What is asked of it.</summary>
    public static ImportRequest Request(string version) =>
        new(InstanceOf(version), IsInbox: false) { Rereads = true, Workspace = version };
}
