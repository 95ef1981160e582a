using LocalRuntime.ServiceBus;
using Microsoft.Data.Sqlite;

namespace LocalRuntime.Worker.Hosting;

/// <summary>The SQLite files of a data folder: tables, topic, orchestrations, triggers.</summary>
internal static class LocalStores
{
    private const int BusySeconds = 60;

    /// <summary>
    /// Deletes the messages of a session, and writes all files anew, so that no page that is free and no log keeps what
    /// was deleted or replaced in any of them.
    /// </summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="topics">The file of topics; one that is not there has no messages.</param>
    /// <param name="session">The session.</param>
    /// <exception cref="TimeoutException">When somebody reads a file for too long.</exception>
    public static async Task ForgetAsync(string folder, string topics, string session)
    {
        if (File.Exists(topics))
            await new LocalTopic($"Data Source={topics}").ForgetAsync(session);
        foreach (var file in Directory.EnumerateFiles(folder, "*.db"))
            Compact(file);
    }

    private static void Compact(string file)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = file,
            DefaultTimeout = BusySeconds,
            Pooling = false,
        }.ToString());
        connection.Open();
        connection.Execute("VACUUM");
        using var checkpoint = connection.CreateCommand();
        checkpoint.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        using var answer = checkpoint.ExecuteReader();
        if (answer.Read() && answer.GetInt64(0) != 0)
            throw new TimeoutException($"{file}: found readers for {BusySeconds} s; expected none for a moment");
    }
}
