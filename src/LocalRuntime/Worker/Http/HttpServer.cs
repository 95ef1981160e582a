using LocalRuntime.Worker.Functions;
using LocalRuntime.Worker.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace LocalRuntime.Worker.Http;

/// <summary>Serves the app's HTTP functions, the runtime's own endpoints and a site, on Kestrel.</summary>
internal sealed partial class HttpServer(
    IReadOnlyList<LocalFunction> functions,
    FunctionPipeline pipeline,
    LocalRuntimeOptions options,
    HostJson host,
    TimeProvider time,
    IServiceProvider root,
    ILoggerFactory logs) : IHostedService, IDisposable
{
    private readonly Running _running = new(options.StopGrace, time);
    private readonly ILogger _log = logs.CreateLogger<HttpServer>();
    private KestrelServer? _server;

    /// <summary>Where the server answers, like http://127.0.0.1:7071; null before it does.</summary>
    public Uri? Address { get; private set; }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var address = ListenAddress.From(options);
        var kestrel = root.GetRequiredService<IOptions<KestrelServerOptions>>();
        kestrel.Value.ApplicationServices = root;
        address.Apply(kestrel.Value);
        var app = new HttpApplication(root.GetRequiredService<IServiceScopeFactory>(), Pipeline(address));
        var server = new KestrelServer(kestrel, Transport(), logs);
        try
        {
            await server.StartAsync(app, cancellationToken);
        }
        catch (IOException problem)
        {
            server.Dispose();
            throw CannotBind(problem);
        }

        _server = server;
        Address = new Uri(server.Features.Get<IServerAddressesFeature>()!.Addresses.First());
        new ServingFile(Environment.ProcessId, Address.GetLeftPart(UriPartial.Authority))
            .Write(Path.GetFullPath(options.DataFolder));
        Log.Serving(_log, Address);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_server is null)
            return;
        ServingFile.Remove(Path.GetFullPath(options.DataFolder));
        _running.EndAfterGrace();
        await _server.StopAsync(cancellationToken);
    }

    public void Dispose()
    {
        _server?.Dispose();
        _running.Dispose();
    }

    private SocketTransportFactory Transport() => new(Options.Create(new SocketTransportOptions()), logs);

    private RequestDelegate Pipeline(ListenAddress address)
    {
        var onlyThisMachine = options.Key is null && address.IsLoopback;
        var gate = new HttpGate(new FunctionKey(options.Key), onlyThisMachine, host.RoutePrefix, options.Cors);
        var app = new ApplicationBuilder(root);
        // Before the gate: a page must be let read why it was refused.
        if (options.Cors.Count > 0)
        {
            app.UseCors(pages => pages.WithOrigins([.. options.Cors]).AllowAnyMethod().AllowAnyHeader()
                .WithExposedHeaders(HeaderNames.ETag, HeaderNames.Location, HeaderNames.RetryAfter));
        }

        app.Use(gate.PassAsync);
        app.UseRouting();
        app.Use(gate.CheckKeyAsync);
        app.UseEndpoints(routes => routes.DataSources.Add(new DefaultEndpointDataSource(Endpoints())));
        return app.Build();
    }

    private List<Endpoint> Endpoints()
    {
        var routes = new FunctionRoutes(host.RoutePrefix);
        var invoker = new HttpInvoker(pipeline, _log, _running.Ending);
        var endpoints = functions.Where(function => function.Trigger is HttpTriggerAttribute)
            .Select(function => routes.Of(function, http => invoker.AnswerAsync(function, http))).ToList();
        endpoints.AddRange(root.GetServices<LocalEndpoint>().Select(routes.Of));
        if (options.Site is { } site)
            endpoints.AddRange(Site.Endpoints(site).Select(new FunctionRoutes(prefix: "").Of));
        return endpoints;
    }

    private StartException CannotBind(IOException problem)
    {
        var found = problem.InnerException is AddressInUseException
            ? "another process serves there"
            : problem.InnerException?.Message ?? problem.Message;
        return new StartException($"port {options.Port} at {options.Host}: {found}; expected it to be free; stop that "
            + $"process, or choose another port with {LocalRuntimeOptions.Section}:Port.", problem);
    }

    private static partial class Log
    {
        [LoggerMessage(5001, LogLevel.Information, "Serving {Address}")]
        public static partial void Serving(ILogger logger, Uri address);
    }
}
