using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Runs the function on a schedule.</summary>
public sealed class TimerTriggerAttribute : TriggerBindingAttribute
{
    /// <summary>Runs the function on a schedule.</summary>
    /// <param name="schedule">Second to weekday in UTC, like "0 */5 * * * *"; or %Setting%.</param>
    public TimerTriggerAttribute(string schedule)
    {
        Schedule = schedule;
        UseMonitor = true;
    }

    /// <summary>The schedule.</summary>
    public string Schedule { get; private set; }

    /// <summary>Whether the last run is kept, so that a tick missed while down is caught up. Default: true.</summary>
    public bool UseMonitor { get; set; }

    /// <summary>Whether the function also runs at each start. Default: false.</summary>
    public bool RunOnStartup { get; set; }
}
