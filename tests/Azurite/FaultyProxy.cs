using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Azurite;

/// <summary>
/// Stands before an Azurite on free ports of the loopback address. It passes requests on as they are, writes down what
/// came, and fails those that a policy chooses. Signatures hold: they cover path and account, not the host.
/// </summary>
public sealed class FaultyProxy : IAsyncDisposable
{
    private static readonly string[] OfTheConnection = ["Connection", "Keep-Alive", "Transfer-Encoding"];

    private static readonly UriCreationOptions AsItIs = new() { DangerousDisablePathAndQueryCanonicalization = true };

    private readonly AzuriteServer _server;
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Call> _calls = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly Dictionary<StorageService, ListenOptions> _listeners = [];

    // Node ends a connection that was idle for five seconds.
    private readonly HttpMessageInvoker _forward = new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(2),
    });

    private FaultyProxy(AzuriteServer server)
    {
        _server = server;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.Limits.MaxRequestBodySize = null;
            foreach (var service in Enum.GetValues<StorageService>())
                options.Listen(IPAddress.Loopback, 0, listener => _listeners[service] = listener);
        });
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    /// <summary>
    /// What is done to a call; nothing by default. It is asked once for each call, by several threads at once.
    /// </summary>
    public Func<Call, Fault> Policy { get; set; } = _ => Fault.None;

    /// <summary>The calls so far, in the order in which they came.</summary>
    public IReadOnlyList<Call> Calls => [.. _calls];

    /// <summary>Starts one.</summary>
    public static async Task<FaultyProxy> StartAsync(AzuriteServer server)
    {
        var proxy = new FaultyProxy(server);
        await proxy._app.StartAsync().ConfigureAwait(false);
        return proxy;
    }

    /// <summary>A policy that fails every request of a client once and lets its repetitions pass.</summary>
    /// <param name="fault">How it fails.</param>
    /// <param name="chosen">Which calls; all of them by default.</param>
    public static Func<Call, Fault> Once(Fault fault, Predicate<Call>? chosen = null)
    {
        var seen = new ConcurrentDictionary<string, bool>();
        return call => (chosen is null || chosen(call)) && seen.TryAdd(call.RequestId, true) ? fault : Fault.None;
    }

    /// <summary>The connection string of an account that nobody had before, through the proxy.</summary>
    public string NewAccount() => Through(_server.NewAccount());

    /// <summary>A connection string of the server, through the proxy.</summary>
    public string Through(string connectionString) => Enum.GetValues<StorageService>().Aggregate(
        connectionString,
        (text, service) => text.Replace(
            Of(service).AbsoluteUri, $"http://{_listeners[service].IPEndPoint}/", StringComparison.Ordinal));

    /// <summary>Forgets the calls so far.</summary>
    public void Forget() => _calls.Clear();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync().ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
        _forward.Dispose();
        _ended.Dispose();
    }

    private Uri Of(StorageService service) => service switch
    {
        StorageService.Blobs => _server.Blobs,
        StorageService.Queues => _server.Queues,
        _ => _server.Tables,
    };

    private async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, context.RequestAborted).ConfigureAwait(false);
        var service = _listeners.Single(known => known.Value.IPEndPoint!.Port == context.Connection.LocalPort).Key;
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var id = request.Headers["x-ms-client-request-id"].ToString();
        var call = Call.Of(service, request.Method, target, id, body.GetBuffer().AsSpan(0, (int)body.Length));
        call = call with { Fault = Policy(call) };
        _calls.Enqueue(call);
        if (!call.IsForwarded)
            Refuse(context, call.Fault);
        else
            await ForwardAsync(context, call, body.ToArray()).ConfigureAwait(false);
    }

    private async Task ForwardAsync(HttpContext context, Call call, byte[] body)
    {
        using var request = RequestOf(context, call, body);
        // What came is done, even when the client is gone meanwhile.
        using var answer = await _forward.SendAsync(request, _ended.Token).ConfigureAwait(false);
        if (call.Fault == Fault.None)
            await CopyAsync(answer, context).ConfigureAwait(false);
        else if (call.Fault == Fault.Hang)
            await UntilGoneAsync(context).ConfigureAwait(false);
        else
            Refuse(context, call.Fault);
    }

    private HttpRequestMessage RequestOf(HttpContext context, Call call, byte[] body)
    {
        var address = new Uri(Of(call.Service).GetLeftPart(UriPartial.Authority) + call.Target, AsItIs);
        var request = new HttpRequestMessage(new HttpMethod(call.Method), address);
        if (body.Length > 0 || context.Request.ContentLength is not null)
            request.Content = new ByteArrayContent(body);
        foreach (var (name, values) in context.Request.Headers)
        {
            var isKnown = OfTheConnection.Contains(name, StringComparer.OrdinalIgnoreCase)
                || request.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
            if (!isKnown)
                request.Content?.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
        }

        return request;
    }

    private static async Task CopyAsync(HttpResponseMessage answer, HttpContext context)
    {
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.NonValidated.Concat(answer.Content.Headers.NonValidated))
        {
            if (!OfTheConnection.Contains(name, StringComparer.OrdinalIgnoreCase))
                context.Response.Headers[name] = values.ToArray();
        }

        await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted).ConfigureAwait(false);
    }

    private async Task UntilGoneAsync(HttpContext context)
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _ended.Token);
        await Task.Delay(Timeout.Infinite, gone.Token)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        context.Abort();
    }

    private static void Refuse(HttpContext context, Fault fault)
    {
        if (fault is Fault.LostBefore or Fault.LostAfter)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = fault switch
        {
            Fault.Status429 => 429,
            Fault.Status503 => 503,
            _ => 500,
        };
        if (fault is Fault.Status429 or Fault.Status503)
            context.Response.Headers.RetryAfter = "0";
    }
}
