namespace Microsoft.Azure.Functions.Worker;

/// <summary>Where a schedule stands before a run.</summary>
public class ScheduleStatus
{
    /// <summary>The run before, UTC; the default value when there was none.</summary>
    public DateTime Last { get; set; }

    /// <summary>The tick that was awaited, UTC.</summary>
    public DateTime Next { get; set; }

    /// <summary>When this status was written, UTC; the default value when it never was.</summary>
    public DateTime LastUpdated { get; set; }
}
