using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace EndToEnd.Consumers;

/// <summary>An app that answers what a test says.</summary>
internal sealed class ScriptedApp : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _asked = new();
    private readonly WebApplication _app;
    private ListenOptions _listener = null!;

    private ScriptedApp(Func<HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(
            options => options.Listen(IPAddress.Loopback, 0, listener => _listener = listener));
        _app = builder.Build();
        _app.Run(context =>
        {
            _asked.Enqueue($"{context.Request.Path}{context.Request.QueryString}");
            return answer(context);
        });
    }

    /// <summary>Where it answers.</summary>
    public Uri Root => new($"http://{_listener.IPEndPoint}/");

    /// <summary>The paths and queries that were asked for, in order.</summary>
    public IReadOnlyList<string> Asked => [.. _asked];

    /// <summary>Starts one.</summary>
    public static async Task<ScriptedApp> StartAsync(Func<HttpContext, Task> answer)
    {
        var app = new ScriptedApp(answer);
        await app._app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
