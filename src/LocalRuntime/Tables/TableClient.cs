using Azure.Data.Tables.Models;
using LocalRuntime.Tables;

namespace Azure.Data.Tables;

/// <summary>Reads and writes the entities of one table. Clients may be used by several threads at once.</summary>
public class TableClient
{
    private readonly TableBackend _backend;

    /// <summary>Opens a table, which need not exist.</summary>
    /// <param name="connectionString">As of <see cref="TableServiceClient"/>.</param>
    /// <param name="tableName">The table: 3 to 63 letters and digits, a letter first; case does not matter.</param>
    public TableClient(string connectionString, string tableName)
        : this(connectionString, tableName, TimeProvider.System)
    {
    }

    /// <summary>Opens a table whose writes a clock dates.</summary>
    internal TableClient(string connectionString, string tableName, TimeProvider clock)
        : this(TableBackend.For(connectionString, nameof(connectionString), clock), tableName)
    {
    }

    /// <summary>Opens a table of a back end.</summary>
    internal TableClient(TableBackend backend, string tableName)
    {
        ArgumentException.ThrowIfNullOrEmpty(tableName);
        _backend = backend;
        Name = tableName;
    }

    /// <summary>For a test double, which overrides what it is asked for.</summary>
    protected TableClient()
    {
        _backend = null!;
        Name = "";
    }

    /// <summary>The table's name.</summary>
    public virtual string Name { get; }

    private TableServiceClient Service => new(_backend);

    /// <summary>Creates the table; 409 when it is there.</summary>
    public virtual Task<Response<TableItem>> CreateAsync(CancellationToken cancellationToken = default) =>
        Service.CreateTableAsync(Name, cancellationToken);

    /// <summary>Creates the table when it is not there; the raw response says 409 when it is.</summary>
    public virtual Task<Response<TableItem>> CreateIfNotExistsAsync(CancellationToken cancellationToken = default) =>
        Service.CreateTableIfNotExistsAsync(Name, cancellationToken);

    /// <summary>Deletes the table; the response says 404 when it is not there.</summary>
    public virtual Task<Response> DeleteAsync(CancellationToken cancellationToken = default) =>
        Service.DeleteTableAsync(Name, cancellationToken);

    /// <summary>Inserts an entity; 409 when its key is taken.</summary>
    public virtual Task<Response> AddEntityAsync<T>(T entity, CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        WriteAsync(TableTransactionActionType.Add, entity, default, cancellationToken);

    /// <summary>Inserts an entity, or updates the stored one.</summary>
    /// <param name="entity">The entity.</param>
    /// <param name="mode">What happens to stored properties that the entity lacks.</param>
    /// <param name="cancellationToken">Gives up before the write starts.</param>
    public virtual Task<Response> UpsertEntityAsync<T>(
        T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity
    {
        var action = mode == TableUpdateMode.Merge
            ? TableTransactionActionType.UpsertMerge
            : TableTransactionActionType.UpsertReplace;
        return WriteAsync(action, entity, default, cancellationToken);
    }

    /// <summary>Updates a stored entity; 404 when it is not there, 412 when it has another ETag.</summary>
    /// <param name="entity">The entity.</param>
    /// <param name="ifMatch">The ETag expected, or <see cref="ETag.All"/>.</param>
    /// <param name="mode">What happens to stored properties that the entity lacks.</param>
    /// <param name="cancellationToken">Gives up before the write starts.</param>
    public virtual Task<Response> UpdateEntityAsync<T>(
        T entity,
        ETag ifMatch,
        TableUpdateMode mode = TableUpdateMode.Merge,
        CancellationToken cancellationToken = default)
        where T : ITableEntity
    {
        if (ifMatch == default)
            throw new ArgumentException(
                "ifMatch: found none; expected the ETag that was read, or ETag.All.", nameof(ifMatch));
        var action = mode == TableUpdateMode.Merge
            ? TableTransactionActionType.UpdateMerge
            : TableTransactionActionType.UpdateReplace;
        return WriteAsync(action, entity, ifMatch, cancellationToken);
    }

    /// <summary>Deletes the entity with a key; the response says 404 when there is none.</summary>
    /// <param name="partitionKey">The partition.</param>
    /// <param name="rowKey">The row.</param>
    /// <param name="ifMatch">The ETag expected; default or <see cref="ETag.All"/> deletes in any case.</param>
    /// <param name="cancellationToken">Gives up before the write starts.</param>
    public virtual Task<Response> DeleteEntityAsync(
        string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        return DeleteAsync(new TableEntity(partitionKey, rowKey), ifMatch, cancellationToken);
    }

    /// <summary>Deletes an entity, whatever its own ETag says; the response says 404 when it is not there.</summary>
    /// <param name="entity">The entity; only its key is used.</param>
    /// <param name="ifMatch">The ETag expected; default or <see cref="ETag.All"/> deletes in any case.</param>
    /// <param name="cancellationToken">Gives up before the write starts.</param>
    public virtual Task<Response> DeleteEntityAsync(
        ITableEntity entity, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entity);
        return DeleteEntityAsync(entity.PartitionKey, entity.RowKey, ifMatch, cancellationToken);
    }

    /// <summary>Makes up to 100 changes of one partition, all or none.</summary>
    /// <exception cref="TableTransactionFailedException">None was made; it says which action is at fault.</exception>
    public virtual async Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(
        IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(transactionActions);
        var actions = transactionActions as IReadOnlyList<TableTransactionAction> ?? [.. transactionActions];
        if (actions.Count == 0)
            throw new InvalidOperationException("transaction: found no action; expected 1 to 100.");
        var responses = await _backend.SubmitAsync(Name, actions, cancellationToken).ConfigureAwait(false);
        return Response.FromValue(responses, new LocalResponse(202));
    }

    /// <summary>Reads the entity with a key; 404 when there is none.</summary>
    /// <param name="partitionKey">The partition.</param>
    /// <param name="rowKey">The row.</param>
    /// <param name="select">The properties wanted; null or none for all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public virtual async Task<Response<T>> GetEntityAsync<T>(
        string partitionKey,
        string rowKey,
        IEnumerable<string>? select = null,
        CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        var found = await FindAsync<T>(partitionKey, rowKey, select, cancellationToken).ConfigureAwait(false);
        return found is null
            ? throw TableErrors.EntityNotFound(Name)
            : Response.FromValue(found, new LocalResponse(200, found.ETag.ToString("H")));
    }

