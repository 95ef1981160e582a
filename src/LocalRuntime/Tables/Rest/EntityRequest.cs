using Azure;
using Azure.Core;
using Azure.Data.Tables;

namespace LocalRuntime.Tables.Rest;

/// <summary>How the service is asked for a change of one entity.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The path.</param>
/// <param name="IfMatch">The ETag that the stored entity must have; null for no condition.</param>
/// <param name="Entity">The body; null for none.</param>
internal readonly record struct EntityRequest(RequestMethod Method, string Path, string? IfMatch, ITableEntity? Entity)
{
    private static readonly RequestMethod Merge = RequestMethod.Parse("MERGE");

    /// <summary>How a change is asked for.</summary>
    /// <exception cref="RequestFailedException">The entity lacks a key (400).</exception>
    public static EntityRequest Of(string table, TableTransactionAction action)
    {
        var entity = action.Entity;
        if (entity.PartitionKey is null || entity.RowKey is null)
            throw TableErrors.KeyMissing();
        if (action.ActionType == TableTransactionActionType.Add)
            return new(RequestMethod.Post, EntityAddress.Of(table), null, entity);
        var path = EntityAddress.Of(table, entity.PartitionKey, entity.RowKey);
        var condition = Condition(table, action);
        return action.ActionType switch
        {
            TableTransactionActionType.Delete => new(RequestMethod.Delete, path, condition, null),
            TableTransactionActionType.UpdateMerge or TableTransactionActionType.UpsertMerge =>
                new(Merge, path, condition, entity),
            _ => new(RequestMethod.Put, path, condition, entity),
        };
    }

    // The service takes an update without an ETag for an upsert, and the official client sends it so.
    private static string? Condition(string table, TableTransactionAction action)
    {
        var etag = action.ActionType switch
        {
            TableTransactionActionType.Delete => action.ETag == default ? ETag.All : action.ETag,
            TableTransactionActionType.UpdateMerge or TableTransactionActionType.UpdateReplace => action.ETag,
            _ => default,
        };
        if (etag == default)
            return null;
        // A line break would forge a header, and no entity has such an ETag.
        var text = etag.ToString("H");
        return text.AsSpan().ContainsAnyInRange('\0', '\u001f') ? throw TableErrors.ConditionNotMet(table) : text;
    }
}
