using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace LocalRuntime.DurableTask;

/// <summary>The context of one work item.</summary>
internal sealed class LocalOrchestrationContext(
    OrchestrationRun run, OrchestrationWorkItem item, ILoggerFactory loggers) : TaskOrchestrationContext
{
    private int _guids;

    /// <inheritdoc/>
    public override TaskName Name => item.Name;

    /// <inheritdoc/>
    public override string InstanceId => item.Id;

    /// <inheritdoc/>
    public override ParentOrchestrationInstance? Parent => item.Parent;

    /// <inheritdoc/>
    public override DateTime CurrentUtcDateTime => run.Now;

    /// <inheritdoc/>
    public override bool IsReplaying => run.IsReplaying;

    /// <summary>Whether the code set a custom status.</summary>
    public bool HasCustomStatus { get; private set; }

    /// <summary>The custom status that the code set last.</summary>
    public object? CustomStatus { get; private set; }

    /// <summary>The input to start over with; null when the code did not ask for that.</summary>
    public NewInput? Next { get; private set; }

    /// <inheritdoc/>
    protected override ILoggerFactory LoggerFactory => loggers;

    /// <inheritdoc/>
    public override T? GetInput<T>()
        where T : default => Payloads.Json.Deserialize<T>(item.Input);

    /// <inheritdoc/>
    public override async Task<TResult> CallActivityAsync<TResult>(
        TaskName name, object? input = null, TaskOptions? options = null)
    {
        CheckCall(name, input, options);
        string? json = Payloads.Json.Serialize(input);
        return await CallAsync<TResult>(
            id => new(HistoryKind.TaskScheduled, id, name.Name) { Input = json }, options);
    }

    /// <inheritdoc/>
    public override async Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName, object? input = null, TaskOptions? options = null)
    {
        CheckCall(orchestratorName, input, options);
        string child = (options as SubOrchestrationOptions)?.InstanceId ?? NewGuid().ToString("N");
        LocalRuntime.DurableTask.InstanceId.Check(child, nameof(options));
        string? json = Payloads.Json.Serialize(input);
        return await CallAsync<TResult>(
            id => new(HistoryKind.SubOrchestrationCreated, id, orchestratorName.Name)
            {
                ChildId = child,
                Input = json,
                Tags = options?.Tags,
            },
            options);
    }

    /// <inheritdoc/>
    public override async Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        DateTime utc = fireAt.ToUniversalTime();
        Task<HistoryEvent> fired = run.Act(id => new(HistoryKind.TimerCreated, id, null) { FireAt = utc });
        using CancellationTokenRegistration stop = cancellationToken.Register(() => run.Forget(fired));
        await fired;
    }

    /// <inheritdoc/>
    public override void SetCustomStatus(object? customStatus)
    {
        run.Enter();
        HasCustomStatus = true;
        CustomStatus = customStatus;
    }

    /// <inheritdoc/>
    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true)
    {
        run.Enter();
        Next = new(Payloads.Json.Serialize(newInput));
    }

    /// <inheritdoc/>
    public override Guid NewGuid()
    {
        run.Enter();
        return DeterministicGuid.Create(InstanceId, CurrentUtcDateTime, _guids++);
    }

    private static void CheckCall(TaskName name, object? input, TaskOptions? options)
    {
        ArgumentException.ThrowIfNullOrEmpty(name.Name, nameof(name));
        if (input is TaskOptions && options is null)
        {
            throw new ArgumentException(
                $"Call of '{name}': found options as the input, and no options; expected 'options: ...'.",
                nameof(input));
        }
    }

    private async Task<T> CallAsync<T>(Func<int, OrchestrationAction> make, TaskOptions? options)
    {
        DateTime begun = CurrentUtcDateTime;
        for (var failures = 1; ; failures++)
        {
            try
            {
                return Payloads.Json.Deserialize<T>((await run.Act(make)).Payload)!;
            }
            catch (TaskFailedException e) when (options?.Retry is not null && !Failures.IsFinal(e.FailureDetails))
            {
                if (!await WaitForRetryAsync(options.Retry, e.FailureDetails, failures, begun))
                    throw;
            }
        }
    }

    private async Task<bool> WaitForRetryAsync(
        TaskRetryOptions retry, TaskFailureDetails failure, int failures, DateTime begun)
    {
        TimeSpan spent = CurrentUtcDateTime - begun;
        if (retry.Handler is { } handler)
            return await handler(new(this, failures, failure, spent, CancellationToken.None));
        if (retry.Policy!.DelayAfter(failures, failure, spent) is not { } delay)
            return false;
        await CreateTimer(delay, CancellationToken.None);
        return true;
    }
}

/// <summary>The input that an orchestration starts over with.</summary>
/// <param name="Json">The input as JSON.</param>
internal sealed record NewInput(string? Json);
