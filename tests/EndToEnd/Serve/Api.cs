using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace EndToEnd.Serve;

/// <summary>What the app answered.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The body as text.</param>
/// <param name="Headers">The headers of the answer.</param>
/// <param name="Type">The media type of the body; null without one.</param>
internal sealed record Answer(int Status, string Body, HttpResponseHeaders Headers, string? Type)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public JsonElement this[string name] => Json.GetProperty(name);

    public JsonElement[] Items => [.. this["items"].EnumerateArray()];

    public string? Next => this["next"].GetString();

    public override string ToString() => $"{Status} {Body}";
}

/// <summary>Asks an app over HTTP.</summary>
/// <param name="root">Where it answers.</param>
/// <param name="key">What is sent as <c>x-functions-key</c>; null for nothing.</param>
internal sealed class Api(Uri root, string? key = null) : IDisposable
{
    private const int MostIds = 1_000;

    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler());

    public Uri Root => root;

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<Answer> PostAsync(string path, string body) =>
        SendAsync(HttpMethod.Post, path, new StringContent(body, Encoding.UTF8, "application/json"));

    /// <summary>Asks; an answer of 500 or above is never right.</summary>
    public async Task<Answer> SendAsync(
        HttpMethod method, string path, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(root, "/api/" + path)) { Content = content };
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        if (key is not null)
            request.Headers.Add("x-functions-key", key);
        var cancel = TestContext.Current.CancellationToken;
        using var response = await _http.SendAsync(request, cancel);
        var body = await response.Content.ReadAsStringAsync(cancel);
        var answer = new Answer(
            (int)response.StatusCode, body, response.Headers, response.Content.Headers.ContentType?.MediaType);
        Assert.True(answer.Status < 500, $"{method} {path}: {answer.Status} {body}");
        return answer;
    }

    /// <summary>Gets what has to be there.</summary>
    public async Task<Answer> OkAsync(string path)
    {
        var answer = await GetAsync(path);
        Assert.True(answer.Status == 200, $"{path}: {answer.Status} {answer.Body}");
        return answer;
    }

    /// <summary>Looks customers up in pages of 1,000, in their order.</summary>
    public async Task<JsonElement[]> LookUpAsync(IReadOnlyList<string> ids)
    {
        var found = new List<JsonElement>(ids.Count);
        foreach (var page in ids.Chunk(MostIds))
        {
            var answer = await PostAsync("customers/lookup", JsonSerializer.Serialize(new { ids = page }));
            Assert.True(answer.Status == 200, answer.Body);
            found.AddRange(answer.Items);
        }

        Assert.Equal(ids, found.Select(item => item.GetProperty("customer").GetString()!));
        return [.. found];
    }

    /// <summary>All items of a list, page by page.</summary>
    /// <param name="path">The list, with <c>limit</c>.</param>
    /// <param name="cursor">The name of the parameter that the next of an answer is given as.</param>
    /// <param name="next">The next of a page that was read before; null to begin.</param>
    public async Task<List<JsonElement>> AllAsync(string path, string cursor = "cursor", string? next = null)
    {
        var items = new List<JsonElement>();
        do
        {
            var page = await OkAsync(next is null ? path : $"{path}&{cursor}={Uri.EscapeDataString(next)}");
            Assert.NotEqual(next ?? "", page.Next);
            items.AddRange(page.Items);
            next = page.Next;
        }
        while (next is not null);
        return items;
    }

    public void Dispose() => _http.Dispose();
}
