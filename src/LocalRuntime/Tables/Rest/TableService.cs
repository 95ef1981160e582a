using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;

namespace LocalRuntime.Tables.Rest;

/// <summary>Asks the tables of an account: with signature, retries and the headers that every request has.</summary>
internal sealed class TableService
{
    private readonly StorageAccount _account;
    private readonly string _version;
    private readonly HttpPipeline _pipeline;

    /// <summary>Prepares to ask.</summary>
    public TableService(StorageAccount account, TableClientOptions options)
    {
        _account = account;
        _version = options.Version;
        var pipeline = new HttpPipelineOptions(options) { RequestFailedDetailsParser = new ODataError() };
        if (account.Proof is { } proof)
            pipeline.PerRetryPolicies.Add(proof);
        _pipeline = HttpPipelineBuilder.Build(pipeline);
    }

    /// <summary>The address of the account's tables; it ends with a slash.</summary>
    public string Address => _account.Tables.AbsoluteUri;

    /// <summary>Prepares a request.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">The escaped path behind <see cref="Address"/>.</param>
    /// <param name="query">The escaped query.</param>
    public HttpMessage Message(RequestMethod method, string path, string query = "")
    {
        var message = _pipeline.CreateMessage();
        var request = message.Request;
        request.Method = method;
        var all = query.Length > 0 && _account.Signature.Length > 0 ? $"{query}&{_account.Signature}"
            : query + _account.Signature;
        request.Uri.Reset(new Uri(Address + path + (all.Length > 0 ? "?" : "") + all));
        request.Headers.Add("x-ms-version", _version);
        request.Headers.Add("DataServiceVersion", "3.0");
        request.Headers.Add(HttpHeader.Names.Accept, "application/json;odata=minimalmetadata");
        return message;
    }

    /// <summary>Prepares a request that has a body, and asks for none in return.</summary>
    public HttpMessage Message(RequestMethod method, string path, RequestBody body, string contentType)
    {
        var message = Message(method, path);
        message.Request.Headers.Add("Prefer", "return-no-content");
        message.Request.Headers.Add(HttpHeader.Names.ContentType, contentType);
        message.Request.Content = RequestContent.Create(body.Bytes);
        return message;
    }

    /// <summary>Asks.</summary>
    /// <exception cref="RequestFailedException">It was refused.</exception>
    public async Task<Response> SendAsync(HttpMessage message, CancellationToken cancellation)
    {
        await _pipeline.SendAsync(message, cancellation).ConfigureAwait(false);
        return message.Response.IsError ? throw new RequestFailedException(message.Response) : message.Response;
    }
}
