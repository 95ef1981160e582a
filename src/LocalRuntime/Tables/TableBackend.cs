using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using LocalRuntime.Sqlite;
using LocalRuntime.Tables.Rest;

namespace LocalRuntime.Tables;

/// <summary>Where tables are kept. Everything is refused as the service refuses it.</summary>
internal abstract class TableBackend
{
    /// <summary>The back end that a connection string chooses.</summary>
    /// <param name="connectionString">The connection string.</param>
    /// <param name="parameter">The name of the caller's parameter.</param>
    /// <param name="clock">What tells the time of writes and signatures.</param>
    /// <param name="options">How a storage account is asked.</param>
    /// <exception cref="ArgumentException">It chooses none.</exception>
    public static TableBackend For(
        string connectionString, string parameter, TimeProvider clock, TableClientOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString, parameter);
        return DataSource.TryPathIn(connectionString, out var path)
            ? new SqliteTables(path, clock)
            : For(StorageConnection.Parse(connectionString, parameter, clock), options);
    }

    /// <summary>The tables of a storage account.</summary>
    public static TableBackend For(StorageAccount account, TableClientOptions? options) =>
        new RestTables(new TableService(account, options ?? new TableClientOptions()));

    /// <summary>Creates a table; 409 when it is there.</summary>
    public abstract Task<Response> CreateTableAsync(string table, CancellationToken cancellation);

    /// <summary>Deletes a table; 404 when it is not there.</summary>
    public abstract Task<Response> DeleteTableAsync(string table, CancellationToken cancellation);

    /// <summary>A page of tables.</summary>
    public abstract Task<Page<TableItem>> ListTablesAsync(PageRequest request, CancellationToken cancellation);

    /// <summary>Makes one change.</summary>
    public abstract Task<Response> WriteAsync(
        string table, TableTransactionAction action, CancellationToken cancellation);

    /// <summary>Makes all changes or none.</summary>
    /// <exception cref="TableTransactionFailedException">None was made.</exception>
    public abstract Task<IReadOnlyList<Response>> SubmitAsync(
        string table, IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellation);

    /// <summary>The entity with a key, or null when there is none.</summary>
    public abstract Task<T?> FindAsync<T>(
        string table, string partitionKey, string rowKey, IReadOnlySet<string>? select, CancellationToken cancellation)
        where T : class, ITableEntity;

    /// <summary>A page of entities in the order of their keys.</summary>
    public abstract Task<Page<T>> QueryAsync<T>(
        string table, PageRequest request, IReadOnlySet<string>? select, CancellationToken cancellation)
        where T : class, ITableEntity;
}

/// <summary>Which page is wanted.</summary>
/// <param name="Filter">The filter; null for none.</param>
/// <param name="Most">The most items wanted; null for as many as a page may have.</param>
/// <param name="Token">Where the page before ended; null for the first page.</param>
internal readonly record struct PageRequest(string? Filter, int? Most, string? Token);
