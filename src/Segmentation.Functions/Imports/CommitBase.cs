using Microsoft.Azure.Functions.Worker;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Erasure;

namespace Segmentation.Functions.Imports;

/// <summary>
/// Makes the built version the current one. Replacing the manifest is the commit; what comes before it can be done
/// again.
/// </summary>
public sealed class CommitBase(
    BlobStore data, BaseStore store, ImportScratch scratch, Receipts receipts, TombstoneStore tombstones)
{
    /// <summary>Commits; false when the base has moved since the build was planned.</summary>
    [Function(nameof(CommitBase))]
    public bool Run([ActivityTrigger] ImportWork work)
    {
        var plan = scratch.Read<BuildPlan>(ImportScratch.Plan(work));
        var arrived = scratch.Read<Arrival>(ImportScratch.Arrival(work)).Taken;
        var built = Enumerable.Range(0, plan.Imports.Count)
            .Select(build => scratch.Read<BuiltImport>(ImportScratch.Built(work, build))).ToArray();
        var manifest = built[^1].Manifest with { Version = plan.Before.Version + 1 };
        // The same dumps may have arrived twice at once; what was committed for these took them away.
        if (store.IsCurrent(manifest))
            return plan.AlreadyTaken || !data.HasFolder(work.Arriving);
        // An erasure keeps the version and replaces the manifest; so does one that comes from here on.
        if (store.ETag != plan.ETag || tombstones.Count != plan.Tombstones)
            return false;
        foreach (var import in built)
            receipts.Write(import.Receipt, import.Ledgers);
        if (!plan.AlreadyTaken && data.HasFolder(work.Arriving))
            data.MoveFolder(work.Arriving, arrived.Accepted);
        return store.TryCommit(manifest, plan.ETag);
    }
}
