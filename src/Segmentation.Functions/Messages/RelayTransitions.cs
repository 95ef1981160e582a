using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Messages;

/// <summary>
/// Sends the lines of one file of transitions of a published run. The run's row holds how far each file is, so that a
/// relay that was ended goes on where it was; a batch may go twice, with the same ids. What is too large is parked.
/// </summary>
public sealed class RelayTransitions(BlobStore data, RunLedger ledger, RunWork work, Messenger messenger)
{
    /// <summary>The messages after which a relay notes how far it is.</summary>
    internal const int LinesAtOnce = 2000;

    /// <summary>Relays a file: number 0 is the summary, the others are the shards'. Tells the lines sent.</summary>
    [Function(nameof(RelayTransitions))]
    public async Task<long> RunAsync([ActivityTrigger] Piece piece, CancellationToken cancel)
    {
        var run = RunStore.Number(piece.Of);
        var row = await ledger.GetAsync(run, cancel);
        if (!(await ledger.PointerAsync(cancel)).Shows(run))
            return 0;
        var name = piece.Number == 0
            ? TransitionFile.Summary(run)
            : TransitionFile.Name(run, piece.Number - 1);
        var offset = Offsets(row, work.Base(run).Shards + 1)[piece.Number];
        long sent = 0;
        foreach (var lines in data.Lines(name, offset).Chunk(LinesAtOnce))
        {
            await messenger.SendAsync(lines, row.PublishedAt!.Value, ParkedEvents.Of(run), cancel);
            offset += lines.Sum(line => line.Length + 1L);
            await SaveAsync(run, piece.Number, offset, cancel);
            sent += lines.Length;
        }

        return sent;
    }

    private Task<RunRow> SaveAsync(int run, int file, long offset, CancellationToken cancel) =>
        ledger.ChangeAsync(run, row =>
        {
            var offsets = Offsets(row, work.Base(run).Shards + 1);
            offsets[file] = offset;
            row.Relayed = JsonSerializer.Serialize(offsets);
        }, cancel);

    private static long[] Offsets(RunRow row, int files) =>
        row.Relayed is { } json ? JsonSerializer.Deserialize<long[]>(json)! : new long[files];
}
