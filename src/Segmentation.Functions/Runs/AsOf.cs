using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Imports;

namespace Segmentation.Functions.Runs;

/// <summary>From which day a run looks at the customers.</summary>
public static class AsOf
{
    /// <summary>
    /// The day that was asked for, else the one of the manifest of an import that was not segmented yet, else the
    /// default: today in the workspace's zone, or the day after the newest event.
    /// </summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="manifest">The base.</param>
    /// <param name="workspace">Its time zone is used.</param>
    /// <param name="segmented">The base version of the published run; 0 before the first.</param>
    /// <param name="now">The time.</param>
    public static DateOnly Of(
        RunRequest request, BaseManifest manifest, Workspace workspace, int segmented, DateTimeOffset now)
    {
        var import = request.Import is { } id
            ? manifest.Imports.Last(taken => taken.Id == id)
            : manifest.Version > segmented ? manifest.Imports[^1] : null;
        return request.AsOf ?? import?.AsOf
            ?? (request.AsOfNewest ? DayAfter(manifest.NewestDay) : null)
            ?? Days.At(now, workspace.TimeZone);
    }

    /// <summary>The day after the newest event, within the calendar; null when there are none.</summary>
    private static DateOnly? DayAfter(int? newest) => newest is { } day
        ? Days.Date(Math.Min(day, Days.Of(DateOnly.MaxValue) - 1) + 1)
        : null;
}
