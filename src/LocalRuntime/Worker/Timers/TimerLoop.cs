using LocalRuntime.Worker.Functions;
using Microsoft.Azure.Functions.Worker;

namespace LocalRuntime.Worker.Timers;

/// <summary>Runs one timer's function on its schedule, one run at a time.</summary>
/// <param name="function">The function.</param>
/// <param name="schedule">Its schedule.</param>
/// <param name="store">Keeps where it stands; null when it is not monitored.</param>
/// <param name="time">The clock.</param>
/// <param name="run">Runs the function; false when the app's stop ended it, so that it is run again.</param>
internal sealed class TimerLoop(
    LocalFunction function,
    TimerSchedule schedule,
    TimerStore? store,
    TimeProvider time,
    Func<LocalFunction, TimerInfo, Task<bool>> run)
{
    /// <summary>The longest wait at once: a laptop that slept must not sleep on.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private readonly TimerTriggerAttribute _trigger = (TimerTriggerAttribute)function.Trigger;

    /// <summary>The name of the function.</summary>
    public string Name => function.Name;

    /// <summary>Catches up with a missed tick, then waits and runs until told to stop.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        var status = Begin(out var isPastDue);
        if (isPastDue || _trigger.RunOnStartup)
            status = await FireAsync(status, isPastDue, isTick: false);
        while (!stopping.IsCancellationRequested)
        {
            await WaitAsync(status.Next, stopping);
            if (!stopping.IsCancellationRequested)
                status = await FireAsync(status, isPastDue: false, isTick: true);
        }
    }

    private TimerStatus Begin(out bool isPastDue)
    {
        var now = Now();
        isPastDue = false;
        if (store?.Find(function.Name) is not { } kept)
        {
            var fresh = new TimerStatus(schedule.Text, default, schedule.After(now), default);
            // Kept before the first tick, or a tick missed before it would not be known to be missed.
            store?.Keep(function.Name, fresh);
            return fresh;
        }

        // A new schedule counts from now: the ticks of the old one are nobody's.
        if (kept.Schedule != schedule.Text)
            kept = kept with { Schedule = schedule.Text, Next = schedule.After(now) };
        isPastDue = kept.Next <= now;
        return kept;
    }

    private async Task WaitAsync(DateTime due, CancellationToken stopping)
    {
        try
        {
            for (var wait = due - Now(); wait > TimeSpan.Zero; wait = due - Now())
                await Task.Delay(wait < LongestWait ? wait : LongestWait, time, stopping);
        }
        catch (OperationCanceledException)
        {
            // The caller looks at the token.
        }
    }

    private async Task<TimerStatus> FireAsync(TimerStatus status, bool isPastDue, bool isTick)
    {
        var at = Now();
        var info = new TimerInfo { ScheduleStatus = store is null ? null : status.ToPublic(), IsPastDue = isPastDue };
        if (!await run(function, info))
            return status;
        // A tick that fired a little early must not be awaited a second time.
        var last = isTick && status.Next > at ? status.Next : at;
        var after = new TimerStatus(schedule.Text, last, schedule.After(last), last);
        store?.Keep(function.Name, after);
        return after;
    }

    private DateTime Now() => time.GetUtcNow().UtcDateTime;
}
