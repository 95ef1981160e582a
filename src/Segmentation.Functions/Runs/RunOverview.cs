namespace Segmentation.Functions.Runs;

/// <summary>How far all runs are.</summary>
/// <param name="Newest">The latest run, failed ones too; null before the first.</param>
/// <param name="NewestOfToday">The latest run that was not asked for as of a certain day.</param>
/// <param name="Oldest">The first run of all; null before it.</param>
/// <param name="Active">The run at work; null for none.</param>
/// <param name="OldestQueued">The run that was asked for first; null for none.</param>
/// <param name="Unfinished">Published runs whose messages are not all sent, or that are not at their end, oldest
/// first.</param>
/// <param name="Published">All published runs, newest first.</param>
public sealed record RunOverview(
    RunRow? Newest, RunRow? NewestOfToday, RunRow? Oldest, RunRow? Active, RunRow? OldestQueued,
    IReadOnlyList<int> Unfinished, IReadOnlyList<int> Published)
{
    /// <summary>Whether there is a run that somebody has to go on with.</summary>
    public bool HasWork => Active is not null || OldestQueued is not null || Unfinished.Count > 0;

    /// <summary>Reads all runs.</summary>
    public static async Task<RunOverview> ReadAsync(RunLedger ledger, CancellationToken cancel)
    {
        var (newest, today, oldest) = (default(RunRow), default(RunRow), default(RunRow));
        var (active, queued) = (default(RunRow), default(RunRow));
        var (unfinished, published) = (new List<int>(), new List<int>());
        await foreach (var row in ledger.NewestFirstAsync(cancel))
        {
            newest ??= row;
            oldest = row;
            today ??= row.AsksForDay ? null : row;
            active ??= RunState.IsActive(row.State) ? row : null;
            queued = row.State == RunState.Queued ? row : queued;
            if (row.State != RunState.Published)
                continue;
            published.Add(row.Run);
            if (row.RelayedAt is null || row.FinishedAt is null)
                unfinished.Insert(0, row.Run);
        }

        return new RunOverview(newest, today, oldest, active, queued, unfinished, published);
    }
}
