using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Segmentation.Functions.Erasure;
using Segmentation.Functions.Feedback;
using Segmentation.Functions.Imports;
using Segmentation.Functions.Reviews;

namespace Segmentation.Functions.Runs;

/// <summary>
/// Looks every five minutes for work that nobody began: dumps in the inbox, runs that were asked for, a base or
/// definitions newer than the latest run, the workspace's schedule, messages that were not sent, files in
/// <c>published/latest/</c> that could not be written, reviews that are due, votes that nobody was told of, customers
/// that are to be erased.
/// </summary>
public sealed class Reconcile(
    Inbox inbox, RunLedger ledger, RunReasons reasons, Rereading reread, ReviewWatch reviews,
    FeedbackWatch feedback, Erasures erasures)
{
    /// <summary>Starts what is to be done; what is at work already is left alone.</summary>
    [Function(nameof(Reconcile))]
    public async Task RunAsync(
        [TimerTrigger("0 */5 * * * *", RunOnStartup = true)] TimerInfo timer, [DurableClient] DurableTaskClient client,
        CancellationToken cancel)
    {
        foreach (var folder in inbox.Folders())
            await DumpArrived.StartAsync(client, folder, cancel);
        await reread.StartAsync(client, cancel);
        foreach (var hash in erasures.Unfinished)
            await RequestErasure.StartAsync(client, hash, cancel);
        var runs = await RunOverview.ReadAsync(ledger, cancel);
        if (runs.HasWork || runs.Unexported is not null || reasons.Of(runs) is not null)
            await StartSegmentation.StartAsync(client, cancel);
        await reviews.LookAsync(cancel);
        await feedback.LookAsync(cancel);
    }
}
