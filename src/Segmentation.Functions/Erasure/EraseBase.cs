using Microsoft.Azure.Functions.Worker;
using Segmentation.Functions.Imports;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Erasure;

/// <summary>
/// Takes an erased customer out of the current base. Its version stays the same, as if the customer had never been in
/// it: no run is due, and every other customer keeps its rows. An import that was built meanwhile is built again.
/// </summary>
public sealed class EraseBase(
    BaseStore store, WorkspaceStore workspaces, TombstoneStore tombstones, Erasures erasures)
{
    /// <summary>Erases a customer; done again it changes nothing.</summary>
    /// <param name="hash">The hash that stands for the customer's id.</param>
    [Function(nameof(EraseBase))]
    public void Run([ActivityTrigger] string hash)
    {
        if (erasures.Find(hash) is not { } erased || workspaces.Current is not { } version)
            return;
        var tables = new ErasedTables(store, tombstones.Load(), workspaces.Read(version), erased.Id);
        while (true)
        {
            var etag = store.ETag;
            if (store.Load() is not { } manifest || tables.TryClean(manifest) is not { } clean
                || store.TryCommit(clean, etag))
                return;
        }
    }
}
