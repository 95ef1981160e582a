using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Results;

/// <summary>A run that is given up.</summary>
/// <param name="Run">The run.</param>
/// <param name="Fault">Why.</param>
public sealed record GivenUp(int Run, Fault Fault);

/// <summary>
/// Gives a run up: the pointer remembers it for ever, so that nothing of it shows, and rows that are still its own get
/// the published results back.
/// </summary>
public sealed class GiveUpRun(
    RunLedger ledger, RunStore runs, RunWork work, ShardRowChanges changes, RowWriter rows, TimeProvider time,
    ILogger<GiveUpRun> logger)
{
    /// <summary>Gives a run up; one that is published already stays published, and its messages are sent.</summary>
    [Function(nameof(GiveUpRun))]
    public async Task RunAsync([ActivityTrigger] GivenUp given, CancellationToken cancel)
    {
        var run = given.Run;
        var row = await ledger.GetAsync(run, cancel);
        var isAbandoned = await ledger.AbandonAsync(run, cancel);
        if (isAbandoned && row.State == RunState.Projecting)
            await WriteBackAsync(run, cancel);
        await ledger.ChangeAsync(run, changed =>
        {
            // A held run waits for a person even if nobody could be told.
            if (changed.State == RunState.Held)
                return;
            // What the pointer shows is published, whatever came of the step behind it.
            changed.State = isAbandoned ? RunState.Failed : RunState.Published;
            (changed.Error, changed.IsDefinitionError) = (given.Fault.Message, given.Fault.IsDefinition);
            changed.FinishedAt ??= time.GetUtcNow();
        }, cancel);
        RunLog.Failed(logger, run, given.Fault.Message);
    }

    private async Task WriteBackAsync(int run, CancellationToken cancel)
    {
        if (!runs.Has(run))
            return;
        for (var shard = 0; shard < work.Base(run).Shards; shard++)
        {
            foreach (var partition in changes.Of(run, shard))
                await rows.WriteBackAsync(run, partition, cancel);
        }
    }
}
