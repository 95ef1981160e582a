using System.Net;
using Microsoft.AspNetCore.Http;

namespace LocalRuntime.Worker.Http;

/// <summary>What every request passes around routing: size, host and key, and answers that nobody gave.</summary>
/// <param name="key">The function key.</param>
/// <param name="onlyThisMachine">Whether the server is open, without a key, to this machine alone.</param>
/// <param name="prefix">What every route begins with.</param>
/// <param name="origins">The origins of pages elsewhere that may ask.</param>
internal sealed class HttpGate(
    FunctionKey key, bool onlyThisMachine, string prefix, IReadOnlyCollection<string> origins)
{
    /// <summary>Before routing.</summary>
    public Task PassAsync(HttpContext http, RequestDelegate next)
    {
        if (onlyThisMachine && !IsThisMachine(http.Request.Host.Host))
            return Problem.WriteAsync(
                http, StatusCodes.Status421MisdirectedRequest, "unknown-host",
                "The Host header names another machine; without a key only this machine may ask; use 127.0.0.1.");
        if (onlyThisMachine && !IsOwnPage(http.Request))
            return Problem.WriteAsync(
                http, StatusCodes.Status403Forbidden, "foreign-origin",
                "A page of another site asks for a change; without a key only pages of this machine may.");
        return http.Request.ContentLength > HttpParts.MaxBodyBytes
            ? HttpInvoker.TooLargeAsync(http)
            : RouteAsync(http, next);
    }

    /// <summary>After routing, before the endpoint.</summary>
    public Task CheckKeyAsync(HttpContext http, RequestDelegate next) =>
        http.GetEndpoint()?.Metadata.GetMetadata<Access>() is { AsksForKey: true } && !key.Admits(http.Request)
            ? Problem.WriteAsync(
                http, StatusCodes.Status401Unauthorized, "unauthorized",
                "The function key is missing or wrong; send it as header x-functions-key.")
            : next(http);

    private async Task RouteAsync(HttpContext http, RequestDelegate next)
    {
        try
        {
            await next(http);
        }
        catch (BadHttpRequestException problem)
        {
            await HttpInvoker.RefuseAsync(http, problem);
        }

        if (http.GetEndpoint()?.Metadata.GetMetadata<Access>() is not null || http.Response.HasStarted)
            return;
        if (http.Response.StatusCode == StatusCodes.Status405MethodNotAllowed)
            await Problem.WriteAsync(
                http, StatusCodes.Status405MethodNotAllowed, "method-not-allowed",
                $"This route does not answer this method; it answers {http.Response.Headers.Allow}.");
        else if (http.Response.StatusCode == StatusCodes.Status404NotFound)
            await Problem.WriteAsync(
                http, StatusCodes.Status404NotFound, "unknown-route",
                $"There is no such route; routes begin with /{prefix}.");
    }

    // A browser names the page that asks; programs do not.
    private bool IsOwnPage(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)
        || request.Headers.Origin is not [{ } origin] || origins.Contains(origin)
        || (Uri.TryCreate(origin, UriKind.Absolute, out var page) && IsThisMachine(page.Host));

    // A page elsewhere can make a browser ask this machine under a name of its own: such requests name that host.
    private static bool IsThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
