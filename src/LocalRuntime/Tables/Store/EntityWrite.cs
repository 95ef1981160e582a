using Azure;
using Azure.Data.Tables;
using LocalRuntime.Sqlite;

namespace LocalRuntime.Tables;

/// <summary>
/// Makes the changes of one transaction. A row occurs once, so all are checked before the first is made.
/// </summary>
internal sealed class EntityWrite(TableSql sql, EntityChange[] changes) : Write<IReadOnlyList<Response>>
{
    private long _instant;

    /// <inheritdoc/>
    public override string What => $"tables.{sql.Table}";

    /// <inheritdoc/>
    protected override IReadOnlyList<Response> Answer
    {
        get
        {
            var written = new LocalResponse(204, EntityTag.Of(_instant));
            var deleted = new LocalResponse(204);
            return Array.ConvertAll(
                changes, Response (change) => change.Type == TableTransactionActionType.Delete ? deleted : written);
        }
    }

    /// <inheritdoc/>
    public override void Check(Connection connection)
    {
        // Preparing tells whether the table is there.
        connection.Prepare(sql.Put);
        if (AreNew(connection))
            return;
        for (var i = 0; i < changes.Length; i++)
        {
            if (changes[i].Type == TableTransactionActionType.UpsertReplace)
                continue;
            try
            {
                Check(connection, changes[i]);
            }
            catch (RequestFailedException refusal)
            {
                throw TableErrors.OfAction(refusal, i);
            }
        }
    }

    /// <inheritdoc/>
    public override void Make(Connection connection, long instant)
    {
        _instant = instant;
        var put = connection.Prepare(sql.Put).Bind(2, instant);
        foreach (var change in changes)
        {
            if (change.Type == TableTransactionActionType.Delete)
                connection.Prepare(sql.Delete).Bind(1, change.Key).Run();
            else
                put.Bind(1, change.Key).Bind(3, change.Properties).Run();
        }
    }

    /// <summary>Whether all are new: one look where they go spares a look for each.</summary>
    private bool AreNew(Connection connection)
    {
        var (first, last) = (changes[0].Key, changes[0].Key);
        foreach (var change in changes)
        {
            if (change.Type != TableTransactionActionType.Add)
                return false;
            first = change.Key.AsSpan().SequenceCompareTo(first) < 0 ? change.Key : first;
            last = change.Key.AsSpan().SequenceCompareTo(last) > 0 ? change.Key : last;
        }

        var any = connection.Prepare(sql.Any).Bind(1, first).Bind(2, last);
        var isTaken = any.Step();
        any.Reset();
        return !isTaken;
    }

    private void Check(Connection connection, EntityChange change)
    {
        var stored = connection.Prepare(sql.Find).Bind(1, change.Key);
        var isThere = stored.Step();
        try
        {
            if (change.Type == TableTransactionActionType.Add && isThere)
                throw TableErrors.EntityExists(sql.Table);
            if (change.Expected is { } expected)
                CheckExpected(expected, isThere ? stored.Int64(0) : null);
            if (isThere && IsMerge(change.Type))
                change.Properties = Merge.Of(change.Key, stored.Blob(1), change.Properties);
        }
        finally
        {
            stored.Reset();
        }
    }

    private static bool IsMerge(TableTransactionActionType type) =>
        type is TableTransactionActionType.UpdateMerge or TableTransactionActionType.UpsertMerge;

    private void CheckExpected(long expected, long? stored)
    {
        if (stored is not { } instant)
            throw TableErrors.EntityNotFound(sql.Table);
        if (expected != EntityTag.Any && expected != instant)
            throw TableErrors.ConditionNotMet(sql.Table);
    }
}
