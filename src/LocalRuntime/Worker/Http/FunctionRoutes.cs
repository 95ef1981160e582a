using LocalRuntime.Worker.Functions;
using LocalRuntime.Worker.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;

namespace LocalRuntime.Worker.Http;

/// <summary>Makes endpoints of functions.</summary>
/// <param name="prefix">What every route begins with; may be empty.</param>
internal sealed class FunctionRoutes(string prefix)
{
    private readonly Dictionary<string, string> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The endpoint of a function.</summary>
    /// <exception cref="StartException">The route is none, or is taken.</exception>
    public Endpoint Of(LocalFunction function, RequestDelegate answer)
    {
        var trigger = (HttpTriggerAttribute)function.Trigger;
        return Of(
            $"function '{function.Name}'", trigger.Route ?? function.Name, trigger.Methods ?? [], trigger.AsksForKey,
            answer);
    }

    /// <summary>The endpoint of the runtime's own.</summary>
    /// <exception cref="StartException">The route is none, or is taken.</exception>
    public Endpoint Of(LocalEndpoint own) =>
        Of($"endpoint '{own.Route}'", own.Route, [own.Method], own.AsksForKey, own.Answer);

    private RouteEndpoint Of(string where, string route, string[] methods, bool asksForKey, RequestDelegate answer)
    {
        var pattern = Parse(where, route);
        var all = methods.Select(method => method.ToUpperInvariant()).ToList();
        if (all.Contains(HttpMethods.Get) && !all.Contains(HttpMethods.Head))
            all.Add(HttpMethods.Head);
        Take(where, route, pattern, all);
        var metadata = new List<object> { new Access(asksForKey) };
        if (all.Count > 0)
            metadata.Add(new HttpMethodMetadata(all));
        return new RouteEndpoint(answer, pattern, order: 0, new EndpointMetadataCollection(metadata), where);
    }

    private RoutePattern Parse(string where, string route)
    {
        try
        {
            return RoutePatternFactory.Parse($"{prefix}/{route.Trim('/')}".Trim('/'));
        }
        catch (RoutePatternException problem)
        {
            throw new StartException(
                $"{where}: route: found '{route}'; expected one like 'customers/{{id}}'; {problem.Message}", problem);
        }
    }

    private void Take(string where, string route, RoutePattern pattern, List<string> methods)
    {
        var segments = pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(Shape)));
        var shape = string.Join('/', segments);
        foreach (var key in methods.DefaultIfEmpty("any").Select(method => $"{method} {shape}"))
            if (!_taken.TryAdd(key, where))
                throw new StartException($"{where}: route: found '{route}', which {_taken[key]} answers for the same "
                    + "method; give one of them another route or method.");
    }

    private static string Shape(RoutePatternPart part) => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternSeparatorPart separator => separator.Content,
        RoutePatternParameterPart parameter => $"{{{parameter.ParameterKind}:"
            + string.Join(':', parameter.ParameterPolicies.Select(policy => policy.Content)) + "}",
        _ => "",
    };
}

/// <summary>How an endpoint may be reached.</summary>
/// <param name="AsksForKey">Whether the function key is asked for, where there is one.</param>
internal sealed record Access(bool AsksForKey);
