using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Segmentation.Functions.Runs;

/// <summary>Deletes the histories of orchestrations that ended long ago.</summary>
public sealed class PurgeHistories(TimeProvider time)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    private static readonly OrchestrationRuntimeStatus[] Ended =
    [
        OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed,
        OrchestrationRuntimeStatus.Terminated,
    ];

    /// <summary>Deletes what ended more than a week ago.</summary>
    [Function(nameof(PurgeHistories))]
    public Task RunAsync(
        [TimerTrigger("0 30 3 * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client,
        CancellationToken cancel) =>
        client.PurgeAllInstancesAsync(
            new PurgeInstancesFilter(null, time.GetUtcNow() - Kept, Ended), new PurgeInstanceOptions(Recursive: true),
            cancel);
}
