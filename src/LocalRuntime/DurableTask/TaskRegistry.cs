using Microsoft.DurableTask;

namespace LocalRuntime.DurableTask;

/// <summary>The orchestrators and activities of an app, by name; names are compared without case.</summary>
internal sealed class TaskRegistry
{
    private readonly Dictionary<string, Func<TaskOrchestrationContext, Task<object?>>> _orchestrators =
        new(StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, Func<ActivityCall, CancellationToken, Task<object?>>> _activities =
        new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Adds an orchestrator.</summary>
    public void AddOrchestrator(string name, Func<TaskOrchestrationContext, Task<object?>> run) =>
        _orchestrators.Add(name, run);

    /// <summary>Adds an activity.</summary>
    public void AddActivity(string name, Func<ActivityCall, CancellationToken, Task<object?>> run) =>
        _activities.Add(name, run);

    /// <summary>An orchestrator, or null.</summary>
    public Func<TaskOrchestrationContext, Task<object?>>? Orchestrator(string name) =>
        _orchestrators.GetValueOrDefault(name);

    /// <summary>An activity, or null.</summary>
    public Func<ActivityCall, CancellationToken, Task<object?>>? Activity(string name) =>
        _activities.GetValueOrDefault(name);
}

/// <summary>A call of an activity.</summary>
/// <param name="Name">The activity.</param>
/// <param name="InstanceId">The orchestration that calls it.</param>
/// <param name="Input">Its input as JSON; null for none.</param>
internal sealed record ActivityCall(string Name, string InstanceId, string? Input);
