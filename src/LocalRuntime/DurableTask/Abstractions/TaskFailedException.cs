using System.Diagnostics.CodeAnalysis;

namespace Microsoft.DurableTask;

/// <summary>An activity or a sub-orchestration failed; thrown where the orchestrator awaits it.</summary>
[SuppressMessage("Design", "CA1032", Justification = "The official exception has these constructors alone.")]
public sealed class TaskFailedException : Exception
{
    /// <summary>A failure by an exception.</summary>
    /// <param name="taskName">The activity or orchestrator.</param>
    /// <param name="taskId">The number of the call in the orchestration, from 0.</param>
    /// <param name="innerException">What it threw.</param>
    public TaskFailedException(string taskName, int taskId, Exception innerException)
        : base(Sentence(taskName, taskId, innerException?.Message), innerException)
    {
        ArgumentNullException.ThrowIfNull(innerException);
        TaskName = taskName;
        TaskId = taskId;
        FailureDetails = TaskFailureDetails.FromException(innerException);
    }

    /// <summary>A failure by what was recorded.</summary>
    /// <param name="taskName">The activity or orchestrator.</param>
    /// <param name="taskId">The number of the call in the orchestration, from 0.</param>
    /// <param name="failureDetails">What was recorded.</param>
    public TaskFailedException(string taskName, int taskId, TaskFailureDetails failureDetails)
        : base(Sentence(taskName, taskId, failureDetails?.ErrorMessage))
    {
        ArgumentNullException.ThrowIfNull(failureDetails);
        TaskName = taskName;
        TaskId = taskId;
        FailureDetails = failureDetails;
    }

    /// <summary>The activity or orchestrator.</summary>
    public string TaskName { get; }

    /// <summary>The number of the call in the orchestration, from 0.</summary>
    public int TaskId { get; }

    /// <summary>How it failed.</summary>
    public TaskFailureDetails FailureDetails { get; }

    private static string Sentence(string name, int id, string? cause) =>
        $"Task '{name}' (#{id}) failed" + (cause is null ? "." : $": {cause}");
}
