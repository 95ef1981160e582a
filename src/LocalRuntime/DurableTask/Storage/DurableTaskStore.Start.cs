using System.Text.Json;
using DurableTask.Core.Exceptions;
using Microsoft.DurableTask.Client;

namespace LocalRuntime.DurableTask;

/// <summary>An orchestration to begin.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its orchestrator.</param>
/// <param name="Input">Its input as JSON.</param>
internal sealed record NewInstance(string Id, string Name, string? Input)
{
    /// <summary>When it begins; null for now.</summary>
    public DateTimeOffset? StartAt { get; init; }

    /// <summary>What to keep beside it.</summary>
    public IEnumerable<KeyValuePair<string, string>>? Tags { get; init; }

    /// <summary>Who calls it; null for a client.</summary>
    public ParentLink? Parent { get; init; }
}

/// <summary>The call that an orchestration answers.</summary>
/// <param name="Key">The number of the caller.</param>
/// <param name="Generation">How often the caller had continued as new.</param>
/// <param name="Task">The number of the call.</param>
/// <param name="Id">The caller's id.</param>
/// <param name="Name">The caller's orchestrator.</param>
internal sealed record ParentLink(long Key, int Generation, int Task, string Id, string Name);

/// <content>Begins orchestrations.</content>
internal sealed partial class DurableTaskStore
{
    /// <summary>Begins an orchestration for a client.</summary>
    /// <param name="instance">The orchestration.</param>
    /// <param name="forbidden">The statuses that one of the same id must not have; any other is replaced.</param>
    /// <exception cref="OrchestrationAlreadyExistsException">When one has such a status.</exception>
    public void Schedule(NewInstance instance, IReadOnlySet<OrchestrationRuntimeStatus> forbidden) =>
        Write("schedule", () =>
        {
            if (StatusOf(instance.Id) is { } found)
            {
                if (forbidden.Contains(found))
                    throw Exists(instance.Id, found);
                Replace(instance.Id);
            }

            return Insert(instance);
        });

    private static OrchestrationAlreadyExistsException Exists(string id, OrchestrationRuntimeStatus found) => new(
        $"Instance '{id}': one exists and is {found}; expected none, or one in another status. " +
        "Wait for it, or start with statuses that do not forbid it.");

    private OrchestrationRuntimeStatus? StatusOf(string id) =>
        (OrchestrationRuntimeStatus?)_sql.Number("SELECT status FROM instances WHERE id = $1", id);

    // One that has not ended is terminated first, so that who called it hears of it.
    private void Replace(string id)
    {
        long key = KeyOf(id)!.Value;
        End(key, OrchestrationRuntimeStatus.Terminated, null, Failures.ToJson(
            "Terminated", $"Instance '{id}': a new one of that id replaced it."));
        Delete(key);
    }

    private long Insert(NewInstance instance)
    {
        long now = Now.Ticks;
        long key = _sql.Number(
            """
            INSERT INTO instances (id, name, status, created, updated, input, tags, largest_payload,
                parent, parent_generation, parent_task, parent_id, parent_name)
            VALUES ($1, $2, $3, $4, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING key
            """,
            instance.Id,
            instance.Name,
            (int)OrchestrationRuntimeStatus.Pending,
            now,
            instance.Input,
            Tags(instance.Tags),
            Payloads.Bytes(instance.Input),
            instance.Parent?.Key,
            instance.Parent?.Generation,
            instance.Parent?.Task,
            instance.Parent?.Id,
            instance.Parent?.Name)!.Value;
        if (instance.StartAt is { } start && start.UtcTicks > now)
            AddTimer(key, 0, HistoryKind.ExecutionStarted, -1, start.UtcDateTime);
        else
            Deliver(key, 0, new(HistoryKind.ExecutionStarted, -1, null, null, Now));
        _statusChanged = true;
        return key;
    }

    private static string? Tags(IEnumerable<KeyValuePair<string, string>>? tags) =>
        tags is null || !tags.Any() ? null : JsonSerializer.Serialize(tags.ToDictionary());

    private void AddTimer(long key, int generation, HistoryKind kind, int task, DateTime due) => _sql.Run(
        "INSERT INTO timers (instance, generation, kind, task, due) VALUES ($1, $2, $3, $4, $5)",
        key,
        generation,
        (int)kind,
        task,
        due.Ticks);

    // Drops a message whose orchestration has ended, has been replaced or has continued as new.
    private void Deliver(long key, int generation, HistoryEvent message) => _sql.Run(
        """
        INSERT INTO inbox (instance, kind, task, name, payload, time)
        SELECT key, $3, $4, $5, $6, $7 FROM instances
        WHERE key = $1 AND generation = $2 AND status IN (0, 6, 7)
        """,
        key,
        generation,
        (int)message.Kind,
        message.TaskId,
        message.Name,
        message.Payload,
        message.Time.Ticks);
}
