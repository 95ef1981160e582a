namespace Segmentation.Functions.Runs;

/// <summary>How far all runs are.</summary>
/// <param name="Tried">
/// The latest run that took base and definitions as they were, failed and held ones too, or the latest roll-back, which
/// turned them down; null before the first.
/// </param>
/// <param name="NewestOfToday">The latest run that was not made as of a certain day.</param>
/// <param name="IsPaused">Whether there was a roll-back, and nothing but runs of some customers since.</param>
/// <param name="Oldest">The first run of all; null before it.</param>
/// <param name="Active">The run at work; null for none.</param>
/// <param name="OldestQueued">The run that was asked for first; null for none.</param>
/// <param name="Unfinished">Published runs whose messages are not all sent, or that are not at their end, oldest
/// first.</param>
/// <param name="Unexported">
/// The newest published run when its files in <c>published/latest/</c> could not be written; null when they were.
/// </param>
/// <param name="Undecided">
/// Held runs, and runs that a run which is not made yet asks for; with the time at which the first run behind each was
/// published, null when none was.
/// </param>
/// <param name="Published">All published runs, newest first.</param>
public sealed record RunOverview(
    RunRow? Tried, RunRow? NewestOfToday, bool IsPaused, RunRow? Oldest, RunRow? Active, RunRow? OldestQueued,
    IReadOnlyList<int> Unfinished, int? Unexported, IReadOnlyList<(int Run, DateTimeOffset? Superseded)> Undecided,
    IReadOnlyList<int> Published)
{
    /// <summary>Whether there is a run that somebody has to go on with.</summary>
    public bool HasWork => Active is not null || OldestQueued is not null || Unfinished.Count > 0;

    /// <summary>Reads all runs.</summary>
    public static async Task<RunOverview> ReadAsync(RunLedger ledger, CancellationToken cancel)
    {
        var (tried, today, oldest) = (default(RunRow), default(RunRow), default(RunRow));
        var (latest, superseded) = (default(string), default(DateTimeOffset?));
        var undecided = new List<(int Run, DateTimeOffset? Superseded)>();
        var (active, queued) = (default(RunRow), default(RunRow));
        var (unfinished, published, unexported) = (new List<int>(), new List<int>(), default(int?));
        await foreach (var row in ledger.NewestFirstAsync(cancel))
        {
            oldest = row;
            // A roll-back that failed turned nothing down.
            var counts = row.Kind != RunKind.Rollback || row.State != RunState.Failed;
            tried ??= counts && row.Kind is (RunKind.Full or RunKind.Rollback) ? row : null;
            today ??= row.AsksForDay || row.Kind != RunKind.Full ? null : row;
            latest ??= counts && row.Kind != RunKind.Scope ? row.Kind : null;
            active ??= RunState.IsActive(row.State) ? row : null;
            queued = row.State == RunState.Queued ? row : queued;
            if (row.State == RunState.Held)
                undecided.Add((row.Run, superseded));
            if ((row.State == RunState.Queued || RunState.IsActive(row.State)) && row.Asked.Of is { } wanted)
                undecided.Add((wanted, null));
            if (row.State != RunState.Published)
                continue;
            superseded = row.PublishedAt;
            if (published.Count == 0 && row.ExportError is not null)
                unexported = row.Run;
            published.Add(row.Run);
            if (row.RelayedAt is null || row.FinishedAt is null)
                unfinished.Insert(0, row.Run);
        }

        return new RunOverview(
            tried, today, latest == RunKind.Rollback, oldest, active, queued, unfinished, unexported, undecided,
            published);
    }
}
