using System.Collections.Concurrent;

namespace EndToEnd.Ways;

/// <summary>One run per workspace and as-of day, made when a row first asks for it.</summary>
public sealed class WayRuns : IDisposable
{
    private readonly ConcurrentDictionary<string, Segmented> _runs = new();

    /// <summary>
    /// The last of several runs in one data folder of a shipped workspace on a public data set, one for each as-of day;
    /// the test is skipped where the data set is not.
    /// </summary>
    internal Segmented Of(string workspace, string data, params string[] days) => _runs.GetOrAdd(
        string.Join(' ', [workspace, .. days]), _ => new Segmented(
            () => RealData.Path(data), workspace, days.LastOrDefault(),
            days.Length > 1 ? Of(workspace, data, days[..^1]) : null));

    public void Dispose()
    {
        foreach (var run in _runs.Values)
            run.Dispose();
    }
}
