using System.Collections.Concurrent;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using LocalRuntime.Sqlite;

namespace LocalRuntime.Tables;

/// <summary>
/// Tables in a SQLite file: one SQLite table for each, with the key's bytes as primary key. Reads see what is
/// committed and wait for nobody; each page of a query is a read of its own.
/// </summary>
internal sealed class SqliteTables(string path, TimeProvider clock) : TableBackend
{
    [ThreadStatic]
    private static EntityWriter? _writer;

    private readonly ConcurrentDictionary<string, TableSql> _sql = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override Task<Response> CreateTableAsync(string table, CancellationToken cancellation) =>
        ChangeAsync(new TableSql(table), create: true, cancellation);

    /// <inheritdoc/>
    public override Task<Response> DeleteTableAsync(string table, CancellationToken cancellation) =>
        ChangeAsync(new TableSql(table), create: false, cancellation);

    /// <inheritdoc/>
    public override Task<Page<TableItem>> ListTablesAsync(PageRequest request, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(Database.At(path).Read(new TableListing(request), static (connection, listing) =>
            listing.Read(connection)));
    }

    /// <inheritdoc/>
    public override async Task<Response> WriteAsync(
        string table, TableTransactionAction action, CancellationToken cancellation)
    {
        try
        {
            var responses = await SubmitAsync(table, [action], cancellation).ConfigureAwait(false);
            return responses[0];
        }
        catch (TableTransactionFailedException exception)
        {
            // One change by itself is refused as itself.
            throw new RequestFailedException(
                exception.Status, exception.Message, exception.ErrorCode, exception.InnerException);
        }
    }

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<Response>> SubmitAsync(
        string table, IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var sql = Sql(table);
        var changes = EntityChange.All(table, actions, _writer ??= new EntityWriter());
        var write = new EntityWrite(sql, changes) { Clock = clock };
        return await AnswerAsync(table, Database.At(path).WriteAsync(write)).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override Task<T?> FindAsync<T>(
        string table, string partitionKey, string rowKey, IReadOnlySet<string>? select, CancellationToken cancellation)
        where T : class
    {
        cancellation.ThrowIfCancellationRequested();
        var find = (Sql: Sql(table), Key: EntityKey.Encode(partitionKey, rowKey), Select: select);
        return Task.FromResult(Read(table, find, static (connection, find) =>
        {
            var statement = connection.Prepare(find.Sql.Find).Bind(1, find.Key);
            if (!statement.Step())
                return null;
            try
            {
                return EntityShape.Read<T>(new(find.Key, statement.Int64(0), statement.Blob(1)), find.Select);
            }
            finally
            {
                statement.Reset();
            }
        }));
    }

    /// <inheritdoc/>
    public override Task<Page<T>> QueryAsync<T>(
        string table, PageRequest request, IReadOnlySet<string>? select, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var query = new EntityQuery(Sql(table), request, select);
        return Task.FromResult(Read(table, query, static (connection, query) => query.Read<T>(connection)));
    }

    private TableSql Sql(string table) => _sql.GetOrAdd(table, static name => new TableSql(name));

    private TResult Read<TState, TResult>(string table, TState state, Func<Connection, TState, TResult> read)
    {
        try
        {
            return Database.At(path).Read(state, read);
        }
        catch (SqliteFailure failure)
        {
            throw TableErrors.From(failure, table);
        }
    }

    private async Task<Response> ChangeAsync(TableSql sql, bool create, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var write = new TableWrite(sql, create) { Clock = clock };
        return await AnswerAsync(sql.Table, Database.At(path).WriteAsync(write)).ConfigureAwait(false);
    }

    private static async Task<TAnswer> AnswerAsync<TAnswer>(string table, Task<TAnswer> answer)
    {
        try
        {
            return await answer.ConfigureAwait(false);
        }
        catch (SqliteFailure failure)
        {
            throw TableErrors.From(failure, table);
        }
    }
}
