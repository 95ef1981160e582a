using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Exports;

/// <summary>Notes that the files of a published run could not be written, so that they are tried again.</summary>
public sealed class NoteExports(RunLedger ledger, ILogger<NoteExports> logger)
{
    /// <summary>Notes why.</summary>
    [Function(nameof(NoteExports))]
    public async Task RunAsync([ActivityTrigger] GivenUp failed, CancellationToken cancel)
    {
        await ledger.ChangeAsync(failed.Run, row => row.ExportError = failed.Fault.Message, cancel);
        RunLog.NotExported(logger, failed.Run, failed.Fault.Message);
    }
}
