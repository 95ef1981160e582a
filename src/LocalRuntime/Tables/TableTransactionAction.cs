namespace Azure.Data.Tables;

/// <summary>One change of a transaction.</summary>
public class TableTransactionAction
{
    /// <summary>Makes an unconditional change.</summary>
    public TableTransactionAction(TableTransactionActionType actionType, ITableEntity entity)
        : this(actionType, entity, default)
    {
    }

    /// <summary>Makes a change that fails when the stored entity has another ETag.</summary>
    /// <param name="actionType">What to do.</param>
    /// <param name="entity">The entity.</param>
    /// <param name="etag">
    /// The ETag expected. As in the service, an update without one is an upsert; give
    /// <see cref="Azure.ETag.All"/> when the entity must be there.
    /// </param>
    public TableTransactionAction(TableTransactionActionType actionType, ITableEntity entity, ETag etag = default)
    {
        ArgumentNullException.ThrowIfNull(entity);
        ActionType = actionType;
        Entity = entity;
        ETag = etag;
    }

    /// <summary>What to do.</summary>
    public TableTransactionActionType ActionType { get; }

    /// <summary>The entity.</summary>
    public ITableEntity Entity { get; }

    /// <summary>The ETag expected of the stored entity.</summary>
    public ETag ETag { get; }
}
