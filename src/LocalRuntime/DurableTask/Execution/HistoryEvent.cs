namespace LocalRuntime.DurableTask;

/// <summary>What an entry of a history records. The numbers are stored: append only.</summary>
internal enum HistoryKind
{
    /// <summary>A work item began; its time is the orchestrator's clock.</summary>
    OrchestratorStarted = 0,

    /// <summary>The orchestration began.</summary>
    ExecutionStarted = 1,

    /// <summary>The code called an activity.</summary>
    TaskScheduled = 2,

    /// <summary>An activity ended well.</summary>
    TaskCompleted = 3,

    /// <summary>An activity failed.</summary>
    TaskFailed = 4,

    /// <summary>The code made a timer.</summary>
    TimerCreated = 5,

    /// <summary>A timer fired.</summary>
    TimerFired = 6,

    /// <summary>The code called a sub-orchestration.</summary>
    SubOrchestrationCreated = 7,

    /// <summary>A sub-orchestration ended well.</summary>
    SubOrchestrationCompleted = 8,

    /// <summary>A sub-orchestration failed or was terminated.</summary>
    SubOrchestrationFailed = 9,

    /// <summary>The orchestration ended.</summary>
    ExecutionCompleted = 10,
}

/// <summary>An entry of a history, or a message that will become one.</summary>
/// <param name="Kind">What it records.</param>
/// <param name="TaskId">The number of the action that it belongs to; -1 for none.</param>
/// <param name="Name">The activity or orchestrator that an action calls.</param>
/// <param name="Payload">A result or failure as JSON; the id of a sub-orchestration that is called.</param>
/// <param name="Time">When it was recorded, in UTC.</param>
internal sealed record HistoryEvent(
    HistoryKind Kind, int TaskId, string? Name, string? Payload, DateTime Time)
{
    /// <summary>Whether it records something that the code did.</summary>
    public bool IsAction => Kind is HistoryKind.TaskScheduled or HistoryKind.TimerCreated
        or HistoryKind.SubOrchestrationCreated;

    /// <summary>An action in words.</summary>
    public string Describe() => Describe(Kind, Name, Payload);

    /// <summary>An action in words.</summary>
    public static string Describe(HistoryKind kind, string? name, string? childId) => kind switch
    {
        HistoryKind.TaskScheduled => $"activity '{name}'",
        HistoryKind.TimerCreated => "a timer",
        HistoryKind.SubOrchestrationCreated => $"sub-orchestration '{name}' with id '{childId}'",
        _ => kind.ToString(),
    };
}
