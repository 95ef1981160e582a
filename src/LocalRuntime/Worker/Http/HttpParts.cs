using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace LocalRuntime.Worker.Http;

/// <summary>The services of HTTP.</summary>
internal static class HttpParts
{
    /// <summary>The largest body of a request, in bytes: 8 MiB.</summary>
    public const long MaxBodyBytes = 8 * 1024 * 1024;

    /// <summary>Adds them.</summary>
    public static void Add(IServiceCollection services)
    {
        services.AddRouting();
        services.AddCors();
        // What ObjectResult and its like need; functions are no controllers.
        services.AddMvcCore();
        services.AddSingleton<System.Diagnostics.DiagnosticListener>(
            static _ => new System.Diagnostics.DiagnosticListener("Microsoft.AspNetCore"));
        services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
        });
        services.AddSingleton<HttpServer>();
        services.AddHostedService(static provider => provider.GetRequiredService<HttpServer>());
    }
}
