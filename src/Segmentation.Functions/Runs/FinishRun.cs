using Microsoft.Azure.Functions.Worker;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Imports;
using Segmentation.Functions.Results;

namespace Segmentation.Functions.Runs;

/// <summary>Ends a run: work files go, and runs and tables that nobody needs any more.</summary>
public sealed class FinishRun(
    DataFolder data, RunLedger ledger, RunStore runs, BaseStore store, ImportScratch imports,
    ShardSummaries summaries, Stages stages, TimeProvider time)
{
    /// <summary>Finishes a run.</summary>
    [Function(nameof(FinishRun))]
    public async Task RunAsync([ActivityTrigger] int run, CancellationToken cancel)
    {
        foreach (var folder in new[] { "measures", "moves", "csv" })
            data.DeleteFolder(RunStore.Name(run, folder));
        summaries.Forget(run);
        var published = (await ledger.PointerAsync(cancel)).Published;
        runs.CleanUp(time.GetUtcNow(), published);
        store.Sweep([.. runs.Bases(), .. store.Load() is { } current ? [current] : Array.Empty<BaseManifest>()],
            () => imports.IsBusy);
        stages.Clear();
        await ledger.ChangeAsync(run, row =>
        {
            row.FinishedAt ??= time.GetUtcNow();
            return true;
        }, cancel);
    }
}
