using System.Collections.Concurrent;

namespace EndToEnd.Ways;

/// <summary>One run per workspace, data set and as-of day, made when a row first asks for it.</summary>
public sealed class WayRuns : IDisposable
{
    private readonly ConcurrentDictionary<(string Workspace, string Data, string? AsOf), Segmented> _runs = new();

    /// <summary>The run of a shipped workspace on a public data set; the test is skipped where that is not.</summary>
    internal Segmented Of(string workspace, string data, string? asOf = null) => _runs.GetOrAdd(
        (workspace, data, asOf), key => new Segmented(() => RealData.Path(key.Data), key.Workspace, key.AsOf));

    public void Dispose()
    {
        foreach (var run in _runs.Values)
            run.Dispose();
    }
}
