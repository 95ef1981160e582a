using Microsoft.Azure.Functions.Worker;

namespace Segmentation.Functions.Runs;

/// <summary>A run that is asked for.</summary>
/// <param name="Token">Who asks: a retry finds its own run.</param>
/// <param name="Request">What is asked for.</param>
public sealed record QueuedRun(string Token, RunRequest Request);

/// <summary>Asks for a run by taking a number for it.</summary>
public sealed class QueueRun(RunLedger ledger)
{
    /// <summary>Queues a run; tells its number.</summary>
    [Function(nameof(QueueRun))]
    public async Task<int> RunAsync([ActivityTrigger] QueuedRun queued, CancellationToken cancel) =>
        (await ledger.TakeNumberAsync(queued.Token, "request", queued.Request, cancel)).Run;
}
