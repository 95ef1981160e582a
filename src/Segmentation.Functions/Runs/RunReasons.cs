using Segmentation.Functions.Imports;

namespace Segmentation.Functions.Runs;

/// <summary>Tells whether a run should be made although nobody asked for one.</summary>
/// <param name="store">The base.</param>
/// <param name="workspaces">The definitions.</param>
/// <param name="time">The time, for the schedule.</param>
public sealed class RunReasons(BaseStore store, WorkspaceStore workspaces, TimeProvider time)
{
    /// <summary>
    /// <c>import</c> when the base is newer than that of the latest run, <c>workspace</c> when the definitions are,
    /// <c>schedule</c> when the workspace's <c>resegment</c> has been due since the latest run of today began, or since
    /// the first run when all looked at a day that was named; null for no reason. After a roll-back the schedule rests,
    /// and base and definitions count when they are newer than those that it turned down.
    /// </summary>
    /// <param name="runs">All runs; failed ones count too.</param>
    public string? Of(RunOverview runs)
    {
        if (store.Load() is not { } manifest || workspaces.Current is not { } version)
            return null;
        if (runs.Tried is not { } tried)
            return "import";
        if (Seen(tried) is not var (lastBase, lastWorkspace))
            return null;
        var workspace = workspaces.Read(version);
        // Kept dumps have to be read again first.
        if (SourcesHash.Of(workspace) != manifest.Sources)
            return null;
        if (lastBase != manifest.Version)
            return "import";
        if (lastWorkspace is not null && lastWorkspace != version)
            return "workspace";
        if (runs.IsPaused)
            return null;
        var due = workspace.Resegment?.LastDue(time.GetUtcNow(), workspace.TimeZone);
        // Runs that look at a day of the past do not put the schedule off, and do not make it due at once either.
        var last = (runs.NewestOfToday ?? runs.Oldest)?.StartedAt;
        return due is not null && (last is null || due > last)
            ? "schedule"
            : null;
    }

    /// <summary>Whether base or definitions are newer than those that the latest run tried.</summary>
    /// <param name="runs">All runs.</param>
    public bool IsNewer(RunOverview runs) => runs.Tried is { } tried && Seen(tried) is var (lastBase, lastWorkspace)
        && (lastBase != store.Version
            || (workspaces.Current is { } version && lastWorkspace is not null && lastWorkspace != version));

    /// <summary>Writes down what a run sees when it begins: it may fail before it has frozen its inputs.</summary>
    internal void Note(RunRow row) => (row.SeenBase, row.SeenWorkspace) = (store.Version, workspaces.Current);

    /// <summary>The base and the definitions of a run; null when it has not begun. A roll-back has those that it turned
    /// down: what was there when it began.</summary>
    private static (int Base, string? Workspace)? Seen(RunRow row) =>
        row.Made is { Kind: RunKind.Full } inputs ? (inputs.BaseVersion, inputs.WorkspaceVersion)
        : row.SeenBase is { } seen ? (seen, row.SeenWorkspace)
        : null;
}
