using Azure.Core;
using Azure.Data.Tables.Models;
using LocalRuntime.Tables;
using LocalRuntime.Tables.Rest;

namespace Azure.Data.Tables;

/// <summary>Creates, deletes and lists tables.</summary>
public class TableServiceClient
{
    private readonly TableBackend _backend;

    /// <summary>Opens the tables that a connection string names.</summary>
    /// <param name="connectionString">
    /// <c>Data Source=PATH</c>: tables in a SQLite file; or a storage account's, or
    /// <c>UseDevelopmentStorage=true</c>.
    /// </param>
    public TableServiceClient(string connectionString)
        : this(connectionString, TimeProvider.System)
    {
    }

    /// <summary>Opens the tables that a connection string names.</summary>
    /// <param name="connectionString">As above.</param>
    /// <param name="options">How a storage account is asked; a SQLite file needs none.</param>
    public TableServiceClient(string connectionString, TableClientOptions? options = null) =>
        _backend = TableBackend.For(connectionString, nameof(connectionString), TimeProvider.System, options);

    /// <summary>Opens the tables of a storage account as somebody who may use them.</summary>
    /// <param name="endpoint">The address of its tables, such as <c>https://NAME.table.core.windows.net</c>.</param>
    /// <param name="tokenCredential">Who asks.</param>
    /// <param name="options">How it is asked.</param>
    public TableServiceClient(Uri endpoint, TokenCredential tokenCredential, TableClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(tokenCredential);
        _backend = TableBackend.For(StorageAccount.Of(endpoint, tokenCredential), options);
    }

    /// <summary>Opens tables whose writes a clock dates.</summary>
    internal TableServiceClient(string connectionString, TimeProvider clock) =>
        _backend = TableBackend.For(connectionString, nameof(connectionString), clock);

    /// <summary>Opens the tables of a back end.</summary>
    internal TableServiceClient(TableBackend backend) => _backend = backend;

    /// <summary>For a test double, which overrides what it is asked for.</summary>
    protected TableServiceClient() => _backend = null!;

    /// <summary>A client of one table, which need not exist.</summary>
    public virtual TableClient GetTableClient(string tableName) => new(_backend, tableName);

    /// <summary>Creates a table; 409 when it is there.</summary>
    public virtual async Task<Response<TableItem>> CreateTableAsync(
        string tableName, CancellationToken cancellationToken = default) => Response.FromValue(
            new TableItem(tableName),
            await _backend.CreateTableAsync(tableName, cancellationToken).ConfigureAwait(false));

    /// <summary>Creates a table when it is not there; the raw response says 409 when it is.</summary>
    public virtual async Task<Response<TableItem>> CreateTableIfNotExistsAsync(
        string tableName, CancellationToken cancellationToken = default)
    {
        try
        {
            return await CreateTableAsync(tableName, cancellationToken).ConfigureAwait(false);
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == TableErrorCode.TableAlreadyExists)
        {
            return Response.FromValue(new TableItem(tableName), new LocalResponse(409));
        }
    }

    /// <summary>Deletes a table; the response says 404 when it is not there.</summary>
    public virtual async Task<Response> DeleteTableAsync(
        string tableName, CancellationToken cancellationToken = default)
    {
        try
        {
            return await _backend.DeleteTableAsync(tableName, cancellationToken).ConfigureAwait(false);
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            return new LocalResponse(404);
        }
    }

    /// <summary>The tables, in the order of their names without case.</summary>
    /// <param name="filter">An OData filter on <c>TableName</c>; null for all.</param>
    /// <param name="maxPerPage">The most tables of a page, 1 to 1,000.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public virtual AsyncPageable<TableItem> QueryAsync(
        string? filter = null, int? maxPerPage = null, CancellationToken cancellationToken = default) =>
        new PagedQuery<TableItem>(
            _backend.ListTablesAsync, new PageRequest(filter, maxPerPage, null), cancellationToken);

    /// <summary>Writes values into a filter, quoted and escaped.</summary>
    public static string CreateQueryFilter(FormattableString filter) => FilterText.Of(filter);
}
