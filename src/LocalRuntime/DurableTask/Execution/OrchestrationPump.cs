namespace LocalRuntime.DurableTask;

/// <summary>
/// Runs the continuations of an orchestrator on one thread, in the order in which they are posted. A continuation
/// that arrives from another thread means that the code awaited something that is not durable.
/// </summary>
internal sealed class OrchestrationPump : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _work = new();
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private volatile bool _ended;
    private volatile bool _visited;

    /// <summary>Whether the current thread is the orchestrator's, and its work item has not ended.</summary>
    public bool IsHere => !_ended && Environment.CurrentManagedThreadId == _thread;

    /// <summary>Whether another thread tried to go on with the code.</summary>
    public bool WasVisited => _visited;

    /// <inheritdoc/>
    public override void Post(SendOrPostCallback d, object? state)
    {
        if (IsHere)
            _work.Enqueue((d, state));
        else
            _visited = true;
    }

    /// <inheritdoc/>
    public override void Send(SendOrPostCallback d, object? state)
    {
        if (IsHere)
            d(state);
        else
            _visited = true;
    }

    /// <inheritdoc/>
    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Runs what was posted, and what that posts.</summary>
    public void Drain()
    {
        while (_work.TryDequeue(out (SendOrPostCallback Callback, object? State) next))
            next.Callback(next.State);
    }

    /// <summary>Ends the work item: nothing runs any more.</summary>
    public void End() => _ended = true;
}
