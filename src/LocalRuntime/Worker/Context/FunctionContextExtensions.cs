using LocalRuntime.Worker.Functions;
using Microsoft.AspNetCore.Http;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>The HTTP side of a run.</summary>
public static class FunctionContextExtensions
{
    /// <summary>The request that the function answers; null when something else made it run.</summary>
    /// <param name="context">The run.</param>
    public static HttpContext? GetHttpContext(this FunctionContext context) =>
        (context as Invocation)?.Trigger as HttpContext;
}
