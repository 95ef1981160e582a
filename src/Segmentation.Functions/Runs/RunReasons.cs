using System.Text.Json;
using Segmentation.Functions.Hosting;
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
    /// the first run when all looked at a day that was named; null for no reason.
    /// </summary>
    /// <param name="runs">All runs; failed ones count too.</param>
    public string? Of(RunOverview runs)
    {
        var newest = runs.Newest;
        if (store.Load() is not { } manifest || workspaces.Current is not { } version)
            return null;
        if (newest is null)
            return "import";
        if (Seen(newest) is not var (lastBase, lastWorkspace))
            return null;
        var workspace = workspaces.Read(version);
        // Kept dumps have to be read again first.
        if (SourcesHash.Of(workspace) != manifest.Sources)
            return null;
        if (lastBase != manifest.Version)
            return "import";
        if (lastWorkspace != version)
            return "workspace";
        var due = workspace.Resegment?.LastDue(time.GetUtcNow(), workspace.TimeZone);
        // Runs that look at a day of the past do not put the schedule off, and do not make it due at once either.
        var last = (runs.NewestOfToday ?? runs.Oldest)?.StartedAt;
        return due is not null && (last is null || due > last)
            ? "schedule"
            : null;
    }

    /// <summary>Writes down what a run sees when it begins: it may fail before it has frozen its inputs.</summary>
    internal void Note(RunRow row) => (row.SeenBase, row.SeenWorkspace) = (store.Version, workspaces.Current);

    /// <summary>The base and the definitions of a run; null when it has not begun.</summary>
    private static (int Base, string? Workspace)? Seen(RunRow row)
    {
        if (row.Inputs is not { } json)
            return row.SeenBase is { } seen ? (seen, row.SeenWorkspace) : null;
        var inputs = JsonSerializer.Deserialize<RunInputs>(json, Json.Options)!;
        return (inputs.BaseVersion, inputs.WorkspaceVersion);
    }
}
