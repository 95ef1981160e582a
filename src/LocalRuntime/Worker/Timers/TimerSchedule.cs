using LocalRuntime.Worker.Hosting;
using NCrontab;

namespace LocalRuntime.Worker.Timers;

/// <summary>When a timer ticks, in UTC.</summary>
internal sealed class TimerSchedule
{
    private readonly CrontabSchedule _cron;

    private TimerSchedule(string text, CrontabSchedule cron) => (Text, _cron) = (text, cron);

    /// <summary>The schedule as written, settings put in.</summary>
    public string Text { get; }

    /// <summary>Reads a schedule: second, minute, hour, day, month, weekday; the second may be left out.</summary>
    /// <exception cref="StartException">It is none.</exception>
    public static TimerSchedule Parse(string text, string function)
    {
        var fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        var cron = CrontabSchedule.TryParse(text, new CrontabSchedule.ParseOptions { IncludingSeconds = fields == 6 });
        return cron is not null
            ? new TimerSchedule(text, cron)
            : throw new StartException($"function '{function}': schedule: found '{text}'; expected second, minute, "
                + "hour, day, month, weekday like '0 */5 * * * *'; correct it.");
    }

    /// <summary>The first tick after an instant; the end of time when there is none.</summary>
    public DateTime After(DateTime utc) => DateTime.SpecifyKind(_cron.GetNextOccurrence(utc), DateTimeKind.Utc);
}
