using Microsoft.Data.Sqlite;
using Microsoft.DurableTask;

namespace LocalRuntime.DurableTask;

/// <summary>An activity to run.</summary>
/// <param name="Number">The number of the row; it is gone when the activity has been completed.</param>
/// <param name="Call">The call.</param>
internal sealed record ActivityWorkItem(long Number, ActivityCall Call);

/// <content>Finds what a worker has to do.</content>
internal sealed partial class DurableTaskStore
{
    /// <summary>Whether another process has written to the file since the last call; cheap when it has not.</summary>
    public bool WasWrittenElsewhere() => Read(() =>
    {
        long version = _sql.Number("PRAGMA data_version")!.Value;
        bool written = version != _dataVersion;
        _dataVersion = version;
        return written;
    });

    /// <summary>Turns the timers that are due into messages, in the order in which they are due.</summary>
    /// <returns>When the next one is due; null when there is none.</returns>
    public DateTime? FireTimers()
    {
        long? next = NextTimer();
        if (next is not { } due || due > Now.Ticks)
            return next is { } later ? new DateTime(later, DateTimeKind.Utc) : null;
        Write("timers", () =>
        {
            long now = Now.Ticks;
            _sql.Run(
                """
                INSERT INTO inbox (instance, kind, task, time)
                SELECT timers.instance, timers.kind, timers.task, $1
                FROM timers JOIN instances ON key = timers.instance AND instances.generation = timers.generation
                WHERE due <= $1 AND status IN (0, 6, 7) ORDER BY due, seq
                """,
                now);
            return _sql.Run("DELETE FROM timers WHERE due <= $1", now);
        });
        return NextTimer() is { } after ? new DateTime(after, DateTimeKind.Utc) : null;
    }

    /// <summary>The orchestrations with messages that are not halted; first those that have waited longest.</summary>
    public List<long> ReadyOrchestrations() => Read(() => _sql.All(
        """
        SELECT instance FROM inbox JOIN instances ON key = instance
        WHERE status <> 7 GROUP BY instance ORDER BY MIN(seq)
        """,
        row => row.GetInt64(0)));

    /// <summary>The oldest activities that have not been completed.</summary>
    /// <param name="most">How many at most.</param>
    public List<ActivityWorkItem> WaitingActivities(int most) => Read(() => _sql.All(
        """
        SELECT seq, activities.name, activities.input, COALESCE(instances.id, '')
        FROM activities LEFT JOIN instances ON key = activities.instance ORDER BY seq LIMIT $1
        """,
        row => new ActivityWorkItem(row.GetInt64(0), new(row.GetString(1), row.GetString(3), row.Text(2))),
        most));

    /// <summary>Records how an activity ended; does nothing when that is recorded already.</summary>
    /// <param name="item">The activity.</param>
    /// <param name="good">Whether it ended well.</param>
    /// <param name="payload">Its output or failure as JSON.</param>
    public void CompleteActivity(ActivityWorkItem item, bool good, string? payload) => Write("activity", () =>
    {
        (long Key, int Generation, int Task)? call = _sql.First(
            "DELETE FROM activities WHERE seq = $1 RETURNING instance, generation, task",
            row => ((long, int, int)?)(row.GetInt64(0), row.GetInt32(1), row.GetInt32(2)),
            item.Number);
        if (call is not { } found)
            return false;
        HistoryKind kind = good ? HistoryKind.TaskCompleted : HistoryKind.TaskFailed;
        Deliver(found.Key, found.Generation, new(kind, found.Task, item.Call.Name, payload, Now));
        return true;
    });

    /// <summary>An orchestration with its messages; null when there is nothing to do.</summary>
    /// <param name="key">Its number.</param>
    /// <param name="cache">Histories that need not be read again.</param>
    public OrchestrationWorkItem? Load(long key, HistoryCache cache) => Read(() =>
    {
        var last = 0L;
        List<HistoryEvent> messages = _sql.All(
            "SELECT kind, task, name, payload, time, seq FROM inbox WHERE instance = $1 ORDER BY seq",
            row =>
            {
                last = row.GetInt64(5);
                return Entry(row);
            },
            key);
        (OrchestrationWorkItem Item, int Rows, long Clock)? found = messages.Count == 0 ? null : Instance(key);
        if (found is not { } instance)
            return null;
        DateTime started = new(Math.Max(Now.Ticks, instance.Clock + 1), DateTimeKind.Utc);
        return instance.Item with
        {
            Past = cache.Find(key, instance.Item.Generation, instance.Rows) ?? History(key),
            News = [new(HistoryKind.OrchestratorStarted, -1, null, null, started), .. messages],
            LastMessage = last,
        };
    });

    private long? NextTimer() => Read(() => _sql.Number("SELECT MIN(due) FROM timers"));

    private List<HistoryEvent> History(long key) => _sql.All(
        "SELECT kind, task, name, payload, time FROM history WHERE instance = $1 ORDER BY seq", Entry, key);

    private static HistoryEvent Entry(SqliteDataReader row) => new(
        (HistoryKind)row.GetInt32(0), row.GetInt32(1), row.Text(2), row.Text(3), row.Instant(4));

    private (OrchestrationWorkItem Item, int Rows, long Clock)? Instance(long key) => _sql.First(
        """
        SELECT generation, id, name, input, parent_id, parent_name, history_rows, clock
        FROM instances WHERE key = $1 AND status IN (0, 6)
        """,
        row => ((OrchestrationWorkItem, int, long)?)(
            new OrchestrationWorkItem(key, row.GetInt32(0), row.GetString(1), row.GetString(2))
            {
                Input = row.Text(3),
                Parent = row.IsDBNull(4) ? null : new ParentOrchestrationInstance(row.GetString(5), row.GetString(4)),
                Past = [],
                News = [],
                LastMessage = 0,
            },
            row.GetInt32(6),
            row.GetInt64(7)),
        key);
}
