namespace LocalRuntime.DurableTask;

/// <summary>Something that the code of an orchestrator did and the runtime must carry out.</summary>
/// <param name="Kind">Which kind of action.</param>
/// <param name="Id">Its number in the execution, from 0.</param>
/// <param name="Name">The activity or orchestrator that it calls; null for a timer.</param>
internal sealed record OrchestrationAction(HistoryKind Kind, int Id, string? Name)
{
    /// <summary>The id of the sub-orchestration.</summary>
    public string? ChildId { get; init; }

    /// <summary>The input as JSON.</summary>
    public string? Input { get; init; }

    /// <summary>The tags of the sub-orchestration.</summary>
    public IEnumerable<KeyValuePair<string, string>>? Tags { get; init; }

    /// <summary>When the timer fires, in UTC.</summary>
    public DateTime FireAt { get; init; }

    /// <summary>The action in words.</summary>
    public string Describe() => HistoryEvent.Describe(Kind, Name, ChildId);
}
