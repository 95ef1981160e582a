using System.Net;
using Azure.Core.Pipeline;
using Azure.Data.Tables;

namespace LocalRuntime.Tests.Tables.Rest;

/// <summary>A service that gives prepared answers and writes down what it was asked.</summary>
internal sealed class FakeService : HttpMessageHandler
{
    private readonly Queue<HttpResponseMessage> _answers = new();

    /// <summary>What it was asked.</summary>
    public List<HttpRequestMessage> Asked { get; } = [];

    /// <summary>Options of clients that ask it, and ask once.</summary>
    public TableClientOptions Options
    {
        get
        {
            var options = new TableClientOptions { Transport = new HttpClientTransport(this) };
            options.Retry.MaxRetries = 0;
            return options;
        }
    }

    /// <summary>Prepares an answer.</summary>
    public void Answer(
        string body, HttpStatusCode status = HttpStatusCode.OK, params (string Name, string Value)[] headers)
    {
        var answer = new HttpResponseMessage(status) { Content = new StringContent(body) };
        foreach (var (name, value) in headers)
            answer.Headers.TryAddWithoutValidation(name, value);
        _answers.Enqueue(answer);
    }

    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Asked.Add(request);
        var answer = _answers.Dequeue();
        answer.RequestMessage = request;
        return Task.FromResult(answer);
    }
}
