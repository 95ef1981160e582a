using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Segmentation.Functions.Attention;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Messages;

/// <summary>
/// Announces a published run after its transitions: who needs attention for a new reason, then sizes and moves. The
/// first run's summary says it already.
/// </summary>
public sealed class AnnounceRun(
    BlobStore data, RunLedger ledger, RunWork work, RaisedRelay raised, Messenger messenger, TimeProvider time)
{
    /// <summary>Announces a run.</summary>
    [Function(nameof(AnnounceRun))]
    public async Task RunAsync([ActivityTrigger] int run, CancellationToken cancel)
    {
        var (inputs, row) = (work.Inputs(run), await ledger.GetAsync(run, cancel));
        await raised.SendAsync(row, cancel);
        if (inputs.Published is not null)
            await messenger.SendAsync([Message(inputs, row)], row.PublishedAt!.Value, ParkedEvents.Of(run), cancel);
        await ledger.ChangeAsync(run, changed =>
        {
            changed.RelayedAt ??= time.GetUtcNow();
            changed.Parked = ParkedEvents.Count(data, run);
            changed.Error = null;
        }, cancel);
    }

    private byte[] Message(RunInputs inputs, RunRow row)
    {
        var (run, folder) = (inputs.Run, RunStore.Folder(inputs.Run));
        var report = Json.Read<RunReport>(data, RunStore.Name(run, RunReport.File));
        return CloudEvent.Of(
            inputs.Workspace, "run.published", folder, run.ToString(CultureInfo.InvariantCulture),
            new
            {
                inputs.Run,
                inputs.AsOf,
                report.Customers,
                row.Moves,
                report.MovesByCause,
                report.Schemes,
                Attention = report.AttentionTotals,
            });
    }
}
