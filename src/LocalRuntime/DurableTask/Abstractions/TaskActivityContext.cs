namespace Microsoft.DurableTask;

/// <summary>The call that an activity answers.</summary>
public abstract class TaskActivityContext
{
    /// <summary>The activity.</summary>
    public abstract TaskName Name { get; }

    /// <summary>The orchestration that calls it.</summary>
    public abstract string InstanceId { get; }
}
