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
    /// <c>schedule</c> when the workspace's <c>resegment</c> has been due since it began; null for no reason.
    /// </summary>
    /// <param name="newest">The latest run, failed ones too; null before the first.</param>
    public string? Of(RunRow? newest)
    {
        if (store.Load() is not { } manifest || workspaces.Current is not { } version)
            return null;
        if (newest is null)
            return "import";
        if (newest.Inputs is not { } json)
            return null;
        var last = JsonSerializer.Deserialize<RunInputs>(json, Json.Options)!;
        if (last.BaseVersion != manifest.Version)
            return "import";
        if (last.WorkspaceVersion != version)
            return "workspace";
        var workspace = workspaces.Read(version);
        return workspace.Resegment?.LastDue(time.GetUtcNow(), workspace.TimeZone) > newest.StartedAt
            ? "schedule"
            : null;
    }
}
