using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Erasure;

/// <summary>
/// Erases a customer: its tombstone first, then kept dumps and base, a run that tells the others, and at last whatever
/// names it. Its input is the hash that stands for the id; no history knows more.
/// </summary>
public static class EraseCustomer
{
    // Five minutes, as each wait is a second longer. Histories of waiting must not grow without end, and a run that was
    // not published is asked for again.
    private const int LooksAtOnce = 25;

    /// <summary>The one instance for a customer.</summary>
    /// <param name="hash">The hash that stands for its id.</param>
    public static string InstanceOf(string hash) => $"erase-{hash}";

    /// <summary>Erases a customer. Every step may be done again.</summary>
    [Function(nameof(EraseCustomer))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, string hash)
    {
        await context.CallActivityAsync(nameof(BuryCustomer), hash, Waves.Coarse);
        await context.CallActivityAsync(nameof(CleanDumps), hash, Waves.Coarse);
        await context.CallActivityAsync(nameof(EraseBase), hash, Waves.Coarse);
        // What was imported meanwhile is in the base now, and nothing that comes later holds the customer.
        await context.CallActivityAsync(nameof(CleanDumps), hash, Waves.Coarse);
        if (await context.CallActivityAsync<int>(nameof(QueueErasure), hash, Waves.Coarse) > 0)
            await context.CallActivityAsync(nameof(StartSegmentation), Waves.Coarse);
        for (var look = 1; !await context.CallActivityAsync<bool>(nameof(EraseRuns), hash, Waves.Coarse); look++)
        {
            await context.CreateTimer(TimeSpan.FromSeconds(look), CancellationToken.None);
            if (look < LooksAtOnce)
                continue;
            context.ContinueAsNew(hash);
            return;
        }

        await context.CallActivityAsync(nameof(FinishErasure), hash, Waves.Coarse);
    }
}
