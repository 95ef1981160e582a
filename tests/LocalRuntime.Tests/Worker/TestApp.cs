using LocalRuntime.Worker.Http;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LocalRuntime.Tests.Worker;

/// <summary>A function app with functions of the test's choice, in a folder of its own.</summary>
internal sealed class TestApp : IAsyncDisposable
{
    private TestApp(IHost host) => Host = host;

    public IHost Host { get; }

    public HttpServer Http => Host.Services.GetRequiredService<HttpServer>();

    public Logs Logs => Host.Services.GetRequiredService<Logs>();

    /// <summary>A builder with the settings; without others it neither listens nor works.</summary>
    public static FunctionsApplicationBuilder Builder(
        TestFolder folder, Type[] functions, params (string Name, string Value)[] settings)
    {
        var builder = new FunctionsApplicationBuilder([], typeof(TestApp).Assembly, () => functions);
        var all = new Dictionary<string, string?>
        {
            ["LocalRuntime:DataFolder"] = folder.Path,
            ["LocalRuntime:Listen"] = "false",
            ["LocalRuntime:Port"] = "0",
            ["LocalRuntime:Triggers"] = "false",
            ["LocalRuntime:Work"] = "false",
        };
        foreach (var (name, value) in settings)
            all[name] = value;
        builder.Configuration.AddInMemoryCollection(all);
        builder.Services.AddSingleton<Recorder>();
        builder.Services.AddSingleton<Logs>();
        builder.Services.AddSingleton<ILoggerProvider>(services => services.GetRequiredService<Logs>());
        return builder;
    }

    public static async Task<TestApp> StartAsync(FunctionsApplicationBuilder builder)
    {
        var host = builder.Build();
        try
        {
            await host.StartAsync(TestContext.Current.CancellationToken);
        }
        catch
        {
            host.Dispose();
            throw;
        }

        return new TestApp(host);
    }

    public async ValueTask DisposeAsync()
    {
        await Host.StopAsync(CancellationToken.None);
        Host.Dispose();
    }
}
