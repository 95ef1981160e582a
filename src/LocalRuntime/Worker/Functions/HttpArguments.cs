using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;

namespace LocalRuntime.Worker.Functions;

/// <summary>The parameters of an HTTP function: the request, and values of the route by name.</summary>
internal static class HttpArguments
{
    private const string Supported = "an HTTP function takes [HttpTrigger] HttpRequest, simple values named in its "
        + "route, FunctionContext, CancellationToken and [DurableClient] DurableTaskClient.";

    /// <summary>The way of one parameter.</summary>
    public static Bound For(ParameterInfo parameter, string route)
    {
        if (parameter.ParameterType == typeof(HttpRequest))
            return Bound.To(static invocation => invocation.TriggerAs<HttpContext>().Request);
        if (parameter.IsDefined(typeof(HttpTriggerAttribute)))
            return Bound.No(parameter, "has [HttpTrigger] and is no HttpRequest; " + Supported);
        if (!IsInRoute(parameter.Name!, route))
            return Bound.No(parameter, $"is no value of the route '{route}'; " + Supported);
        if (SimpleText.Reader(parameter.ParameterType) is not { } read)
            return Bound.No(parameter, "is no simple type (text, number, date, Guid, bool, enum); " + Supported);
        return Bound.To(invocation => FromRoute(invocation.TriggerAs<HttpContext>(), parameter, read));
    }

    private static object? FromRoute(HttpContext http, ParameterInfo parameter, Func<string, object?> read)
    {
        if (http.GetRouteValue(parameter.Name!)?.ToString() is not { } text)
            return Missing(parameter);
        return read(text) ?? throw new BadHttpRequestException(
            $"route value '{parameter.Name}': expected {SimpleText.NameOf(parameter.ParameterType)}.");
    }

    private static object? Missing(ParameterInfo parameter)
    {
        if (parameter.HasDefaultValue)
            return parameter.DefaultValue;
        if (parameter.ParameterType.IsValueType && Nullable.GetUnderlyingType(parameter.ParameterType) is null)
            throw new BadHttpRequestException($"route value '{parameter.Name}' is missing.");
        return null;
    }

    private static bool IsInRoute(string name, string route)
    {
        try
        {
            return RoutePatternFactory.Parse(route).GetParameter(name) is not null;
        }
        catch (RoutePatternException)
        {
            // Told once, with the route, where the routes are built.
            return true;
        }
    }
}
