namespace Microsoft.DurableTask.Client;

/// <summary>What an orchestration is doing. The numbers are stored and never change.</summary>
public enum OrchestrationRuntimeStatus
{
    /// <summary>It has begun and not ended.</summary>
    Running,

    /// <summary>It ended well.</summary>
    Completed,

    /// <summary>Not used.</summary>
    [Obsolete("No orchestration has this status: after ContinueAsNew it is running.")]
    ContinuedAsNew,

    /// <summary>It ended with an exception.</summary>
    Failed,

    /// <summary>Not used.</summary>
    [Obsolete("No orchestration has this status.")]
    Canceled,

    /// <summary>A client ended it.</summary>
    Terminated,

    /// <summary>It has not begun.</summary>
    Pending,

    /// <summary>A client halted it; it goes on when resumed.</summary>
    Suspended,
}
