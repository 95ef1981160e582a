using LocalRuntime.DurableTask;
using LocalRuntime.Worker.Hosting;
using Microsoft.Data.Sqlite;

namespace LocalRuntime.Worker.Queues;

/// <summary>
/// The queues of this runtime. They are in its database also when the blobs are in a storage account: what it puts
/// into them, its own [QueueTrigger] functions read.
/// </summary>
/// <param name="database">Where.</param>
internal sealed class LocalQueues(RuntimeDatabase database)
{
    private readonly Signal _added = new();

    /// <summary>Ends when a message is added the next time.</summary>
    public Task NextAdded => _added.Next;

    /// <summary>Adds a message, which survives the process once this returns.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="text">What it says.</param>
    /// <param name="beside">What else is written in the same transaction; null for nothing.</param>
    public void Add(string queue, string text, Action<SqliteConnection>? beside = null)
    {
        database.Write("queue-message", connection =>
        {
            beside?.Invoke(connection);
            connection.Execute(
                "INSERT INTO worker_queues (queue, message, tries, next_try) VALUES ($queue, $message, 0, 0)",
                ("$queue", queue), ("$message", text));
        });
        _added.Set();
    }

    /// <summary>The oldest message of a queue that may be tried now; null for none.</summary>
    public QueueMessage? Next(string queue, DateTimeOffset now) => database.Read(connection => connection.First(
        """
        SELECT id, message, tries, next_try FROM worker_queues
        WHERE queue = $queue AND next_try <= $now ORDER BY id LIMIT 1
        """,
        row => new QueueMessage(
            row.GetInt64(0), queue, row.GetString(1), row.GetInt32(2),
            new DateTimeOffset(row.GetInt64(3), TimeSpan.Zero)),
        ("$queue", queue), ("$now", now.UtcTicks)));

    /// <summary>Keeps how a message stands.</summary>
    public void Keep(QueueMessage message) => database.Write("queue-try", connection => connection.Execute(
        "UPDATE worker_queues SET tries = $tries, next_try = $next WHERE id = $id",
        ("$tries", message.Tries), ("$next", message.NextTry.UtcTicks), ("$id", message.Id)));

    /// <summary>Removes a message that is done with.</summary>
    public void Remove(QueueMessage message) => database.Write("queue-done", connection => connection.Execute(
        "DELETE FROM worker_queues WHERE id = $id", ("$id", message.Id)));

    /// <summary>Moves a message to another queue, where nobody has tried it.</summary>
    public void Move(QueueMessage message, string queue)
    {
        database.Write("queue-poison", connection => connection.Execute(
            "UPDATE worker_queues SET queue = $queue, tries = 0, next_try = 0 WHERE id = $id",
            ("$queue", queue), ("$id", message.Id)));
        _added.Set();
    }
}
