using System.Diagnostics.CodeAnalysis;
using LocalRuntime.Tests.Worker.Samples;
using LocalRuntime.Worker.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace LocalRuntime.Tests.Worker;

/// <summary>The HTTP samples served at a free port of this machine, with and without a key, and one client.</summary>
[SuppressMessage("Naming", "CA1711", Justification = "A fixture of xunit.")]
public sealed class HttpFixture : IAsyncLifetime
{
    public const string Key = "correct-key";

    private readonly TestFolder _folder = new();
    private readonly TestFolder _keyFolder = new();
    private readonly SocketsHttpHandler _handler = new();
    private TestApp? _app;
    private TestApp? _keyApp;

    public Uri Open => _app!.Http.Address!;

    public Uri Guarded => _keyApp!.Http.Address!;

    internal Logs Logs => _app!.Logs;

    public async ValueTask InitializeAsync()
    {
        _app = await StartAsync(_folder);
        _keyApp = await StartAsync(_keyFolder, ("LocalRuntime:Key", Key));
    }

    public async ValueTask DisposeAsync()
    {
        _handler.Dispose();
        await _app!.DisposeAsync();
        await _keyApp!.DisposeAsync();
        _folder.Dispose();
        _keyFolder.Dispose();
    }

    public async Task<(int Status, string Body, HttpResponseMessage Raw)> AskAsync(HttpRequestMessage request)
    {
        using var invoker = new HttpMessageInvoker(_handler, disposeHandler: false);
        var response = await invoker.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, body, response);
    }

    public Task<(int Status, string Body, HttpResponseMessage Raw)> AskAsync(HttpMethod method, string path) =>
        AskAsync(new HttpRequestMessage(method, new Uri(Open, path)));

    private static async Task<TestApp> StartAsync(TestFolder folder, params (string, string)[] settings)
    {
        var builder = TestApp.Builder(
            folder, [typeof(HttpSamples)], [("LocalRuntime:Listen", "true"), .. settings]);
        builder.Services.AddSingleton(new LocalEndpoint(
            "GET", "messages", AsksForKey: true, http => http.Response.WriteAsync("a message")));
        return await TestApp.StartAsync(builder);
    }
}
