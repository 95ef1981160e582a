using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Abstractions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace LocalRuntime.Worker.Http;

/// <summary>What Kestrel runs for a request. The requests of a connection have the same context, one after another.
/// </summary>
/// <param name="scopes">Makes the services of a request.</param>
/// <param name="answer">Answers.</param>
internal sealed class HttpApplication(IServiceScopeFactory scopes, RequestDelegate answer)
    : IHttpApplication<DefaultHttpContext>
{
    public DefaultHttpContext CreateContext(IFeatureCollection contextFeatures)
    {
        var kept = contextFeatures as IHostContextContainer<DefaultHttpContext>;
        var context = kept?.HostContext;
        if (context is null)
            context = new DefaultHttpContext(contextFeatures) { ServiceScopeFactory = scopes };
        else
            context.Initialize(contextFeatures);
        if (kept is not null)
            kept.HostContext = context;
        return context;
    }

    public Task ProcessRequestAsync(DefaultHttpContext context) => answer(context);

    public void DisposeContext(DefaultHttpContext context, Exception? exception) => context.Uninitialize();
}
