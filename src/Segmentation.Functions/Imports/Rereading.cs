using Microsoft.DurableTask.Client;
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
        if (store.Load() is not { Imports.Count: > 0 } manifest || workspaces.Current is not { } version
            || SourcesHash.Of(workspaces.Read(version)) == manifest.Sources)
            return;
        var instance = $"reread-{version}";
        var isRefused = (await ledger.NewestFirstAsync(cancel)).Any(
            row => row is { State: ImportRow.Rejected, IsFinal: true } && row.Folder == instance);
        if (!isRefused)
            await StartSegmentation.OnceAsync(
                client, nameof(ImportDumps), instance,
                new ImportRequest(instance, IsInbox: false) { Rereads = true, Workspace = version }, cancel);
    }
}
