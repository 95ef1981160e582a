using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Exports;

/// <summary>
/// Makes the files that people take away while the rows of a run are written; they are shown once it is published. What
/// cannot be made now is made then, or it is told why not.
/// </summary>
public sealed class PrepareFiles(
    RunLedger ledger, OutputFiles output, PublishedExport export, Settings settings, Stages stages,
    ILogger<PrepareFiles> logger)
{
    /// <summary>Makes the files that anybody wants.</summary>
    [Function(nameof(PrepareFiles))]
    public async Task RunAsync([ActivityTrigger] int run, CancellationToken cancel)
    {
        // A late activity of a dead run must not write.
        if (!await IsAtWorkAsync(run, cancel))
            return;
        if ((await ledger.GetAsync(run, cancel)).Asked.Output is not null)
        {
            await TryAsync(run, "format", () =>
            {
                output.Prepare(run);
                return Task.CompletedTask;
            });
        }

        if (settings.Exports)
            await TryAsync(run, "export", () => export.PrepareAsync(run, () => IsAtWorkAsync(run, cancel)));
    }

    private async Task<bool> IsAtWorkAsync(int run, CancellationToken cancel) =>
        await ledger.GetAsync(run, cancel) is { FinishedAt: null, State: RunState.Projecting or RunState.Published };

    private async Task TryAsync(int run, string name, Func<Task> make)
    {
        using var stage = stages.Begin(name);
        try
        {
            await make();
        }
#pragma warning disable CA1031 // Whatever went wrong comes again when the run is published, and is told then.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            RunLog.NotPrepared(logger, run, fault.Message);
        }
    }
}
