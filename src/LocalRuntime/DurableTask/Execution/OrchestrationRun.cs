using System.Text.Json;
using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace LocalRuntime.DurableTask;

/// <summary>
/// One work item: runs the code of an orchestrator from its start against the recorded history, then with what is
/// new. Everything happens on the calling thread; whatever the code awaits, it goes on only by an entry of the history.
/// </summary>
internal sealed class OrchestrationRun
{
    /// <summary>The most actions of one work item, as in Durable Functions.</summary>
    public const int MostActions = 100_000;

    private readonly OrchestrationPump _pump = new();
    private readonly OrchestrationWorkItem _item;
    private readonly Func<TaskOrchestrationContext, Task<object?>> _code;
    private readonly HistoryEvent[] _recorded;
    private readonly List<OrchestrationAction> _fresh = [];
    private readonly Dictionary<int, TaskCompletionSource<HistoryEvent>> _open = [];
    private readonly LocalOrchestrationContext _context;
    private Task<string?>? _root;
    private string? _fault;
    private int _done;
    private int _passed;

    private OrchestrationRun(
        OrchestrationWorkItem item, Func<TaskOrchestrationContext, Task<object?>> code, ILoggerFactory loggers)
    {
        _item = item;
        _code = code;
        _recorded = [.. item.Past.Where(entry => entry.IsAction)];
        _context = new(this, item, loggers);
    }

    /// <summary>The orchestrator's clock.</summary>
    public DateTime Now { get; private set; }

    /// <summary>Whether the code runs through what it has done before.</summary>
    public bool IsReplaying { get; private set; } = true;

