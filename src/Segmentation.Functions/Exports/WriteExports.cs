using Microsoft.Azure.Functions.Worker;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Exports;

/// <summary>
/// Shows the files of a published run that people take away, beside the messages of the run; they are made now when
/// they were not before. A run stays published when this fails.
/// </summary>
public sealed class WriteExports(RunLedger ledger, PublishedExport export, Settings settings, Stages stages)
{
    /// <summary>Shows the files, unless a later run is published or nobody wants them.</summary>
    [Function(nameof(WriteExports))]
    public async Task RunAsync([ActivityTrigger] int run, CancellationToken cancel)
    {
        var row = await ledger.GetAsync(run, cancel);
        if (settings.Exports && (await ledger.PointerAsync(cancel)).Published == run)
        {
            using (stages.Begin("export"))
                export.Show(run, row.PublishedAt!.Value);
        }

        await ledger.ChangeAsync(run, changed => changed.ExportError = null, cancel);
    }
}
