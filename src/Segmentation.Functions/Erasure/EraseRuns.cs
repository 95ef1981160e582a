using Microsoft.Azure.Functions.Worker;
using Segmentation.Functions.Imports;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Erasure;

/// <summary>
/// Takes an erased customer out of the files of all kept runs, out of exports and out of all tables, when a run without
/// it is published and no run and no import is at work, and deletes the files of the base that held it.
/// </summary>
public sealed class EraseRuns(
    RunLedger ledger, RunStore runs, BaseStore store, ImportScratch imports, ErasedRuns files, ErasedExports exports,
    ErasedTableRows rows, Erasures erasures, TimeProvider time)
{
    /// <summary>
    /// Erases a customer; false when something is at work that may still read it, another erasure rewrites the same
    /// files, or the run that tells others of it was not published.
    /// </summary>
    /// <param name="hash">The hash that stands for its id.</param>
    /// <param name="cancel">Ends the work.</param>
    [Function(nameof(EraseRuns))]
    public async Task<bool> RunAsync([ActivityTrigger] string hash, CancellationToken cancel)
    {
        if (erasures.Find(hash) is not { } erased)
            return true;
        if (imports.IsBusy || (await RunOverview.ReadAsync(ledger, cancel)).HasWork
            || runs.HasCustomer((await ledger.PointerAsync(cancel)).Published, erased.Id)
            || !erasures.TryBegin(hash, time.GetUtcNow()))
            return false;
        try
        {
            files.Clean(erased);
            exports.Clean(erased);
            await rows.CleanAsync(erased, cancel);
            store.Sweep(
                () => [.. store.Load() is { } current ? [current] : Array.Empty<BaseManifest>(), .. runs.Bases()],
                () => imports.IsBusy);
            return !imports.IsBusy;
        }
        finally
        {
            erasures.End(hash);
        }
    }
}
