using System.Net;
using System.Net.Http.Headers;
using Azure.Core.Pipeline;
using Azure.Data.Tables;

namespace TablesBench;

/// <summary>A request as <see cref="TableClient"/> sends it, signature and all, to be sent again as it is.</summary>
/// <param name="Address">The address.</param>
/// <param name="Type">The type of the body.</param>
/// <param name="Headers">The other headers.</param>
/// <param name="Body">The body.</param>
internal sealed record Captured(
    Uri Address,
    MediaTypeHeaderValue Type,
    IReadOnlyList<KeyValuePair<string, IEnumerable<string>>> Headers,
    byte[] Body)
{
    /// <summary>The requests for transactions, which are not sent.</summary>
    public static async Task<Captured[]> AllAsync(
        string connectionString, string table, IEnumerable<TableTransactionAction[]> batches)
    {
        using var capture = new Capture();
        var options = new TableClientOptions { Transport = new HttpClientTransport(capture) };
        options.Retry.MaxRetries = 0;
        var client = new TableServiceClient(connectionString, options).GetTableClient(table);
        foreach (var batch in batches)
        {
            try
            {
                await client.SubmitTransactionAsync(batch);
            }
            catch (TableTransactionFailedException)
            {
                // The answer of the capture is none.
            }
        }

        return [.. capture.Requests];
    }

    /// <summary>The request, to be sent.</summary>
    public HttpRequestMessage Request()
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Address) { Content = new ByteArrayContent(Body) };
        request.Content.Headers.ContentType = Type;
        foreach (var (name, values) in Headers)
            request.Headers.TryAddWithoutValidation(name, values);
        return request;
    }

    private sealed class Capture : HttpMessageHandler
    {
        public List<Captured> Requests { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
            Requests.Add(new(request.RequestUri!, request.Content.Headers.ContentType!, [.. request.Headers], body));
            return new HttpResponseMessage(HttpStatusCode.NotImplemented) { RequestMessage = request };
        }
    }
}
