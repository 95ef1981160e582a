using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace LocalRuntime.Worker.Http;

/// <summary>What Kestrel runs for a request.</summary>
/// <param name="factory">Makes contexts.</param>
/// <param name="answer">Answers.</param>
internal sealed class HttpApplication(IHttpContextFactory factory, RequestDelegate answer)
    : IHttpApplication<HttpContext>
{
    public HttpContext CreateContext(IFeatureCollection contextFeatures) => factory.Create(contextFeatures);

    public Task ProcessRequestAsync(HttpContext context) => answer(context);

    public void DisposeContext(HttpContext context, Exception? exception) => factory.Dispose(context);
}
