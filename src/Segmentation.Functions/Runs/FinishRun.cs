using Microsoft.Azure.Functions.Worker;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Exports;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Identities;
using Segmentation.Functions.Imports;
using Segmentation.Functions.Overrides;
using Segmentation.Functions.Results;

namespace Segmentation.Functions.Runs;

/// <summary>Ends a run: work files go, and runs and tables that nobody needs any more; overrides learn of conflicts.
/// </summary>
public sealed class FinishRun(
    BlobStore data, RunLedger ledger, RunStore runs, BaseStore store, ImportScratch imports,
    ShardSummaries summaries, OverrideConflicts conflicts, IdentityLedger identities, PublishedExport export,
    Stages stages, TimeProvider time)
{
    /// <summary>Finishes a run.</summary>
    [Function(nameof(FinishRun))]
    public async Task RunAsync([ActivityTrigger] int run, CancellationToken cancel)
    {
        if ((await ledger.GetAsync(run, cancel)).State == RunState.Published)
        {
            await conflicts.NoteAsync(run, cancel);
            identities.Note(run, runs.Matches(run).Identity);
        }

        // Files that were made and are not shown: nobody wants them any more, or they are made again.
        export.Discard();
        foreach (var folder in RunStore.Scratch)
            data.DeleteFolder(RunStore.Name(run, folder));
        summaries.Forget(run);
        var all = await RunOverview.ReadAsync(ledger, cancel);
        var now = time.GetUtcNow();
        var undecided = all.Undecided.Where(one => !(now - one.Superseded > RunStore.Kept)).Select(one => one.Run);
        runs.CleanUp(now, [
            .. all.Published.Take(RunStore.RunsKept), .. runs.MonthEnds(all.Published), .. all.Unfinished, .. undecided,
            run,
        ]);
        store.Sweep(
            () => [.. store.Load() is { } current ? [current] : Array.Empty<BaseManifest>(), .. runs.Bases()],
            () => imports.IsBusy);
        stages.Clear();
        await ledger.ChangeAsync(run, row => row.FinishedAt ??= time.GetUtcNow(), cancel);
    }
}