    /// <summary>Runs a work item.</summary>
    public static OrchestrationOutcome Execute(
        OrchestrationWorkItem item, Func<TaskOrchestrationContext, Task<object?>> code, ILoggerFactory loggers)
    {
        SynchronizationContext? before = SynchronizationContext.Current;
        var run = new OrchestrationRun(item, code, loggers);
        SynchronizationContext.SetSynchronizationContext(run._pump);
        try
        {
            return run.Execute();
        }
        finally
        {
            run._pump.End();
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    /// <summary>Takes an action of the code; the task ends with the entry of the history that answers it.</summary>
    /// <param name="make">Makes the action from its number.</param>
    public Task<HistoryEvent> Act(Func<int, OrchestrationAction> make)
    {
        Enter();
        var answer = new TaskCompletionSource<HistoryEvent>();
        OrchestrationAction action = make(_done);
        if (_fault is null && Matches(action))
        {
            _open.Add(_done, answer);
            _done++;
        }

        return answer.Task;
    }

    /// <summary>Forgets an action whose answer the code does not want any more.</summary>
    public void Forget(Task<HistoryEvent> answer)
    {
        Enter();
        foreach ((int id, TaskCompletionSource<HistoryEvent> source) in _open)
        {
            if (source.Task != answer)
                continue;
            _open.Remove(id);
            source.TrySetCanceled();
            return;
        }
    }

    /// <summary>Refuses a call from a thread that is not the orchestrator's.</summary>
    public void Enter()
    {
        if (_pump.IsHere)
            return;
        _fault ??= NotDurable();
        throw new InvalidOperationException(_fault);
    }

    private OrchestrationOutcome Execute()
    {
        foreach (HistoryEvent entry in _item.Past)
            Apply(entry);
        if (_fault is null && _root is { IsCompleted: true })
            Deviates($"{Where()}: the code now ends after action {_done - 1}, where the history waits");
        IsReplaying = false;
        foreach (HistoryEvent entry in _item.News)
            Apply(entry);
        return Outcome();
    }

    private void Apply(HistoryEvent entry)
    {
        if (_fault is not null)
            return;
        switch (entry.Kind)
        {
            case HistoryKind.OrchestratorStarted:
                Begin(entry);
                break;
            case HistoryKind.ExecutionStarted:
                _root = RunCodeAsync();
                _pump.Drain();
                break;
            case HistoryKind.TaskScheduled or HistoryKind.TimerCreated or HistoryKind.SubOrchestrationCreated:
                Pass(entry);
                break;
            case HistoryKind.ExecutionCompleted:
                break;
            default:
                Answer(entry);
                break;
        }
    }

    // The extra frame makes the end of the code a continuation, too: one that a foreign thread posts is noticed.
    private async Task<string?> RunCodeAsync() => Payloads.Json.Serialize(await _code(_context));

    private void Begin(HistoryEvent entry)
    {
        Now = entry.Time;
        if (_done > _passed)
        {
            Deviates(
                $"{Where()}: action {_passed} is {_recorded[_passed].Describe()} in the history, later than the code " +
                "now does it");
        }
    }

    private void Pass(HistoryEvent entry)
    {
        if (_passed++ >= _done)
        {
            Deviates(
                $"{Where()}: action {entry.TaskId} is {entry.Describe()} in the history; " +
                "the code does not do it at that point");
        }
    }

    private void Answer(HistoryEvent entry)
    {
        if (_open.Remove(entry.TaskId, out TaskCompletionSource<HistoryEvent>? answer))
        {
            Resume(answer, entry);
            _pump.Drain();
        }
        else if (entry.TaskId >= _done)
        {
            Deviates(
                $"{Where()}: the history has {entry.Kind} for action {entry.TaskId}; " +
                $"the code has done {_done} actions");
        }
    }

    private static void Resume(TaskCompletionSource<HistoryEvent> answer, HistoryEvent entry)
    {
        if (entry.Kind is HistoryKind.TaskFailed or HistoryKind.SubOrchestrationFailed)
            answer.SetException(new TaskFailedException(entry.Name!, entry.TaskId, Failures.FromJson(entry.Payload)!));
        else
            answer.SetResult(entry);
    }

    private bool Matches(OrchestrationAction action)
    {
        if (action.Id < _recorded.Length)
            return MatchesRecorded(action, _recorded[action.Id]);
        if (IsReplaying)
            return Deviates($"{Where()}: the history has no action {action.Id}; the code now does {action.Describe()}");
        if (_fresh.Count == MostActions)
        {
            return Deviates(
                $"{Where()}: more than {MostActions} actions without waiting; " +
                "wait for some, or use sub-orchestrations");
        }

        _fresh.Add(action);
        return true;
    }

    private bool MatchesRecorded(OrchestrationAction action, HistoryEvent recorded)
    {
        bool same = action.Kind == recorded.Kind
            && string.Equals(action.Name, recorded.Name, StringComparison.OrdinalIgnoreCase)
            && action.ChildId == recorded.Payload;
        return same || Deviates(
            $"{Where()}: action {action.Id} is {recorded.Describe()} in the history; " +
            $"the code now does {action.Describe()}");
    }

    private bool Deviates(string what)
    {
        _fault ??= what + ". Orchestrators must be deterministic: time, ids and random numbers from the context, " +
            "input and output in activities, and running instances ended before their code is changed.";
        return false;
    }

    private string Where() => $"orchestrator '{_item.Name}', instance '{_item.Id}'";

    private string NotDurable() =>
        $"{Where()}: after action {_done - 1} the code awaited a task that is not durable, or ran on another thread; " +
        "await only tasks of the context (no Task.Run, Task.Delay, input or output, ConfigureAwait(false)).";

    private OrchestrationOutcome Outcome()
    {
        if (_fault is null && (_pump.WasVisited || (_root is { IsCompleted: false } && _open.Count == 0)))
            _fault = NotDurable();
        if (_fault is not null)
            return Ends(OrchestrationStep.Failed, Failures.ToJson(new NonDeterministicOrchestrationException(_fault)));
        if (_root is not { IsCompleted: true })
            return Ends(OrchestrationStep.Waits, null);
        if (Thrown(_root) is { } thrown)
            return Ends(OrchestrationStep.Failed, Failures.ToJson(thrown));
        if (_context.Next is { } next)
            return Ends(OrchestrationStep.ContinuesAsNew, next.Json);
        return Ends(OrchestrationStep.Completed, _root.GetAwaiter().GetResult());
    }

    private OrchestrationOutcome Ends(OrchestrationStep step, string? payload)
    {
        IReadOnlyList<OrchestrationAction> actions = _fault is null ? _fresh : [];
        try
        {
            string? status = Payloads.Json.Serialize(_context.CustomStatus);
            return new(step, payload, actions, _context.HasCustomStatus, status);
        }
        catch (Exception e) when (e is NotSupportedException or InvalidOperationException or JsonException)
        {
            return new(OrchestrationStep.Failed, Failures.ToJson(e), [], false, null);
        }
    }

    private static Exception? Thrown(Task root) => root.IsCanceled
        ? new TaskCanceledException(root)
        : root.Exception?.InnerException;
}
