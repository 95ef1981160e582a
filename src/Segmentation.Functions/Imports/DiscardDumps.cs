using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Segmentation.Functions.Hosting;

namespace Segmentation.Functions.Imports;

/// <summary>Throws a held import away, and announces it.</summary>
public static class DiscardDumps
{
    /// <summary>Discards an import.</summary>
    [Function(nameof(DiscardDumps))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, string import)
    {
        var at = context.CurrentUtcDateTime;
        await context.CallActivityAsync(nameof(DiscardImport), new DiscardedImport(import, at), Waves.Coarse);
        await context.CallActivityAsync(nameof(AnnounceImport), at, Waves.Patient);
    }
}
