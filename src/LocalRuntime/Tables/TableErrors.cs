using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using LocalRuntime.Sqlite;

namespace LocalRuntime.Tables;

/// <summary>The refusals of the table service: status and code as in Azure. No key or value is quoted.</summary>
internal static class TableErrors
{
    /// <summary>Where an exception keeps the position of the failed action; the official name.</summary>
    public const string FailedAction = "FailedEntity";

    /// <summary>The table is not there.</summary>
    public static RequestFailedException TableNotFound(string table) => Of(
        404, TableErrorCode.TableNotFound, $"table '{table}': not found; expected a table. Create it first.");

    /// <summary>The table is there.</summary>
    public static RequestFailedException TableAlreadyExists(string table) => Of(
        409, TableErrorCode.TableAlreadyExists, $"table '{table}': is there already; expected a new name.");

    /// <summary>The name is none.</summary>
    public static RequestFailedException InvalidName(string table) => Of(
        400,
        "InvalidResourceName",
        $"table '{Clip(table)}': not a table name; expected 3 to 63 letters and digits, a letter first, not 'tables'.");

    /// <summary>The entity is not there.</summary>
    public static RequestFailedException EntityNotFound(string table) => Of(
        404, TableErrorCode.ResourceNotFound, $"table '{table}': no such entity; expected one with this key.");

    /// <summary>The entity is there.</summary>
    public static RequestFailedException EntityExists(string table) => Of(
        409, TableErrorCode.EntityAlreadyExists, $"table '{table}': the entity is there; expected a new key.");

    /// <summary>The entity was changed by someone else.</summary>
    public static RequestFailedException ConditionNotMet(string table) => Of(
        412,
        TableErrorCode.UpdateConditionNotSatisfied,
        $"table '{table}': the stored entity has another ETag; expected the given one. Read it again.");

    /// <summary>The entity lacks half of its key.</summary>
    public static RequestFailedException KeyMissing() => Invalid(
        TableErrorCode.PropertiesNeedValue, "entity: a key is missing; expected PartitionKey and RowKey.");

    /// <summary>The request is wrong.</summary>
    public static RequestFailedException Invalid(TableErrorCode code, string message) => Of(400, code, message);

    /// <summary>The transaction has more bytes than one request may have.</summary>
    public static RequestFailedException BodyTooLarge(string table) => Of(
        413, "RequestBodyTooLarge", $"table '{table}': the transaction is larger than 4 MiB; send fewer entities.");

    /// <summary>A failure of SQLite as the service would tell it.</summary>
    public static Exception From(SqliteFailure failure, string table) => failure switch
    {
        { IsNoSuchTable: true } => TableNotFound(table),
        { IsBusy: true } => new RequestFailedException(
            503, $"table '{table}': another process holds the file; expected it to be free.", "ServerBusy", failure),
        _ => new RequestFailedException(500, $"table '{table}': {failure.Message}", "InternalError", failure),
    };

    /// <summary>The same refusal, of one action of a transaction.</summary>
    public static TableTransactionFailedException OfAction(RequestFailedException refusal, int? index)
    {
        if (index is { } position)
            refusal.Data[FailedAction] = position.ToString(CultureInfo.InvariantCulture);
        return new TableTransactionFailedException(refusal);
    }

    private static RequestFailedException Of(int status, TableErrorCode code, string message) =>
        new(status, message, code.ToString(), null);

    private static string Clip(string text) => text.Length <= 64 ? text : text[..64] + "...";
}
