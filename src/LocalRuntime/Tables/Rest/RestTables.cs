using System.Text.Json;
using Azure;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace LocalRuntime.Tables.Rest;

/// <summary>
/// Tables of a storage account. What fails on the way, and 408, 429, 500, 502, 503 and 504, is tried again as
/// <see cref="ClientOptions.Retry"/> says. A write whose answer was lost may have been made: when it is tried again,
/// an insert is refused with 409, an update or a deletion under an ETag with 412, a deletion under any with 404,
/// although the first attempt did it. An upsert is made twice, to the same effect. A transaction is refused for the
/// first of its changes that is; the second attempt changes nothing.
/// </summary>
internal sealed class RestTables(TableService service) : TableBackend
{
    private const string Json = "application/json";
    private const string NextTable = "NextTableName";
    private const string NextPartition = "NextPartitionKey";
    private const string NextRow = "NextRowKey";

    /// <inheritdoc/>
    public override async Task<Response> CreateTableAsync(string table, CancellationToken cancellation)
    {
        var body = RequestBody.Take();
        body.Add("{\"TableName\":\""u8).Add(JsonEncodedText.Encode(table).EncodedUtf8Bytes).Add("\"}"u8);
        using var message = service.Message(RequestMethod.Post, "Tables", body, Json);
        var response = await SendAsync(table, message, cancellation).ConfigureAwait(false);
        // A connection that was given up may still be sending a body.
        if (message.ProcessingContext.RetryNumber == 0)
            body.GiveBack();
        return response;
    }

    /// <inheritdoc/>
    public override async Task<Response> DeleteTableAsync(string table, CancellationToken cancellation)
    {
        using var message = service.Message(RequestMethod.Delete, $"Tables('{EntityAddress.Of(table)}')");
        return await SendAsync(table, message, cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override async Task<Page<TableItem>> ListTablesAsync(PageRequest request, CancellationToken cancellation)
    {
        using var message = service.Message(RequestMethod.Get, "Tables", PageQuery.Of(request, null, NextTable));
        var response = await service.SendAsync(message, cancellation).ConfigureAwait(false);
        var tables = EntityAnswer.Many<TableEntity>(response.Content.ToMemory().Span, null);
        return Page<TableItem>.FromValues(
            tables.ConvertAll(table => new TableItem(table.GetString("TableName"))),
            PageQuery.Token(response, NextTable),
            response);
    }

    /// <inheritdoc/>
    public override async Task<Response> WriteAsync(
        string table, TableTransactionAction action, CancellationToken cancellation)
    {
        var request = EntityRequest.Of(table, action);
        var body = request.Entity is { } entity ? RequestBody.Take().Add(entity) : null;
        using var message = body is null
            ? service.Message(request.Method, request.Path)
            : service.Message(request.Method, request.Path, body, Json);
        if (request.IfMatch is { } etag)
            message.Request.Headers.Add(HttpHeader.Names.IfMatch, etag);
        var response = await SendAsync(table, message, cancellation).ConfigureAwait(false);
        body?.GiveBack();
        return response;
    }

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<Response>> SubmitAsync(
        string table, IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellation)
    {
        var body = RequestBody.Take();
        BatchBody.Add(body, service.Address, table, actions);
        try
        {
            using var message = service.Message(RequestMethod.Post, "$batch", body, BatchBody.ContentType);
            var response = await SendAsync(table, message, cancellation).ConfigureAwait(false);
            body.GiveBack();
            return BatchAnswer.Read(table, response.Content.ToMemory().Span, actions.Count);
        }
        catch (RequestFailedException refusal) when (refusal is not TableTransactionFailedException)
        {
            throw new TableTransactionFailedException(refusal);
        }
    }

    /// <inheritdoc/>
    public override async Task<T?> FindAsync<T>(
        string table, string partitionKey, string rowKey, IReadOnlySet<string>? select, CancellationToken cancellation)
        where T : class
    {
        var path = EntityAddress.Of(table, partitionKey, rowKey);
        using var message = service.Message(RequestMethod.Get, path, PageQuery.Of(default, select));
        try
        {
            var response = await service.SendAsync(message, cancellation).ConfigureAwait(false);
            return EntityAnswer.One<T>(response.Content.ToMemory().Span, select);
        }
        catch (RequestFailedException refusal) when (refusal.ErrorCode == TableErrorCode.ResourceNotFound)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public override async Task<Page<T>> QueryAsync<T>(
        string table, PageRequest request, IReadOnlySet<string>? select, CancellationToken cancellation)
    {
        var query = PageQuery.Of(request, select, NextPartition, NextRow);
        using var message = service.Message(RequestMethod.Get, $"{EntityAddress.Of(table)}()", query);
        var response = await service.SendAsync(message, cancellation).ConfigureAwait(false);
        return Page<T>.FromValues(
            EntityAnswer.Many<T>(response.Content.ToMemory().Span, select),
            PageQuery.Token(response, NextPartition, NextRow),
            response);
    }

    private async Task<Response> SendAsync(string table, HttpMessage message, CancellationToken cancellation)
    {
        Writes.Before($"tables.{table}");
        var response = await service.SendAsync(message, cancellation).ConfigureAwait(false);
        Writes.After($"tables.{table}");
        return response;
    }
}
