using Microsoft.Azure.Functions.Worker;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Exports;

/// <summary>
/// Makes the files that people take away while the rows of a run are written; they are shown once it is published.
/// </summary>
public sealed class PrepareFiles(
    RunLedger ledger, OutputFiles output, PublishedExport export, Settings settings, Stages stages)
{
    /// <summary>Makes them, unless nobody wants them; nothing depends on it, for they are made later otherwise.
    /// </summary>
    [Function(nameof(PrepareFiles))]
    public async Task RunAsync([ActivityTrigger] int run, CancellationToken cancel)
    {
        var row = await ledger.GetAsync(run, cancel);
        // A late activity of a dead run must not write.
        if (row.State != RunState.Projecting)
            return;
        if (row.Asked.Output is not null)
        {
            using (stages.Begin("format"))
                output.Prepare(run);
        }

        if (settings.Exports)
        {
            using (stages.Begin("export"))
                export.Prepare(run);
        }
    }
}
