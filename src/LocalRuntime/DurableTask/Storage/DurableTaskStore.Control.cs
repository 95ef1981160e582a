using Microsoft.DurableTask.Client;

namespace LocalRuntime.DurableTask;

/// <content>Ends, halts and resumes orchestrations, and deletes them.</content>
internal sealed partial class DurableTaskStore
{
    /// <summary>Ends an orchestration; nothing happens when it has ended or does not exist.</summary>
    /// <param name="id">The id.</param>
    /// <param name="output">Its output as JSON.</param>
    /// <param name="recursive">Whether its sub-orchestrations end with it.</param>
    public void Terminate(string id, string? output, bool recursive) => Write("terminate", () =>
    {
        foreach (long key in KeyOf(id) is { } root ? Tree(root, recursive) : [])
        {
            string reason = Failures.ToJson("Terminated", $"Instance '{id}': a client terminated it.");
            End(key, OrchestrationRuntimeStatus.Terminated, output, reason);
        }

        return true;
    });

    /// <summary>Halts an orchestration that has not ended.</summary>
    public void Suspend(string id) => Write("suspend", () => ChangeStatus(
        "UPDATE instances SET status = 7, updated = $2 WHERE id = $1 AND status IN (0, 6)", id));

    /// <summary>Lets a halted orchestration go on.</summary>
    public void Resume(string id) => Write("resume", () => ChangeStatus(
        """
        UPDATE instances SET status = CASE WHEN history_rows + generation > 0 THEN 0 ELSE 6 END, updated = $2
        WHERE id = $1 AND status = 7
        """,
        id));

    /// <summary>Deletes an orchestration that has ended.</summary>
    /// <param name="id">The id.</param>
    /// <param name="recursive">Whether its ended sub-orchestrations go with it.</param>
    /// <returns>How many were deleted.</returns>
    public int Purge(string id, bool recursive) => Write("purge", () =>
    {
        if (KeyOf(id) is not { } root || !HasEnded(root))
            return 0;
        var deleted = 0;
        foreach (long key in Tree(root, recursive))
            deleted += HasEnded(key) ? Delete(key) : 0;
        return deleted;
    });

    private bool ChangeStatus(string sql, string id) => _statusChanged = _sql.Run(sql, id, Now.Ticks) > 0;

    private long? KeyOf(string id) => _sql.Number("SELECT key FROM instances WHERE id = $1", id);

    private bool HasEnded(long key) =>
        _sql.Number("SELECT 1 FROM instances WHERE key = $1 AND status NOT IN (0, 6, 7)", key) is not null;

    private List<long> Tree(long root, bool recursive) => !recursive ? [root] : _sql.All(
        """
        WITH RECURSIVE tree (key) AS (
            SELECT $1 UNION SELECT child.key FROM instances AS child JOIN tree ON child.parent = tree.key)
        SELECT key FROM tree ORDER BY key
        """,
        row => row.GetInt64(0),
        root);

    // Its activities stay: they run to their end as in Durable Functions, and their results are dropped.
    private void End(long key, OrchestrationRuntimeStatus status, string? output, string? failure)
    {
        bool terminated = status == OrchestrationRuntimeStatus.Terminated;
        int changed = _sql.Run(
            """
            UPDATE instances SET status = $2, output = $3, failure = $4, updated = $5,
                largest_payload = MAX(largest_payload, $6)
            WHERE key = $1 AND status IN (0, 6, 7)
            """,
            key,
            (int)status,
            output,
            terminated ? null : failure,
            Now.Ticks,
            Payloads.Bytes(output));
        if (changed == 0)
            return;
        _statusChanged = true;
        _sql.Run("DELETE FROM inbox WHERE instance = $1", key);
        _sql.Run("DELETE FROM timers WHERE instance = $1", key);
        TellParent(key, failure is null, failure ?? output);
    }

    private void TellParent(long key, bool good, string? payload)
    {
        (long Key, int Generation, int Task, string Name)? parent = _sql.First(
            "SELECT parent, parent_generation, parent_task, name FROM instances WHERE key = $1 AND parent IS NOT NULL",
            row => ((long, int, int, string)?)(row.GetInt64(0), row.GetInt32(1), row.GetInt32(2), row.GetString(3)),
            key);
        if (parent is not { } link)
            return;
        HistoryKind kind = good ? HistoryKind.SubOrchestrationCompleted : HistoryKind.SubOrchestrationFailed;
        Deliver(link.Key, link.Generation, new(kind, link.Task, link.Name, payload, Now));
    }

    private int Delete(long key)
    {
        _sql.Run("DELETE FROM history WHERE instance = $1", key);
        _sql.Run("DELETE FROM inbox WHERE instance = $1", key);
        _sql.Run("DELETE FROM timers WHERE instance = $1", key);
        _sql.Run("DELETE FROM activities WHERE instance = $1", key);
        _statusChanged = true;
        return _sql.Run("DELETE FROM instances WHERE key = $1", key);
    }
}
