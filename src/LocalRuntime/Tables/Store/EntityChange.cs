using System.Diagnostics.CodeAnalysis;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace LocalRuntime.Tables;

/// <summary>One change of an entity, checked and turned into bytes before any lock is taken.</summary>
internal sealed class EntityChange(TableTransactionActionType type, byte[] key, byte[] properties, long? expected)
{
    /// <summary>What to do.</summary>
    public TableTransactionActionType Type => type;

    /// <summary>The key.</summary>
    public byte[] Key => key;

    /// <summary>The properties; what to store once the stored ones were merged in.</summary>
    public byte[] Properties { get; set; } = properties;

    /// <summary>
    /// The instant that the stored entity must have, or <see cref="EntityTag.Any"/>; null for no condition.
    /// </summary>
    public long? Expected => expected;

    /// <summary>The changes of a transaction.</summary>
    /// <exception cref="TableTransactionFailedException">One of them, or all together, cannot be.</exception>
    public static EntityChange[] All(string table, IReadOnlyList<TableTransactionAction> actions, EntityWriter writer)
    {
        if (actions.Count > Limits.Actions)
            throw TableErrors.OfAction(
                TableErrors.Invalid(
                    TableErrorCode.InvalidInput,
                    $"table '{table}': {actions.Count} actions; expected at most {Limits.Actions}."),
                Limits.Actions);
        var changes = new EntityChange[actions.Count];
        long sent = 0;
        for (var i = 0; i < changes.Length; i++)
        {
            changes[i] = Checked(actions[i], writer, i);
            sent += actions.Count == 1 ? 0 : 500 + (changes[i].Key.Length * 2) + writer.SentBytes;
            if (!EntityKey.Partition(changes[i].Key).SequenceEqual(EntityKey.Partition(changes[0].Key)))
                throw Refused(TableErrorCode.CommandsInBatchActOnDifferentPartitions, "another partition", "one", i);
        }

        if (sent > Limits.TransactionBytes && Sent(actions) > Limits.TransactionBytes)
            throw TableErrors.OfAction(TableErrors.BodyTooLarge(table), null);
        CheckDistinct(changes);
        return changes;
    }

    private static EntityChange Checked(TableTransactionAction action, EntityWriter writer, int index)
    {
        try
        {
            return Of(action, writer);
        }
        catch (RequestFailedException refusal)
        {
            throw TableErrors.OfAction(refusal, index);
        }
    }

    private static EntityChange Of(TableTransactionAction action, EntityWriter writer)
    {
        var entity = action.Entity;
        if (entity.PartitionKey is null || entity.RowKey is null)
            throw TableErrors.KeyMissing();
        Limits.CheckKey(nameof(entity.PartitionKey), entity.PartitionKey);
        Limits.CheckKey(nameof(entity.RowKey), entity.RowKey);
        writer.Begin(entity.PartitionKey, entity.RowKey);
        if (action.ActionType != TableTransactionActionType.Delete)
            EntityShape.Write(entity, writer);
        return new(
            action.ActionType,
            EntityKey.Encode(entity.PartitionKey, entity.RowKey),
            writer.End(),
            Condition(action));
    }

    // The service takes an update without an ETag for an upsert, and the official client sends it so.
    private static long? Condition(TableTransactionAction action) => action.ActionType switch
    {
        TableTransactionActionType.Delete => action.ETag == default ? EntityTag.Any : EntityTag.Expected(action.ETag),
        TableTransactionActionType.UpdateMerge or TableTransactionActionType.UpdateReplace
            when action.ETag != default => EntityTag.Expected(action.ETag),
        _ => null,
    };

    private static void CheckDistinct(EntityChange[] changes)
    {
        if (changes.Length == 1)
            return;
        var keys = new HashSet<byte[]>(changes.Length, KeyComparer.Instance);
        for (var i = 0; i < changes.Length; i++)
        {
            if (!keys.Add(changes[i].Key))
                throw Refused(TableErrorCode.InvalidDuplicateRow, "a row twice", "each row once", i);
        }
    }

    private static long Sent(IReadOnlyList<TableTransactionAction> actions) => actions.Sum(SentSize.Of);

    private static TableTransactionFailedException Refused(
        TableErrorCode code, string found, string expected, int index) =>
        TableErrors.OfAction(
            TableErrors.Invalid(code, $"transaction: action {index}: found {found}; expected {expected}."), index);

    private sealed class KeyComparer : IEqualityComparer<byte[]>
    {
        public static readonly KeyComparer Instance = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode([DisallowNull] byte[] obj)
        {
            var hash = default(HashCode);
            hash.AddBytes(obj);
            return hash.ToHashCode();
        }
    }
}
