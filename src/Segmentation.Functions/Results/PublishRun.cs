using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Results;

/// <summary>Publishes a run by one conditional update: from here on it is what people see.</summary>
public sealed class PublishRun(RunLedger ledger, TimeProvider time, ILogger<PublishRun> logger)
{
    /// <summary>Publishes a run whose rows are written.</summary>
    /// <exception cref="ImportException">When a later run is published, or the run was given up.</exception>
    [Function(nameof(PublishRun))]
    public async Task RunAsync([ActivityTrigger] int run, CancellationToken cancel)
    {
        // The time is fixed before the flip: messages and look-ups have the same one, however often this is done.
        await ledger.ChangeAsync(run, row => row.PublishedAt ??= time.GetUtcNow(), cancel);
        if (!await ledger.PublishAsync(run, cancel))
        {
            throw new ImportException(
                $"run {run}", "a later run is published, or this one was given up", "the newest run",
                "look at the list of runs");
        }

        var published = await ledger.ChangeAsync(run, row =>
        {
            if (row.State == RunState.Projecting)
                row.State = RunState.Published;
        }, cancel);
        if (published.Made is { Kind: RunKind.Release, Of: { } held })
            await ledger.ChangeAsync(held, Release, cancel);
        RunLog.Published(logger, run, published.Customers, published.Moves);
    }

    private static void Release(RunRow held)
    {
        if (held.State == RunState.Held)
            (held.State, held.Error) = (RunState.Released, null);
    }
}
