namespace LocalRuntime.DurableTask;

/// <summary>
/// Histories of running orchestrations, so that a work item need not read what it just wrote. It still replays all of
/// it. Only complete histories are found: the number of rows must be that of the store.
/// </summary>
internal sealed class HistoryCache
{
    private const int MostRows = 200_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<long, (int Generation, List<HistoryEvent> Rows)> _kept = [];
    private int _rows;

    /// <summary>A history; null when it is not here whole.</summary>
    public List<HistoryEvent>? Find(long key, int generation, int rows)
    {
        lock (_gate)
        {
            return _kept.TryGetValue(key, out (int Generation, List<HistoryEvent> Rows) found)
                && found.Generation == generation && found.Rows.Count == rows ? found.Rows : null;
        }
    }

    /// <summary>Keeps a history with what was added to it.</summary>
    public void Keep(OrchestrationWorkItem item, IReadOnlyList<HistoryEvent> added)
    {
        lock (_gate)
        {
            Forget(item.Key);
            if (_rows > MostRows)
                Clear();
            List<HistoryEvent> rows = item.Past as List<HistoryEvent> ?? [.. item.Past];
            rows.AddRange(added);
            _kept[item.Key] = (item.Generation, rows);
            _rows += rows.Count;
        }
    }

    /// <summary>Drops a history.</summary>
    public void Forget(long key)
    {
        lock (_gate)
        {
            if (_kept.Remove(key, out (int Generation, List<HistoryEvent> Rows) gone))
                _rows -= gone.Rows.Count;
        }
    }

    private void Clear()
    {
        _kept.Clear();
        _rows = 0;
    }
}
