using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

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
        return TryPathIn(connectionString, out var path) ? path : throw new ArgumentException(
            "connection string: found something else; expected 'Data Source=PATH'. Name a file for the data.",
            parameter);
    }

    /// <summary>The full path in <c>Data Source=PATH</c>; false when a connection string says something else.</summary>
    public static bool TryPathIn(string connectionString, [NotNullWhen(true)] out string? path)
    {
        var parts = new DbConnectionStringBuilder();
        try
        {
            parts.ConnectionString = connectionString;
        }
        catch (ArgumentException)
        {
            parts.Clear();
        }

        parts.TryGetValue("Data Source", out var value);
        path = parts.Count == 1 && value is string { Length: > 0 } text ? Path.GetFullPath(text) : null;
        return path is not null;
    }
}
