using LocalRuntime.Tests.Worker.Samples;
using LocalRuntime.Worker.Hosting;

namespace LocalRuntime.Tests.Worker;

/// <summary>Pages of listed origins may ask from elsewhere; others may not.</summary>
public sealed class CorsTests : IAsyncLifetime
{
    private const string Page = "https://crm.example.com";
    private const string Other = "https://elsewhere.example";

    private readonly TestFolder _folder = new();
    private readonly SocketsHttpHandler _handler = new();
    private TestApp? _app;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _app = await TestApp.StartAsync(TestApp.Builder(
        _folder, [typeof(HttpSamples)],
        ("LocalRuntime:Listen", "true"), ("LocalRuntime:Key", HttpFixture.Key),
        ("LocalRuntime:Cors", $"{Page}, http://localhost:5173")));

    public async ValueTask DisposeAsync()
    {
        _handler.Dispose();
        await _app!.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(Page, true)]
    [InlineData("http://localhost:5173", true)]
    [InlineData(Other, false)]
    [InlineData("http://crm.example.com", false)]
    public async Task A_browser_may_ask_beforehand_without_a_key(string origin, bool isListed)
    {
        using var request = Of(HttpMethod.Options, "/api/customers/C-1/runs", origin);
        request.Headers.Add("Access-Control-Request-Method", "PUT");
        request.Headers.Add("Access-Control-Request-Headers", "x-functions-key,if-match");
        using var answer = await AskAsync(request);
        Assert.Equal(204, (int)answer.StatusCode);
        Assert.Equal(isListed ? origin : null, Header(answer, "Access-Control-Allow-Origin"));
        Assert.Equal(isListed ? "PUT" : null, Header(answer, "Access-Control-Allow-Methods"));
        Assert.Equal(isListed ? "x-functions-key,if-match" : null, Header(answer, "Access-Control-Allow-Headers"));
    }

    [Theory]
    [InlineData(Page, HttpFixture.Key, 200)]
    [InlineData(Page, null, 401)]
    [InlineData(Other, HttpFixture.Key, 200)]
    public async Task A_page_of_a_listed_origin_may_read_answers_and_their_tags(string origin, string? key, int status)
    {
        using var request = Of(HttpMethod.Get, "/api/customers/C-1/runs", origin);
        if (key is not null)
            request.Headers.Add("x-functions-key", key);
        using var answer = await AskAsync(request);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(origin == Page ? Page : null, Header(answer, "Access-Control-Allow-Origin"));
        Assert.Equal(
            origin == Page ? "ETag,Location,Retry-After" : null, Header(answer, "Access-Control-Expose-Headers"));
    }

    [Theory]
    [InlineData("*")]
    [InlineData("crm.example.com")]
    [InlineData("https://crm.example.com/")]
    [InlineData("https://crm.example.com/page")]
    [InlineData("ftp://crm.example.com")]
    public void What_is_no_origin_is_refused_at_the_start(string cors)
    {
        var builder = TestApp.Builder(_folder, [], ("LocalRuntime:Cors", $"{Page},{cors}"));
        var problem = Assert.Throws<StartException>(() => LocalRuntimeOptions.From(builder.Configuration));
        Assert.StartsWith($"setting LocalRuntime:Cors: found '{cors}'; expected origins", problem.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_listed_page_may_change_what_a_machine_without_a_key_has()
    {
        using var folder = new TestFolder();
        await using var open = await TestApp.StartAsync(TestApp.Builder(
            folder, [typeof(HttpSamples)], ("LocalRuntime:Listen", "true"), ("LocalRuntime:Cors", Page)));
        foreach (var (origin, status) in new[] { (Page, 202), (Other, 403) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(open.Http.Address!, "/api/nothing"));
            request.Headers.Add("Origin", origin);
            using var answer = await AskAsync(request);
            Assert.Equal(status, (int)answer.StatusCode);
        }
    }

    private HttpRequestMessage Of(HttpMethod method, string path, string origin)
    {
        var request = new HttpRequestMessage(method, new Uri(_app!.Http.Address!, path));
        request.Headers.Add("Origin", origin);
        return request;
    }

    private async Task<HttpResponseMessage> AskAsync(HttpRequestMessage request)
    {
        using var invoker = new HttpMessageInvoker(_handler, disposeHandler: false);
        return await invoker.SendAsync(request, Cancel);
    }

    private static string? Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : null;
}
