namespace Microsoft.DurableTask;

/// <summary>What an orchestrator works with.</summary>
public abstract class TaskOrchestrationContext
{
    /// <summary>The input of the orchestration.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    public abstract T? GetInput<T>();
}
