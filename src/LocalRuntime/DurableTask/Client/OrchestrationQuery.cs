namespace Microsoft.DurableTask.Client;

/// <summary>Which orchestrations are asked for.</summary>
/// <param name="CreatedFrom">Created at or after this.</param>
/// <param name="CreatedTo">Created at or before this.</param>
/// <param name="Statuses">In one of these statuses; null or empty for any.</param>
/// <param name="TaskHubNames">Not used: a local store is one task hub.</param>
/// <param name="InstanceIdPrefix">How the id begins.</param>
/// <param name="PageSize">How many a page has at most. Default: 100.</param>
/// <param name="FetchInputsAndOutputs">Whether to fetch input, output and custom status.</param>
/// <param name="ContinuationToken">Where to go on.</param>
public record OrchestrationQuery(
    DateTimeOffset? CreatedFrom = null,
    DateTimeOffset? CreatedTo = null,
    IEnumerable<OrchestrationRuntimeStatus>? Statuses = null,
    IEnumerable<string>? TaskHubNames = null,
    string? InstanceIdPrefix = null,
    int PageSize = OrchestrationQuery.DefaultPageSize,
    bool FetchInputsAndOutputs = false,
    string? ContinuationToken = null)
{
    /// <summary>How many a page has at most unless told otherwise.</summary>
    public const int DefaultPageSize = 100;
}