    /// <summary>Reads the entity with a key, if there is one.</summary>
    /// <param name="partitionKey">The partition.</param>
    /// <param name="rowKey">The row.</param>
    /// <param name="select">The properties wanted; null or none for all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public virtual async Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(
        string partitionKey,
        string rowKey,
        IEnumerable<string>? select = null,
        CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        var found = await FindAsync<T>(partitionKey, rowKey, select, cancellationToken).ConfigureAwait(false);
        return found is null
            ? new NoEntity<T>()
            : Response.FromValue(found, new LocalResponse(200, found.ETag.ToString("H")));
    }

    /// <summary>Reads entities in the order of partition and row key.</summary>
    /// <param name="filter">An OData filter; null for all.</param>
    /// <param name="maxPerPage">The most entities of a page, 1 to 1,000; a page may have fewer, or none.</param>
    /// <param name="select">The properties wanted; null or none for all.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public virtual AsyncPageable<T> QueryAsync<T>(
        string? filter = null,
        int? maxPerPage = null,
        IEnumerable<string>? select = null,
        CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        var wanted = Selected(select);
        return new PagedQuery<T>(
            (request, cancellation) => _backend.QueryAsync<T>(Name, request, wanted, cancellation),
            new PageRequest(filter, maxPerPage, null),
            cancellationToken);
    }

    /// <summary>Writes values into a filter, quoted and escaped.</summary>
    public static string CreateQueryFilter(FormattableString filter) => FilterText.Of(filter);

    private Task<T?> FindAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string>? select, CancellationToken cancellationToken)
        where T : class, ITableEntity
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        return _backend.FindAsync<T>(Name, partitionKey, rowKey, Selected(select), cancellationToken);
    }

    private Task<Response> WriteAsync(
        TableTransactionActionType type, ITableEntity entity, ETag ifMatch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entity);
        ArgumentNullException.ThrowIfNull(entity.PartitionKey, nameof(entity.PartitionKey));
        ArgumentNullException.ThrowIfNull(entity.RowKey, nameof(entity.RowKey));
        return _backend.WriteAsync(Name, new TableTransactionAction(type, entity, ifMatch), cancellationToken);
    }

    private async Task<Response> DeleteAsync(ITableEntity entity, ETag ifMatch, CancellationToken cancellationToken)
    {
        try
        {
            return await WriteAsync(TableTransactionActionType.Delete, entity, ifMatch, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            return new LocalResponse(404);
        }
    }

    private static HashSet<string>? Selected(IEnumerable<string>? select) =>
        select?.ToHashSet(StringComparer.Ordinal) is { Count: > 0 } names ? names : null;
}
