using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalRuntime.DurableTask;

/// <summary>A client that reads and writes the store itself, whichever process works on it.</summary>
internal sealed class LocalDurableTaskClient(DurableTaskStore store) : DurableTaskClient("local")
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    /// <inheritdoc/>
    public override Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName,
        object? input = null,
        StartOrchestrationOptions? options = null,
        CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        ArgumentException.ThrowIfNullOrEmpty(orchestratorName.Name, nameof(orchestratorName));
        string id = options?.InstanceId ?? Guid.CreateVersion7(store.Time.GetUtcNow()).ToString("N");
        InstanceId.Check(id, nameof(options));
        store.Schedule(
            new(id, orchestratorName.Name, Payloads.Json.Serialize(input))
            {
                StartAt = options?.StartAt,
                Tags = options?.Tags,
            },
            Dedupe.Forbidden(options?.DedupeStatuses));
        return Task.FromResult(id);
    }

    /// <inheritdoc/>
    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitAsync(
            instanceId,
            getInputsAndOutputs,
            static status => status != OrchestrationRuntimeStatus.Pending,
            cancellation);

    /// <inheritdoc/>
    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitAsync(instanceId, getInputsAndOutputs, static status => !status.IsActive(), cancellation);

    /// <inheritdoc/>
    public override Task TerminateInstanceAsync(
        string instanceId, TerminateInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        Check(instanceId, cancellation);
        store.Terminate(instanceId, Payloads.Json.Serialize(options?.Output), options?.Recursive ?? false);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task SuspendInstanceAsync(
        string instanceId, string? reason = null, CancellationToken cancellation = default)
    {
        Check(instanceId, cancellation);
        store.Suspend(instanceId);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task ResumeInstanceAsync(
        string instanceId, string? reason = null, CancellationToken cancellation = default)
    {
        Check(instanceId, cancellation);
        store.Resume(instanceId);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        Check(instanceId, cancellation);
        return Task.FromResult(store.Find(instanceId, getInputsAndOutputs));
    }

    /// <inheritdoc/>
    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null) =>
        new PagedInstances(store, filter ?? new());

    /// <inheritdoc/>
    public override Task<PurgeResult> PurgeInstanceAsync(
        string instanceId, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        Check(instanceId, cancellation);
        return Task.FromResult(new PurgeResult(store.Purge(instanceId, options?.Recursive ?? false), true));
    }

    /// <inheritdoc/>
    public override async Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        long begun = store.Time.GetTimestamp();
        var query = new OrchestrationQuery(filter.CreatedFrom, filter.CreatedTo, filter.Statuses);
        var deleted = 0;
        await foreach (OrchestrationMetadata one in GetAllInstancesAsync(query).WithCancellation(cancellation))
        {
            if (filter.Timeout is { } longest && store.Time.GetElapsedTime(begun) >= longest)
                return new(deleted, false);
            deleted += store.Purge(one.InstanceId, options?.Recursive ?? false);
        }

        return new(deleted, true);
    }

    /// <summary>Does nothing: the store belongs to whoever opened it.</summary>
    /// <returns>A completed task.</returns>
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static void Check(string instanceId, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        cancellation.ThrowIfCancellationRequested();
    }

    // The signal tells of this process's writes at once; looking again after a while finds those of other processes.
    private async Task<OrchestrationMetadata> WaitAsync(
        string id, bool payloads, Func<OrchestrationRuntimeStatus, bool> enough, CancellationToken cancellation)
    {
        Check(id, cancellation);
        while (true)
        {
            Task changed = store.Status.Next;
            if (store.FindStatus(id) is not { } status)
                throw new InvalidOperationException($"Instance '{id}': found none; expected one to wait for.");
            if (enough(status) && store.Find(id, payloads) is { } found)
                return found;
            await ChangedAsync(changed, cancellation);
        }
    }

    private async Task ChangedAsync(Task changed, CancellationToken cancellation)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAny(changed, Task.Delay(PollInterval, store.Time, over.Token));
        await over.CancelAsync();
        cancellation.ThrowIfCancellationRequested();
    }
}
