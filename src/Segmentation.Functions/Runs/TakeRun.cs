using Microsoft.Azure.Functions.Worker;

namespace Segmentation.Functions.Runs;

/// <summary>What is to be done with a run.</summary>
/// <param name="Run">The run; 0 when there is nothing to do.</param>
/// <param name="Todo">One of the names below.</param>
public sealed record TakenRun(int Run, string Todo)
{
    /// <summary>It is made.</summary>
    public const string Make = "make";

    /// <summary>It is published, and its messages are not all sent.</summary>
    public const string Relay = "relay";

    /// <summary>Whoever made it was ended for good.</summary>
    public const string GiveUp = "give-up";
}

/// <summary>Who takes a run.</summary>
/// <param name="Token">A retry finds its own run by it.</param>
/// <param name="IsFirst">Whether runs whose messages could not be sent are tried again, which is done once.</param>
public sealed record RunTaker(string Token, bool IsFirst);

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
        var (newest, queued, left) = (default(RunRow), default(RunRow), default(TakenRun));
        await foreach (var row in ledger.NewestFirstAsync(cancel))
        {
            newest ??= row;
            if (RunState.IsActive(row.State))
                return new TakenRun(row.Run, row.Token == taker.Token ? TakenRun.Make : TakenRun.GiveUp);
            if (row.State == RunState.Queued)
                queued = row;
            else if (taker.IsFirst && row is { State: RunState.Published, RelayedAt: null })
                left = new TakenRun(row.Run, TakenRun.Relay);
        }

        if (left is not null)
            return left;
        if (queued is null && reasons.Of(newest) is { } trigger)
            queued = await ledger.TakeNumberAsync(taker.Token, trigger, new RunRequest(), cancel);
        if (queued is null)
            return new TakenRun(0, "");
        await ledger.ChangeAsync(queued.Run, row =>
        {
            (row.Token, row.State, row.StartedAt) = (taker.Token, RunState.Scoring, row.StartedAt ?? time.GetUtcNow());
            reasons.Note(row);
            return true;
        }, cancel);
        return new TakenRun(queued.Run, TakenRun.Make);
    }
}
