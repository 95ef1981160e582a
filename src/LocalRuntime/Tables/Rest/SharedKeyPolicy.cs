using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;

namespace LocalRuntime.Tables.Rest;

/// <summary>
/// Signs each attempt with the account's key: an HMAC-SHA256 of method, content type, date and path. See "Authorize
/// with Shared Key" of the storage services, for tables; the one query that would be signed, <c>comp</c>, is not used.
/// </summary>
internal sealed class SharedKeyPolicy(string account, byte[] key, TimeProvider clock) : HttpPipelineSynchronousPolicy
{
    private const string DateName = "x-ms-date";

    /// <inheritdoc/>
    public override void OnSendingRequest(HttpMessage message)
    {
        var request = message.Request;
        var date = clock.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        var type = request.Headers.TryGetValue(HttpHeader.Names.ContentType, out var value) ? value : "";
        var text = $"{request.Method}\n\n{type}\n{date}\n/{account}{request.Uri.ToUri().AbsolutePath}";
        var signature = Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
        request.Headers.SetValue(DateName, date);
        request.Headers.SetValue(HttpHeader.Names.Authorization, $"SharedKey {account}:{signature}");
    }
}
