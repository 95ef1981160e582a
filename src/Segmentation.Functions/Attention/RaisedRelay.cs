using Segmentation.Functions.Blobs;
using Segmentation.Functions.Messages;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Attention;

/// <summary>
/// Sends the messages of who needs attention for a reason that no run before had found. The run's row holds how far it
/// is, so that a relay that was ended goes on where it was; a batch may go twice, with the same ids.
/// </summary>
/// <param name="data">Where the files are.</param>
/// <param name="ledger">How far runs are.</param>
/// <param name="messenger">Sends.</param>
public sealed class RaisedRelay(BlobStore data, RunLedger ledger, Messenger messenger)
{
    /// <summary>Sends what is left of a published run.</summary>
    public async Task SendAsync(RunRow run, CancellationToken cancel)
    {
        if (!data.Has(AttentionFile.Raised(run.Run)))
            return;
        var sent = run.RaisedSent;
        foreach (var lines in data.Lines(AttentionFile.Raised(run.Run), sent).Chunk(RelayTransitions.LinesAtOnce))
        {
            await messenger.SendAsync(lines, run.PublishedAt!.Value, ParkedEvents.Of(run.Run), cancel);
            sent += lines.Sum(line => line.Length + 1L);
            await ledger.ChangeAsync(run.Run, row => row.RaisedSent = sent, cancel);
        }
    }
}
