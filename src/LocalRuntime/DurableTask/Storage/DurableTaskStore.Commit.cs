using Microsoft.DurableTask.Client;

namespace LocalRuntime.DurableTask;

/// <content>Records what a work item came to, in one transaction.</content>
internal sealed partial class DurableTaskStore
{
    /// <summary>Records what a work item came to, and all that follows from it.</summary>
    /// <param name="item">The work item.</param>
    /// <param name="outcome">What it came to.</param>
    /// <param name="cache">Histories that need not be read again.</param>
    /// <returns>False when the instance has moved (ended, deleted, run elsewhere): nothing is recorded.</returns>
    public bool Commit(OrchestrationWorkItem item, OrchestrationOutcome outcome, HistoryCache cache)
    {
        List<HistoryEvent> added = [.. item.News, .. outcome.Actions.Select(Entry)];
        bool ends = outcome.Step is OrchestrationStep.Completed or OrchestrationStep.Failed;
        if (ends)
            added.Add(new(HistoryKind.ExecutionCompleted, -1, null, null, item.News[0].Time));
        bool moved = !Write("orchestration", () =>
        {
            if (!Advance(item, outcome, added))
                return false;
            _sql.Run("DELETE FROM inbox WHERE instance = $1 AND seq <= $2", item.Key, item.LastMessage);
            AppendHistory(item, added);
            foreach (OrchestrationAction action in outcome.Actions)
                CarryOut(item, action);
            Finish(item, outcome);
            return true;
        });
        if (moved || outcome.Step != OrchestrationStep.Waits)
            cache.Forget(item.Key);
        else
            cache.Keep(item, added);
        return !moved;
    }

    private static HistoryEvent Entry(OrchestrationAction action) =>
        new(action.Kind, action.Id, action.Name, action.ChildId, default);

    // The number of rows is the guard: it has grown when another worker took the same messages.
    private bool Advance(OrchestrationWorkItem item, OrchestrationOutcome outcome, List<HistoryEvent> added)
    {
        bool begins = item.Past.Count == 0;
        int rows = item.Past.Count + added.Count;
        _statusChanged = begins || outcome.HasCustomStatus;
        return _sql.Run(
            """
            UPDATE instances SET status = CASE status WHEN 6 THEN 0 ELSE status END, updated = $4, clock = $5,
                history_rows = $6, most_history_rows = MAX(most_history_rows, $6), activities = activities + $7,
                largest_payload = MAX(largest_payload, $8),
                custom_status = CASE WHEN $9 THEN $10 ELSE custom_status END
            WHERE key = $1 AND generation = $2 AND history_rows = $3 AND status IN (0, 6, 7)
            """,
            item.Key,
            item.Generation,
            item.Past.Count,
            Now.Ticks,
            item.News[0].Time.Ticks,
            rows,
            outcome.Actions.Count(action => action.Kind == HistoryKind.TaskScheduled),
            LargestPayload(item, outcome),
            outcome.HasCustomStatus,
            outcome.CustomStatus) == 1;
    }

    private static long LargestPayload(OrchestrationWorkItem item, OrchestrationOutcome outcome)
    {
        long largest = Math.Max(Payloads.Bytes(outcome.Payload), Payloads.Bytes(outcome.CustomStatus));
        foreach (HistoryEvent entry in item.News)
            largest = Math.Max(largest, Payloads.Bytes(entry.Payload));
        foreach (OrchestrationAction action in outcome.Actions)
            largest = Math.Max(largest, Payloads.Bytes(action.Input));
        return largest;
    }

    private void AppendHistory(OrchestrationWorkItem item, List<HistoryEvent> added)
    {
        long now = Now.Ticks;
        for (var i = 0; i < added.Count; i++)
        {
            HistoryEvent entry = added[i];
            _sql.Run(
                """
                INSERT INTO history (instance, seq, kind, task, name, payload, time)
                VALUES ($1, $2, $3, $4, $5, $6, $7)
                """,
                item.Key,
                item.Past.Count + i,
                (int)entry.Kind,
                entry.TaskId,
                entry.Name,
                entry.Payload,
                entry.IsAction ? now : entry.Time.Ticks);
        }
    }

    private void CarryOut(OrchestrationWorkItem item, OrchestrationAction action)
    {
        switch (action.Kind)
        {
            case HistoryKind.TimerCreated:
                AddTimer(item.Key, item.Generation, HistoryKind.TimerFired, action.Id, action.FireAt);
                break;
            case HistoryKind.SubOrchestrationCreated:
                StartChild(item, action);
                break;
            default:
                _sql.Run(
                    "INSERT INTO activities (instance, generation, task, name, input) VALUES ($1, $2, $3, $4, $5)",
                    item.Key,
                    item.Generation,
                    action.Id,
                    action.Name,
                    action.Input);
                break;
        }
    }

    private void StartChild(OrchestrationWorkItem item, OrchestrationAction action)
    {
        string id = action.ChildId!;
        if (StatusOf(id) is { } found)
        {
            if (found.IsActive())
            {
                string failure = Failures.ToJson(Exists(id, found));
                HistoryKind kind = HistoryKind.SubOrchestrationFailed;
                Deliver(item.Key, item.Generation, new(kind, action.Id, action.Name, failure, Now));
                return;
            }

            Replace(id);
        }

        Insert(new(id, action.Name!, action.Input)
        {
            Tags = action.Tags,
            Parent = new(item.Key, item.Generation, action.Id, item.Id, item.Name),
        });
    }

    private void Finish(OrchestrationWorkItem item, OrchestrationOutcome outcome)
    {
        switch (outcome.Step)
        {
            case OrchestrationStep.Completed:
                End(item.Key, OrchestrationRuntimeStatus.Completed, outcome.Payload, null);
                break;
            case OrchestrationStep.Failed:
                End(item.Key, OrchestrationRuntimeStatus.Failed, null, outcome.Payload);
                break;
            case OrchestrationStep.ContinuesAsNew:
                StartOver(item, outcome.Payload);
                break;
            default:
                break;
        }
    }

    private void StartOver(OrchestrationWorkItem item, string? input)
    {
        _sql.Run("DELETE FROM history WHERE instance = $1", item.Key);
        _sql.Run("DELETE FROM inbox WHERE instance = $1", item.Key);
        _sql.Run("DELETE FROM timers WHERE instance = $1", item.Key);
        _sql.Run(
            "UPDATE instances SET generation = generation + 1, history_rows = 0, input = $2 WHERE key = $1",
            item.Key,
            input);
        Deliver(item.Key, item.Generation + 1, new(HistoryKind.ExecutionStarted, -1, null, null, Now));
    }
}

/// <summary>Sorts statuses.</summary>
internal static class Statuses
{
    /// <summary>Whether an orchestration of this status has not ended.</summary>
    public static bool IsActive(this OrchestrationRuntimeStatus status) => status
        is OrchestrationRuntimeStatus.Running or OrchestrationRuntimeStatus.Pending
        or OrchestrationRuntimeStatus.Suspended;
}
