using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace LocalRuntime.Worker.Hosting;

/// <summary>Statements with their values in one call.</summary>
internal static class Sql
{
    /// <summary>Executes a statement.</summary>
    public static void Execute(
        this SqliteConnection connection, string text, params ReadOnlySpan<(string Name, object Value)> values)
    {
        using var command = Command(connection, text, values);
        command.ExecuteNonQuery();
    }

    /// <summary>Reads the first row of a query; null when there is none.</summary>
    public static T? First<T>(
        this SqliteConnection connection,
        string text,
        Func<SqliteDataReader, T> read,
        params ReadOnlySpan<(string Name, object Value)> values)
        where T : class
    {
        using var command = Command(connection, text, values);
        using var reader = command.ExecuteReader();
        return reader.Read() ? read(reader) : null;
    }

    [SuppressMessage("Security", "CA2100", Justification = "Every text is a constant; values are parameters.")]
    private static SqliteCommand Command(
        SqliteConnection connection, string text, ReadOnlySpan<(string Name, object Value)> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value);
        return command;
    }
}
