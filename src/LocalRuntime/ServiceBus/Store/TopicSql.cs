namespace LocalRuntime.ServiceBus;

/// <summary>The statements of topics.</summary>
internal static class TopicSql
{
    /// <summary>Makes the tables when they are not there.</summary>
    public const string Create = """
        CREATE TABLE IF NOT EXISTS topics (
            id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE COLLATE NOCASE, last INTEGER NOT NULL DEFAULT 0);
        CREATE TABLE IF NOT EXISTS messages (
            topic INTEGER NOT NULL, sequence INTEGER NOT NULL, enqueued INTEGER NOT NULL, message_id TEXT,
            header BLOB NOT NULL, body BLOB NOT NULL, PRIMARY KEY (topic, sequence)) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS messages_by_id ON messages (topic, message_id, enqueued)
            WHERE message_id IS NOT NULL
        """;

    /// <summary>Makes a topic when it is not there.</summary>
    public const string AddTopic = "INSERT OR IGNORE INTO topics (name) VALUES (?)";

    /// <summary>The names of all topics.</summary>
    public const string Names = "SELECT name FROM topics ORDER BY name";

    /// <summary>The id of a topic and its last sequence number.</summary>
    public const string FindTopic = "SELECT id, last FROM topics WHERE name = ?";

    /// <summary>Sets the last sequence number of a topic.</summary>
    public const string SetLast = "UPDATE topics SET last = ? WHERE id = ?";

    /// <summary>Stores a message.</summary>
    public const string Insert = "INSERT INTO messages VALUES (?, ?, ?, ?, ?, ?)";

    /// <summary>Deletes the messages of a session.</summary>
    public const string DeleteSession =
        "DELETE FROM messages WHERE json_extract(CAST(header AS TEXT), '$.SessionId') = ?";

    /// <summary>A message of the same id that came after an instant.</summary>
    public const string FindDuplicate =
        "SELECT 1 FROM messages WHERE topic = ? AND message_id = ? AND enqueued > ? LIMIT 1";

    /// <summary>The messages of a topic after a sequence number.</summary>
    public const string Read = """
        SELECT sequence, enqueued, header, body FROM messages
        WHERE topic = (SELECT id FROM topics WHERE name = ?) AND sequence > ? ORDER BY sequence LIMIT ?
        """;
}
