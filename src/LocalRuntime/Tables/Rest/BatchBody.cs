using Azure;
using Azure.Core;
using Azure.Data.Tables;

namespace LocalRuntime.Tables.Rest;

/// <summary>
/// Writes an entity group transaction: requests as the parts of one change set. JSON has no line breaks and paths are
/// escaped, so that nothing within a part can look like a boundary.
/// </summary>
internal static class BatchBody
{
    /// <summary>The content type of the body.</summary>
    public const string ContentType = "multipart/mixed; boundary=batch_of_entities";

    /// <summary>Adds the changes.</summary>
    /// <param name="body">What they are added to.</param>
    /// <param name="service">The address of the account's tables.</param>
    /// <param name="table">The table.</param>
    /// <param name="actions">The changes.</param>
    /// <exception cref="TableTransactionFailedException">One of them cannot be sent.</exception>
    public static void Add(
        RequestBody body, string service, string table, IReadOnlyList<TableTransactionAction> actions)
    {
        body.Add("--batch_of_entities\r\nContent-Type: multipart/mixed; boundary=changeset_of_entities\r\n\r\n"u8);
        for (var i = 0; i < actions.Count; i++)
            Add(body, service, Request(table, actions[i], i));
        body.Add("--changeset_of_entities--\r\n--batch_of_entities--\r\n"u8);
    }

    private static EntityRequest Request(string table, TableTransactionAction action, int index)
    {
        try
        {
            return EntityRequest.Of(table, action);
        }
        catch (RequestFailedException refusal)
        {
            throw TableErrors.OfAction(refusal, index);
        }
    }

    private static void Add(RequestBody body, string service, in EntityRequest request)
    {
        body.Add("--changeset_of_entities\r\nContent-Type: application/http\r\n"u8)
            .Add("Content-Transfer-Encoding: binary\r\n\r\n"u8)
            .Add(request.Method.Method).Add(" "u8).Add(service).Add(request.Path).Add(" HTTP/1.1\r\n"u8)
            .Add("Accept: application/json;odata=minimalmetadata\r\nDataServiceVersion: 3.0\r\n"u8);
        if (request.Method == RequestMethod.Post)
            body.Add("Prefer: return-no-content\r\n"u8);
        if (request.IfMatch is { } etag)
            body.Add("If-Match: "u8).Add(etag).Add("\r\n"u8);
        if (request.Entity is { } entity)
            body.Add("Content-Type: application/json\r\n\r\n"u8).Add(entity).Add("\r\n"u8);
        else
            body.Add("\r\n\r\n"u8);
    }
}
