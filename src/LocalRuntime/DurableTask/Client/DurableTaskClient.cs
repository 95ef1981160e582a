using System.ComponentModel;

namespace Microsoft.DurableTask.Client;

/// <summary>Starts orchestrations, asks for them and steers them; safe for many threads.</summary>
public abstract class DurableTaskClient : IAsyncDisposable
{
    /// <summary>Makes a client.</summary>
    /// <param name="name">Its name.</param>
    protected DurableTaskClient(string name) => Name = name;

    /// <summary>The name of the client.</summary>
    public string Name { get; }

    /// <summary>Schedules an orchestration without input.</summary>
    /// <param name="orchestratorName">The orchestrator.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Its id.</returns>
    public virtual Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, CancellationToken cancellation) =>
        ScheduleNewOrchestrationInstanceAsync(orchestratorName, null, null, cancellation);

    /// <summary>Schedules an orchestration.</summary>
    /// <param name="orchestratorName">The orchestrator.</param>
    /// <param name="input">Its input, which is written as JSON.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Its id.</returns>
    public virtual Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, object? input, CancellationToken cancellation) =>
        ScheduleNewOrchestrationInstanceAsync(orchestratorName, input, null, cancellation);

    /// <summary>Schedules an orchestration without input.</summary>
    /// <param name="orchestratorName">The orchestrator.</param>
    /// <param name="options">Its id, its start, and what an existing one of that id means.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Its id.</returns>
    public virtual Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, StartOrchestrationOptions options, CancellationToken cancellation = default) =>
        ScheduleNewOrchestrationInstanceAsync(orchestratorName, null, options, cancellation);

    /// <summary>Schedules an orchestration.</summary>
    /// <param name="orchestratorName">The orchestrator.</param>
    /// <param name="input">Its input, which is written as JSON.</param>
    /// <param name="options">Its id, its start, and what an existing one of that id means.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Its id.</returns>
    /// <exception cref="global::DurableTask.Core.Exceptions.OrchestrationAlreadyExistsException">
    /// When one of that id exists in a status that forbids another.
    /// </exception>
    /// <exception cref="ArgumentException">When the id or the statuses cannot be.</exception>
    public abstract Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName,
        object? input = null,
        StartOrchestrationOptions? options = null,
        CancellationToken cancellation = default);

    /// <summary>Waits until an orchestration has begun.</summary>
    /// <param name="instanceId">The id.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>What is known of it then.</returns>
    public virtual Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, CancellationToken cancellation) =>
        WaitForInstanceStartAsync(instanceId, false, cancellation);

    /// <summary>Waits until an orchestration has begun.</summary>
    /// <param name="instanceId">The id.</param>
    /// <param name="getInputsAndOutputs">Whether to fetch input, output and custom status.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>What is known of it then.</returns>
    /// <exception cref="InvalidOperationException">When there is none of that id.</exception>
    public abstract Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default);

    /// <summary>Waits until an orchestration has ended.</summary>
    /// <param name="instanceId">The id.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>What is known of it then.</returns>
    public virtual Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, CancellationToken cancellation) =>
        WaitForInstanceCompletionAsync(instanceId, false, cancellation);

    /// <summary>Waits until an orchestration has ended.</summary>
    /// <param name="instanceId">The id.</param>
    /// <param name="getInputsAndOutputs">Whether to fetch input, output and custom status.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>What is known of it then.</returns>
    /// <exception cref="InvalidOperationException">When there is none of that id.</exception>
    public abstract Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default);

    /// <summary>Ends an orchestration; its activities run on, and their results are dropped.</summary>
    /// <param name="instanceId">The id.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>A task that ends when it has ended.</returns>
    public virtual Task TerminateInstanceAsync(string instanceId, CancellationToken cancellation) =>
        TerminateInstanceAsync(instanceId, null, cancellation);

    /// <summary>Ends an orchestration; its activities run on, and their results are dropped.</summary>
    /// <param name="instanceId">The id.</param>
    /// <param name="output">Its output.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>A task that ends when it has ended.</returns>
    public virtual Task TerminateInstanceAsync(
        string instanceId, object? output, CancellationToken cancellation = default) =>
        TerminateInstanceAsync(
            instanceId, output is null ? null : new TerminateInstanceOptions(output), cancellation);

    /// <summary>Ends an orchestration, which does nothing when it has ended or does not exist.</summary>
    /// <param name="instanceId">The id.</param>
    /// <param name="options">Its output, and whether its sub-orchestrations end with it.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>A task that ends when it has ended.</returns>
    /// <exception cref="NotSupportedException">When the client cannot.</exception>
    public virtual Task TerminateInstanceAsync(
        string instanceId, TerminateInstanceOptions? options = null, CancellationToken cancellation = default) =>
        throw Unable("termination");

    /// <summary>Halts an orchestration until it is resumed.</summary>
    /// <param name="instanceId">The id.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>A task that ends when it is halted.</returns>
    public virtual Task SuspendInstanceAsync(string instanceId, CancellationToken cancellation) =>
        SuspendInstanceAsync(instanceId, null, cancellation);

    /// <summary>Halts an orchestration until it is resumed; its activities run on.</summary>
    /// <param name="instanceId">The id.</param>
    /// <param name="reason">Why; not kept.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>A task that ends when it is halted.</returns>
    public abstract Task SuspendInstanceAsync(
        string instanceId, string? reason = null, CancellationToken cancellation = default);

    /// <summary>Lets a halted orchestration go on.</summary>
    /// <param name="instanceId">The id.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>A task that ends when it may go on.</returns>
    public virtual Task ResumeInstanceAsync(string instanceId, CancellationToken cancellation) =>
        ResumeInstanceAsync(instanceId, null, cancellation);

    /// <summary>Lets a halted orchestration go on.</summary>
    /// <param name="instanceId">The id.</param>
    /// <param name="reason">Why; not kept.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>A task that ends when it may go on.</returns>
    public abstract Task ResumeInstanceAsync(
        string instanceId, string? reason = null, CancellationToken cancellation = default);

    /// <summary>What is known of an orchestration.</summary>
    /// <param name="instanceId">The id.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>What is known; null when there is none of that id.</returns>
    public virtual Task<OrchestrationMetadata?> GetInstanceAsync(string instanceId, CancellationToken cancellation) =>
        GetInstanceAsync(instanceId, false, cancellation);

    /// <summary>What is known of an orchestration.</summary>
    /// <param name="instanceId">The id.</param>
    /// <param name="getInputsAndOutputs">Whether to fetch input, output and custom status.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>What is known; null when there is none of that id.</returns>
    public virtual Task<OrchestrationMetadata?> GetInstanceAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        GetInstancesAsync(instanceId, getInputsAndOutputs, cancellation);

    /// <summary>What is known of an orchestration; <c>GetInstanceAsync</c> is the newer name.</summary>
    /// <param name="instanceId">The id.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>What is known; null when there is none of that id.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public virtual Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId, CancellationToken cancellation) =>
        GetInstancesAsync(instanceId, false, cancellation);

    /// <summary>What is known of an orchestration; <c>GetInstanceAsync</c> is the newer name.</summary>
    /// <param name="instanceId">The id.</param>
    /// <param name="getInputsAndOutputs">Whether to fetch input, output and custom status.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>What is known; null when there is none of that id.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public abstract Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default);

    /// <summary>The orchestrations that a query asks for, oldest first.</summary>
    /// <param name="filter">The query; null for all.</param>
    /// <returns>What is known of each.</returns>
    public abstract AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null);

    /// <summary>Deletes an orchestration that has ended.</summary>
    /// <param name="instanceId">The id.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>How many were deleted: 1, or 0 when there is none of that id or it has not ended.</returns>
    public virtual Task<PurgeResult> PurgeInstanceAsync(string instanceId, CancellationToken cancellation) =>
        PurgeInstanceAsync(instanceId, null, cancellation);

    /// <summary>Deletes an orchestration that has ended.</summary>
    /// <param name="instanceId">The id.</param>
    /// <param name="options">Whether its sub-orchestrations go with it.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>How many were deleted; 0 when there is none of that id or it has not ended.</returns>
    /// <exception cref="NotSupportedException">When the client cannot.</exception>
    public virtual Task<PurgeResult> PurgeInstanceAsync(
        string instanceId, PurgeInstanceOptions? options = null, CancellationToken cancellation = default) =>
        throw Unable("purging");

    /// <summary>Deletes orchestrations that have ended.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>How many were deleted.</returns>
    public virtual Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter, CancellationToken cancellation) =>
        PurgeAllInstancesAsync(filter, null, cancellation);

    /// <summary>Deletes orchestrations that have ended.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="options">Whether their sub-orchestrations go with them.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>How many were deleted.</returns>
    /// <exception cref="NotSupportedException">When the client cannot.</exception>
    public virtual Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter, PurgeInstanceOptions? options = null, CancellationToken cancellation = default) =>
        throw Unable("purging");

    /// <summary>Releases what the client holds.</summary>
    /// <returns>A task that ends then.</returns>
    public abstract ValueTask DisposeAsync();

    private NotSupportedException Unable(string what) => new($"{GetType().Name} has no {what} of orchestrations.");
}
