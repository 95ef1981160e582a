using Segmentation.Functions.Blobs;
using Segmentation.Functions.Imports;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Lookup;

/// <summary>
/// Whether base or definitions are newer than those of a run. It is looked up again when this process replaced either,
/// and after a second, for another process may have.
/// </summary>
/// <param name="data">Where the files are.</param>
/// <param name="store">The base.</param>
/// <param name="workspaces">The definitions.</param>
/// <param name="time">Measures the second.</param>
public sealed class Staleness(BlobStore data, BaseStore store, WorkspaceStore workspaces, TimeProvider time)
{
    private volatile Looked? _last;

    /// <summary>Whether either is newer.</summary>
    public bool Of(PublishedRun run)
    {
        if (_last is { } last && last.Run == run.Run && last.Replacements == data.Replacements
            && time.GetElapsedTime(last.At) < SeenPointer.Kept)
            return last.IsStale;
        // What is replaced from here on is noticed by the next who asks.
        var (replacements, at) = (data.Replacements, time.GetTimestamp());
        var isStale = store.Version != run.BaseVersion
            || (workspaces.Current is { } current && current != run.WorkspaceVersion);
        _last = new Looked(run.Run, replacements, at, isStale);
        return isStale;
    }

    private sealed record Looked(int Run, long Replacements, long At, bool IsStale);
}
