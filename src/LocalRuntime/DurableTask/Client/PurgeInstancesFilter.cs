namespace Microsoft.DurableTask.Client;

/// <summary>Which ended orchestrations are deleted.</summary>
/// <param name="CreatedFrom">Created at or after this.</param>
/// <param name="CreatedTo">Created at or before this.</param>
/// <param name="Statuses">In one of these statuses; null or empty for any.</param>
public record PurgeInstancesFilter(
    DateTimeOffset? CreatedFrom = null,
    DateTimeOffset? CreatedTo = null,
    IEnumerable<OrchestrationRuntimeStatus>? Statuses = null)
{
    /// <summary>Stops after this time with a result that is not complete; null for no bound.</summary>
    public TimeSpan? Timeout { get; init; }
}
