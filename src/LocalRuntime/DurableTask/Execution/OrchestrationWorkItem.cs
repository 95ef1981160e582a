using Microsoft.DurableTask;

namespace LocalRuntime.DurableTask;

/// <summary>An orchestration with the messages that have arrived for it.</summary>
/// <param name="Key">The number of the instance in the store.</param>
/// <param name="Generation">How often it has continued as new.</param>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its orchestrator.</param>
internal sealed record OrchestrationWorkItem(long Key, int Generation, string Id, string Name)
{
    /// <summary>Its input as JSON.</summary>
    public string? Input { get; init; }

    /// <summary>The orchestration that called it.</summary>
    public ParentOrchestrationInstance? Parent { get; init; }

    /// <summary>What happened before.</summary>
    public required IReadOnlyList<HistoryEvent> Past { get; init; }

    /// <summary>What is new: the beginning of the work item, then the messages in the order of commit.</summary>
    public required IReadOnlyList<HistoryEvent> News { get; init; }

    /// <summary>The number of the last message.</summary>
    public required long LastMessage { get; init; }
}

/// <summary>How an orchestration stands after a work item.</summary>
internal enum OrchestrationStep
{
    /// <summary>It waits for durable tasks.</summary>
    Waits,

    /// <summary>It ended well.</summary>
    Completed,

    /// <summary>It failed.</summary>
    Failed,

    /// <summary>It starts over.</summary>
    ContinuesAsNew,
}

/// <summary>What a work item came to.</summary>
/// <param name="Step">How the orchestration stands.</param>
/// <param name="Payload">Its output, failure or next input as JSON.</param>
/// <param name="Actions">What the code did for the first time.</param>
/// <param name="HasCustomStatus">Whether the code set a custom status.</param>
/// <param name="CustomStatus">The custom status as JSON.</param>
internal sealed record OrchestrationOutcome(
    OrchestrationStep Step,
    string? Payload,
    IReadOnlyList<OrchestrationAction> Actions,
    bool HasCustomStatus,
    string? CustomStatus);
