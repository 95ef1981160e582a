using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Messages;

/// <summary>Announces that a run waits for a person.</summary>
public sealed class AnnounceHeld(BlobStore data, RunLedger ledger, RunWork work, Messenger messenger)
{
    /// <summary>Announces a held run; nothing when somebody decided on it meanwhile.</summary>
    [Function(nameof(AnnounceHeld))]
    public async Task RunAsync([ActivityTrigger] int run, CancellationToken cancel)
    {
        var row = await ledger.GetAsync(run, cancel);
        if (row is not { State: RunState.Held, HeldAt: { } at })
            return;
        var report = Json.Read<RunReport>(data, RunStore.Name(run, RunReport.File));
        var message = CloudEvent.Of(
            work.Inputs(run).Workspace, "run.held", RunStore.Folder(run), run.ToString(CultureInfo.InvariantCulture),
            new { report.Run, report.AsOf, report.Customers, row.Moves, report.MovesByCause, report.Held });
        await messenger.SendAsync([message], at, ParkedEvents.Of(run), cancel);
    }
}
