using Microsoft.Azure.Functions.Worker;

namespace LocalRuntime.Worker.Timers;

/// <summary>Where a timer stands; what is kept of it.</summary>
/// <param name="Schedule">The schedule it was written under.</param>
/// <param name="Last">The run before, UTC; the default value when there was none.</param>
/// <param name="Next">The tick that is awaited, UTC.</param>
/// <param name="Updated">When this was written, UTC; the default value when it never was.</param>
internal sealed record TimerStatus(string Schedule, DateTime Last, DateTime Next, DateTime Updated)
{
    /// <summary>The status as functions see it.</summary>
    public ScheduleStatus ToPublic() => new() { Last = Last, Next = Next, LastUpdated = Updated };
}
