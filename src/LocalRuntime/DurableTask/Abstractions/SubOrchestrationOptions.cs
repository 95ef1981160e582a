namespace Microsoft.DurableTask;

/// <summary>How a sub-orchestration is called.</summary>
public record SubOrchestrationOptions : TaskOptions
{
    /// <summary>Options with retries and an id.</summary>
    /// <param name="retry">When to try again; null for never.</param>
    /// <param name="instanceId">The id; null for one that the parent's replay makes anew each time.</param>
    public SubOrchestrationOptions(TaskRetryOptions? retry = null, string? instanceId = null)
        : base(retry) =>
        InstanceId = instanceId;

    /// <summary>Other options, and an id.</summary>
    /// <param name="options">The options.</param>
    /// <param name="instanceId">The id; null for that of <paramref name="options"/>.</param>
    public SubOrchestrationOptions(TaskOptions options, string? instanceId = null)
        : base(options) =>
        InstanceId = instanceId ?? (options as SubOrchestrationOptions)?.InstanceId;

    /// <summary>Copies options.</summary>
    /// <param name="options">The options.</param>
    public SubOrchestrationOptions(SubOrchestrationOptions options)
        : base(options) =>
        InstanceId = options.InstanceId;

    /// <summary>The id; null for one that the parent's replay makes anew each time.</summary>
    public string? InstanceId { get; init; }
}
