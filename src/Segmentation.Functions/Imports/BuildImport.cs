using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Segmentation.Functions.Hosting;

namespace Segmentation.Functions.Imports;

/// <summary>Builds one import, source by source, on the base before it.</summary>
public static class BuildImport
{
    /// <summary>Reads and merges all sources, then closes the import.</summary>
    [Function(nameof(BuildImport))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, BuildStep step)
    {
        for (var source = 0; source < step.Sources; source++)
        {
            var planned = await context.CallActivityAsync<PlannedSource>(
                nameof(PlanSource), new SourceStep(step.Work, step.Build, source), Waves.Coarse);
            if (planned.Folder is not { } folder)
                continue;
            await context.InWavesAsync(nameof(ParseChunk), folder, planned.Chunks);
            await context.CallActivityAsync(nameof(SettleSource), folder, Waves.Coarse);
            await context.InWavesAsync(nameof(MergeShard), folder, planned.Shards);
            await context.CallActivityAsync(nameof(CloseSource), folder, Waves.Coarse);
        }

        await context.CallActivityAsync(nameof(CloseBuild), step, Waves.Coarse);
    }
}
