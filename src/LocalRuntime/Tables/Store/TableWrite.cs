using Azure;
using LocalRuntime.Sqlite;

namespace LocalRuntime.Tables;

/// <summary>Creates or deletes a table.</summary>
internal sealed class TableWrite(TableSql sql, bool create) : Write<Response>
{
    /// <inheritdoc/>
    public override string What => $"tables.{sql.Table}";

    /// <inheritdoc/>
    protected override Response Answer => new LocalResponse(204);

    /// <inheritdoc/>
    public override void Check(Connection connection)
    {
        var statement = connection.Prepare(
            "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ? COLLATE NOCASE");
        var isThere = statement.Bind(1, TableSql.Prefix + sql.Table).Step();
        statement.Reset();
        if (create && isThere)
            throw TableErrors.TableAlreadyExists(sql.Table);
        if (!create && !isThere)
            throw TableErrors.TableNotFound(sql.Table);
    }

    /// <inheritdoc/>
    public override void Make(Connection connection, long instant)
    {
        connection.Execute(create ? sql.Create : sql.Drop);
        // What waits in the same commit must see it.
        connection.NoticeSchema();
    }
}
