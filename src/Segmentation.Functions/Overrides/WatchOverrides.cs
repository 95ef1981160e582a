using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Overrides;

/// <summary>Looks after overrides every five minutes; what fails here does not keep others from their work.</summary>
public sealed class WatchOverrides(OverrideWatch watch)
{
    /// <summary>Ends and announces what time says, and starts the runs that follow.</summary>
    [Function(nameof(WatchOverrides))]
    public async Task RunAsync(
        [TimerTrigger("0 */5 * * * *", RunOnStartup = true)] TimerInfo timer, [DurableClient] DurableTaskClient client,
        CancellationToken cancel)
    {
        if (await watch.LookAsync(cancel))
            await StartSegmentation.StartAsync(client, cancel);
    }
}
