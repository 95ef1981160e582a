using System.Data.Common;

namespace LocalRuntime.Sqlite;

/// <summary>Reads the connection strings of the local runtime.</summary>
internal static class DataSource
{
    /// <summary>The full path in <c>Data Source=PATH</c>.</summary>
    /// <exception cref="ArgumentException">The connection string says something else.</exception>
    public static string PathIn(string connectionString, string parameter)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString, parameter);
        // The text may hold a key, so messages do not quote it.
        var parts = new DbConnectionStringBuilder();
        try
        {
            parts.ConnectionString = connectionString;
        }
        catch (ArgumentException)
        {
            parts.Clear();
        }

        return parts.Count == 1 && parts.TryGetValue("Data Source", out var value)
            && value is string { Length: > 0 } path
            ? Path.GetFullPath(path)
            : throw new ArgumentException(
                "connection string: found something else; expected 'Data Source=PATH'. Name a file for the data.",
                parameter);
    }
}
