using LocalRuntime.Worker.Hosting;

namespace LocalRuntime.Worker.Timers;

/// <summary>Keeps where each timer stands.</summary>
/// <param name="database">Where.</param>
internal sealed class TimerStore(RuntimeDatabase database)
{
    /// <summary>Where a function's timer stands; null when nothing is known.</summary>
    public TimerStatus? Find(string function) => database.Read(connection => connection.First(
        "SELECT schedule, last, next, updated FROM worker_timers WHERE function = $function",
        row => new TimerStatus(row.GetString(0), At(row.GetInt64(1)), At(row.GetInt64(2)), At(row.GetInt64(3))),
        ("$function", function)));

    /// <summary>Keeps where a function's timer stands.</summary>
    public void Keep(string function, TimerStatus status) => database.Write("timer", connection => connection.Execute(
        """
        INSERT OR REPLACE INTO worker_timers (function, schedule, last, next, updated)
        VALUES ($function, $schedule, $last, $next, $updated)
        """,
        ("$function", function), ("$schedule", status.Schedule), ("$last", status.Last.Ticks),
        ("$next", status.Next.Ticks), ("$updated", status.Updated.Ticks)));

    private static DateTime At(long ticks) => new(ticks, DateTimeKind.Utc);
}
