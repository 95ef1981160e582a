using System.Diagnostics.CodeAnalysis;
using LocalRuntime.Tests.Worker.Samples;
using LocalRuntime.Worker.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace LocalRuntime.Tests.Worker;

/// <summary>The HTTP samples with a key, and a small site beside them that needs none.</summary>
[SuppressMessage("Naming", "CA1711", Justification = "A fixture of xunit.")]
public sealed class SiteFixture : IAsyncLifetime
{
    public const string Page = "<!doctype html><title>A page</title>";

    private readonly TestFolder _data = new();
    private readonly TestFolder _folder = new();
    private readonly SocketsHttpHandler _handler = new();
    private TestApp? _app;

    public async ValueTask InitializeAsync()
    {
        _folder.Write("secret.txt", "a secret");
        _folder.Write("site/index.html", Page);
        _folder.Write("site/config.json", "{}");
        _folder.Write("site/mark.svg", "<svg/>");
        _folder.Write("site/photo.png", "a photo");
        _folder.Write("site/assets/page-5e1f.js", "1");
        _folder.Write("site/assets/page-77aa.css", "");
        var builder = TestApp.Builder(
            _data, [typeof(HttpSamples)], ("LocalRuntime:Listen", "true"), ("LocalRuntime:Key", HttpFixture.Key),
            ("LocalRuntime:Site", _folder.In("site")));
        builder.Services.AddSingleton(new LocalEndpoint(
            "GET", "messages", AsksForKey: true, http => http.Response.WriteAsync("a message")));
        _app = await TestApp.StartAsync(builder);
    }

    public async ValueTask DisposeAsync()
    {
        _handler.Dispose();
        await _app!.DisposeAsync();
        _data.Dispose();
        _folder.Dispose();
    }

    /// <summary>Asks for a path as it is written, with dots and all.</summary>
    public async Task<HttpResponseMessage> AskAsync(
        HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        var asIs = new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true };
        var address = new Uri(_app!.Http.Address!.GetLeftPart(UriPartial.Authority) + path, asIs);
        using var request = new HttpRequestMessage(method, address);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var invoker = new HttpMessageInvoker(_handler, disposeHandler: false);
        return await invoker.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
