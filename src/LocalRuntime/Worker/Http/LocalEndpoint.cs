using Microsoft.AspNetCore.Http;

namespace LocalRuntime.Worker.Http;

/// <summary>An endpoint that the local runtime itself adds, beside the functions; register it as a service.</summary>
/// <param name="Method">The HTTP method, like GET.</param>
/// <param name="Route">The route below the prefix, like "messages".</param>
/// <param name="AsksForKey">Whether the function key is asked for, where there is one.</param>
/// <param name="Answer">Answers.</param>
internal sealed record LocalEndpoint(string Method, string Route, bool AsksForKey, RequestDelegate Answer);
