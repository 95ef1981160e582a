using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Segmentation.Functions.OpenApi;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Lookup;

/// <summary>Tells whether look-ups work, without a key and without anything about customers.</summary>
public sealed class Health(RunLedger ledger, TimeProvider time)
{
    /// <summary>How long the storage may take before it counts as away: 5 seconds.</summary>
    internal static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>The published run and the state of the newest one.</summary>
    [Function(nameof(Health))]
    [Operation("Whether look-ups work; without a key, and without anything about customers")]
    [Answers(200, typeof(HealthAnswer), "the published run, and the state of the newest one")]
    [Fails(503, "storage-away")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request,
        CancellationToken cancel)
    {
        using var patience = new CancellationTokenSource(Longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, patience.Token);
        try
        {
            return Answers.Ok(await StateAsync(either.Token));
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return Answers.StorageAway(request.HttpContext.Response);
        }
    }

    private async Task<HealthAnswer> StateAsync(CancellationToken cancel)
    {
        var pointer = await ledger.PointerAsync(cancel);
        RunRow? newest = null;
        await foreach (var row in ledger.NewestFirstAsync(cancel))
        {
            newest = row;
            break;
        }

        return new HealthAnswer(
            newest is { State: RunState.Failed } ? "degraded" : "ok", time.GetUtcNow(),
            pointer.Published == 0 ? null : pointer.Published,
            newest is null ? null : new AskedRunAnswer(newest.Run, newest.State));
    }
}

/// <summary>How the app is.</summary>
/// <param name="Status"><c>ok</c>, or <c>degraded</c> when the newest run failed.</param>
/// <param name="Time">The time.</param>
/// <param name="Published">The published run; null before the first.</param>
/// <param name="Newest">The newest run; null before the first.</param>
internal sealed record HealthAnswer(
    string Status, DateTimeOffset Time, int? Published, AskedRunAnswer? Newest);
