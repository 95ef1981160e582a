using LocalRuntime.DurableTask;
using Microsoft.Extensions.Logging;

namespace Microsoft.DurableTask;

/// <summary>What an orchestrator works with. Only its tasks may be awaited in an orchestrator.</summary>
public abstract class TaskOrchestrationContext
{
    private ReplaySafeLoggerFactory? _replaySafeLoggers;

    /// <summary>The orchestrator.</summary>
    public abstract TaskName Name { get; }

    /// <summary>The id of the orchestration.</summary>
    public abstract string InstanceId { get; }

    /// <summary>The orchestration that called this one; null when a client started it.</summary>
    public abstract ParentOrchestrationInstance? Parent { get; }

    /// <summary>The time at which the current work item began; the same at each replay.</summary>
    public abstract DateTime CurrentUtcDateTime { get; }

    /// <summary>Whether the code runs through what it has done before.</summary>
    public abstract bool IsReplaying { get; }

    /// <summary>Makes loggers that are silent during a replay.</summary>
    public virtual ILoggerFactory ReplaySafeLoggerFactory => _replaySafeLoggers ??= new(this, () => LoggerFactory);

    /// <summary>The loggers below the replay-safe ones.</summary>
    protected abstract ILoggerFactory LoggerFactory { get; }

    /// <summary>The input of the orchestration.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <returns>The input; the default of its type when there is none.</returns>
    public abstract T? GetInput<T>();

    /// <summary>Calls an activity.</summary>
    /// <param name="name">The activity.</param>
    /// <param name="input">Its input, which is written as JSON.</param>
    /// <param name="options">Retries.</param>
    /// <returns>A task that ends when it does.</returns>
    /// <exception cref="TaskFailedException">When it fails, at the await.</exception>
    public virtual Task CallActivityAsync(TaskName name, object? input = null, TaskOptions? options = null) =>
        CallActivityAsync<object>(name, input, options);

    /// <summary>Calls an activity without input.</summary>
    /// <param name="name">The activity.</param>
    /// <param name="options">Retries.</param>
    /// <returns>A task that ends when it does.</returns>
    public virtual Task CallActivityAsync(TaskName name, TaskOptions options) =>
        CallActivityAsync(name, null, options);

    /// <summary>Calls an activity without input.</summary>
    /// <typeparam name="TResult">The type of its result.</typeparam>
    /// <param name="name">The activity.</param>
    /// <param name="options">Retries.</param>
    /// <returns>Its result.</returns>
    public virtual Task<TResult> CallActivityAsync<TResult>(TaskName name, TaskOptions options) =>
        CallActivityAsync<TResult>(name, null, options);

    /// <summary>Calls an activity.</summary>
    /// <typeparam name="TResult">The type of its result.</typeparam>
    /// <param name="name">The activity.</param>
    /// <param name="input">Its input, which is written as JSON.</param>
    /// <param name="options">Retries.</param>
    /// <returns>Its result.</returns>
    /// <exception cref="TaskFailedException">When it fails, at the await.</exception>
    public abstract Task<TResult> CallActivityAsync<TResult>(
        TaskName name, object? input = null, TaskOptions? options = null);

    /// <summary>Waits for a time.</summary>
    /// <param name="delay">How long.</param>
    /// <param name="cancellationToken">Ends the wait with an exception.</param>
    /// <returns>A task that ends after the time, also when the process was restarted.</returns>
    public virtual Task CreateTimer(TimeSpan delay, CancellationToken cancellationToken) =>
        CreateTimer(CurrentUtcDateTime.Add(delay), cancellationToken);

    /// <summary>Waits until an instant.</summary>
    /// <param name="fireAt">The instant.</param>
    /// <param name="cancellationToken">Ends the wait with an exception.</param>
    /// <returns>A task that ends then, also when the process was restarted.</returns>
    public abstract Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken);

    /// <summary>Sets what clients see as custom status; shown when the work item ends.</summary>
    /// <param name="customStatus">The status, which is written as JSON.</param>
    public abstract void SetCustomStatus(object? customStatus);

    /// <summary>Calls a sub-orchestration.</summary>
    /// <typeparam name="TResult">The type of its result.</typeparam>
    /// <param name="orchestratorName">The orchestrator.</param>
    /// <param name="input">Its input, which is written as JSON.</param>
    /// <param name="options">Retries, and its id when it is a <see cref="SubOrchestrationOptions"/>.</param>
    /// <returns>Its result.</returns>
    /// <exception cref="TaskFailedException">When it fails, at the await.</exception>
    public abstract Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName, object? input = null, TaskOptions? options = null);

    /// <summary>Calls a sub-orchestration without input.</summary>
    /// <typeparam name="TResult">The type of its result.</typeparam>
    /// <param name="orchestratorName">The orchestrator.</param>
    /// <param name="options">Retries, and its id.</param>
    /// <returns>Its result.</returns>
    public virtual Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, TaskOptions options) =>
        CallSubOrchestratorAsync<TResult>(orchestratorName, null, options);

    /// <summary>Calls a sub-orchestration without input.</summary>
    /// <param name="orchestratorName">The orchestrator.</param>
    /// <param name="options">Retries, and its id.</param>
    /// <returns>A task that ends when it does.</returns>
    public virtual Task CallSubOrchestratorAsync(TaskName orchestratorName, TaskOptions options) =>
        CallSubOrchestratorAsync(orchestratorName, null, options);

    /// <summary>Calls a sub-orchestration.</summary>
    /// <param name="orchestratorName">The orchestrator.</param>
    /// <param name="input">Its input, which is written as JSON.</param>
    /// <param name="options">Retries, and its id.</param>
    /// <returns>A task that ends when it does.</returns>
    public virtual Task CallSubOrchestratorAsync(
        TaskName orchestratorName, object? input = null, TaskOptions? options = null) =>
        CallSubOrchestratorAsync<object>(orchestratorName, input, options);

    /// <summary>Starts over with an empty history and the same id once the orchestrator returns.</summary>
    /// <param name="newInput">The input of the new execution.</param>
    /// <param name="preserveUnprocessedEvents">Concerns external events, of which there are none here.</param>
    public abstract void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true);

    /// <summary>An id that is the same at each replay, and different at each call.</summary>
    /// <returns>The id, a UUID of version 5.</returns>
    public abstract Guid NewGuid();

    /// <summary>A logger that is silent during a replay.</summary>
    /// <param name="categoryName">Its category.</param>
    /// <returns>The logger.</returns>
    public virtual ILogger CreateReplaySafeLogger(string categoryName) =>
        new ReplaySafeLogger(this, LoggerFactory.CreateLogger(categoryName));

    /// <summary>A logger that is silent during a replay.</summary>
    /// <param name="type">What its category is named after.</param>
    /// <returns>The logger.</returns>
    public virtual ILogger CreateReplaySafeLogger(Type type) =>
        new ReplaySafeLogger(this, LoggerFactory.CreateLogger(type));

    /// <summary>A logger that is silent during a replay.</summary>
    /// <typeparam name="T">What its category is named after.</typeparam>
    /// <returns>The logger.</returns>
    public virtual ILogger CreateReplaySafeLogger<T>() => CreateReplaySafeLogger(typeof(T));
}
