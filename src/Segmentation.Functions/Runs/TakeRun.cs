using Microsoft.Azure.Functions.Worker;

namespace Segmentation.Functions.Runs;

/// <summary>What is to be done with a run.</summary>
/// <param name="Run">The run; 0 when there is nothing to do.</param>
/// <param name="Todo">One of the names below.</param>
public sealed record TakenRun(int Run, string Todo)
{
    /// <summary>It is made.</summary>
    public const string Make = "make";

    /// <summary>It is published, and its messages are not all sent, or its results not written.</summary>
    public const string Relay = "relay";

    /// <summary>It is published, and the files that people take away are not written.</summary>
    public const string Export = "export";

    /// <summary>Whoever made it was ended for good.</summary>
    public const string GiveUp = "give-up";
}

/// <summary>Who takes a run.</summary>
/// <param name="Token">A retry finds its own run by it.</param>
/// <param name="RelayAfter">Published runs above this one that are not at their end are completed first.</param>
public sealed record RunTaker(string Token, int RelayAfter);

/// <summary>
/// Decides which run is made next: the oldest that was asked for, else a new one when base, definitions or the
/// schedule are newer than the latest run. Failed runs count: the same inputs are not tried twice.
/// </summary>
public sealed class TakeRun(RunLedger ledger, RunReasons reasons, TimeProvider time)
{
    /// <summary>Takes a run.</summary>
    [Function(nameof(TakeRun))]
    public async Task<TakenRun> RunAsync([ActivityTrigger] RunTaker taker, CancellationToken cancel)
    {
        var runs = await RunOverview.ReadAsync(ledger, cancel);
        if (runs.Active is { } active)
            return new TakenRun(active.Run, active.Taker == taker.Token ? TakenRun.Make : TakenRun.GiveUp);
        if (runs.Unfinished.FirstOrDefault(run => run > taker.RelayAfter) is > 0 and var unfinished)
            return await AtWorkAgainAsync(unfinished, TakenRun.Relay, cancel);
        if (runs.Unexported is { } unexported && unexported > taker.RelayAfter)
            return await AtWorkAgainAsync(unexported, TakenRun.Export, cancel);

        var queued = runs.OldestQueued;
        if (queued is null && reasons.Of(runs) is { } trigger)
            queued = await ledger.TakeNumberAsync(taker.Token, trigger, new RunRequest(), cancel);
        if (queued is null)
            return new TakenRun(0, "");
        var taken = await ledger.ChangeAsync(queued.Run, row =>
        {
            if (row.State != RunState.Queued)
                return;
            (row.Taker, row.State, row.StartedAt) = (taker.Token, RunState.Scoring, row.StartedAt ?? time.GetUtcNow());
            reasons.Note(row);
        }, cancel);
        return new TakenRun(taken.Run, taken.Taker == taker.Token ? TakenRun.Make : TakenRun.GiveUp);
    }
    /// <summary>While it is at work nobody erases what it reads.</summary>
    private async Task<TakenRun> AtWorkAgainAsync(int run, string todo, CancellationToken cancel)
    {
        await ledger.ChangeAsync(run, row => row.FinishedAt = null, cancel);
        return new TakenRun(run, todo);
    }
}
