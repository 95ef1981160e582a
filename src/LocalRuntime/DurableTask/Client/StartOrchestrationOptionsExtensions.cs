namespace Microsoft.DurableTask.Client;

/// <summary>Says which existing orchestrations forbid a new one of the same id.</summary>
public static class StartOrchestrationOptionsExtensions
{
    /// <summary>The statuses that can be named.</summary>
#pragma warning disable CS0618 // The official list has the obsolete status, too.
    public static readonly IReadOnlyList<OrchestrationRuntimeStatus> ValidDedupeStatuses =
    [
        OrchestrationRuntimeStatus.Completed,
        OrchestrationRuntimeStatus.Failed,
        OrchestrationRuntimeStatus.Terminated,
        OrchestrationRuntimeStatus.Canceled,
        OrchestrationRuntimeStatus.Pending,
        OrchestrationRuntimeStatus.Running,
        OrchestrationRuntimeStatus.Suspended,
    ];
#pragma warning restore CS0618

    /// <summary>Options under which one of the same id and one of these statuses forbids a new one.</summary>
    /// <param name="options">The options.</param>
    /// <param name="dedupeStatuses">The statuses; none: an existing orchestration is always replaced.</param>
    /// <returns>The new options.</returns>
    public static StartOrchestrationOptions WithDedupeStatuses(
        this StartOrchestrationOptions options,
        params OrchestrationRuntimeStatus[] dedupeStatuses)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(dedupeStatuses);
        return options with { DedupeStatuses = [.. dedupeStatuses.Select(status => status.ToString())] };
    }
}
